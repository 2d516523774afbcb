"""What the engine leaves undone for PDF/UA-1 beside PDF/A-3a, done on its objects before they are written.

- The metadata name the file PDF/UA-1 as well, with the extension schema that PDF/A wants for a name that
  it does not know (ISO 14289-1, clause 5; ISO 19005-3, 6.6.2.3), in a stream that stays uncompressed.
- Running heads become pagination artifacts (ISO 14289-1, 7.8).
- Header cells say their scope (ISO 14289-1, 7.5).
- A head that fills a page alone, without a row of its table, is rows there (ISO 32000-1, 14.8.4.3.4).
- A table that goes on on another page is one table, and the head that is repeated there a pagination
  artifact (ISO 32000-1, 14.8.4.3.4); the engine makes a table for each page.
- A list item of several paragraphs has them in a body (ISO 14289-1, 7.6).
- No stream ends in a carriage return: with the line feed before ``endstream`` it would look like a line's
  end, and the stream's length like a wrong one (ISO 19005-3, 6.1.7.1).  One compressed stream in 256 does.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pydyf

CARRIAGE_RETURN = b"\r"
#: What holds the rows of a table; beside it stands its title.
ROWS = ("/THead", "/TBody", "/TFoot")
#: The engine would compress at level 9, which takes twice as long and saves one byte in seventy.
COMPRESSION = 6

UA_METADATA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


class TablePart(NamedTuple):
    """What stands of a table on a page: the table, and whether its head stands there."""

    element: Any
    has_head: bool


def finish(document: Any, pdf: Any, parts: Sequence[TablePart] = ()) -> None:
    """WeasyPrint's ``finisher``: works on the objects of the finished document.

    ``parts`` are the tables on its pages, in order; without them each stays a table of its own.
    """
    _name_conformance(pdf)
    objects = {f"{item.number} {item.generation} R": item for item in pdf.objects}
    root = objects[_text(pdf.catalog["StructTreeRoot"])]
    _join_tables(list(_tree(root, objects)), objects, parts)
    tree = list(_tree(root, objects))
    _mark_artifacts(pdf, objects, root, {id(element) for element in tree})
    _give_scopes(tree)
    _name_heads_without_rows(tree)
    _give_list_bodies(pdf, objects, tree)
    _write_streams(pdf)


def _text(reference: Any) -> str:
    return reference.decode() if isinstance(reference, bytes) else str(reference)


def _name_conformance(pdf: Any) -> None:
    number = int(_text(pdf.catalog["Metadata"]).split()[0])
    metadata = pdf.objects[number]
    content = b"".join(metadata.stream).decode()
    metadata.stream = [content.replace("</rdf:RDF>", UA_METADATA, 1).encode()]
    metadata.compress = False


def _tree(element: Any, objects: dict[str, Any]) -> Iterator[Any]:
    """The structure elements below one, itself included."""
    yield element
    kids = element.get("K", ())
    for kid in kids if isinstance(kids, list) else (kids,):
        below = objects.get(_text(kid)) if isinstance(kid, str | bytes) else None
        if isinstance(below, dict) and below.get("Type") == "/StructElem":
            yield from _tree(below, objects)


def _join_tables(tree: list[Any], objects: dict[str, Any], parts: Sequence[TablePart]) -> None:
    """Hangs what stands of a table on later pages below the table of the first."""
    first: dict[Any, Any] = {}
    tables = [element for element in tree if element.get("S") == "/Table"]
    for table, part in zip(tables, parts, strict=True) if parts else ():
        whole = first.setdefault(part.element, table)
        if whole is not table:
            # A title may stand alone on the first page, and the head on the next is then the table's.
            is_headed = any(objects[_text(kid)]["S"] == "/THead" for kid in whole["K"])
            for group in [objects[_text(kid)] for kid in table["K"]]:
                is_repeated = group["S"] == "/THead" and part.has_head and is_headed
                if group["S"] in ROWS and not is_repeated:
                    _move_rows(group, whole, objects)
            _take_away(table, objects)


def _move_rows(group: Any, table: Any, objects: dict[str, Any]) -> None:
    """Puts the rows of a group at the end of a table: into its last group if that is of the same kind."""
    last = objects[_text(table["K"][-1])]
    if last["S"] != group["S"]:
        table["K"].append(group.reference)
        group["P"] = table.reference
        return
    last["K"] += group["K"]
    for row in group["K"]:
        objects[_text(row)]["P"] = last.reference


def _take_away(element: Any, objects: dict[str, Any]) -> None:
    """Takes an element off the tree, with those above it that hold nothing else."""
    parent = objects[_text(element["P"])]
    parent["K"].remove(element.reference)
    if not parent["K"]:
        _take_away(parent, objects)


def _mark_artifacts(pdf: Any, objects: dict[str, Any], root: Any, in_tree: set[int]) -> None:
    """Turns marked content whose element hangs on no branch of the tree into pagination artifacts."""
    numbers = objects[_text(root["ParentTree"])]["Nums"]
    parents = {
        key: value for key, value in zip(numbers[::2], numbers[1::2], strict=True) if isinstance(value, list)
    }
    for page in pdf.objects:
        if not isinstance(page, dict) or page.get("Type") != "/Page":
            continue
        elements = parents[page["StructParents"]]
        loose = {
            mcid for mcid, element in enumerate(elements) if id(objects.get(_text(element))) not in in_tree
        }
        _unmark(objects[_text(page["Contents"])].stream, loose)
        for mcid in loose:
            elements[mcid] = "null"


def _unmark(operators: list[Any], loose: set[int]) -> None:
    """Makes each beginning of loose marked content (a tag, its properties, BDC) that of an artifact."""
    for position, properties in enumerate(operators):
        if isinstance(properties, dict) and properties.get("MCID") in loose:
            operators[position - 1] = "/Artifact"
            operators[position] = pydyf.Dictionary({"Type": "/Pagination"})


def _give_scopes(tree: list[Any]) -> None:
    """A header cell in a row of headers alone heads its column; beside data it heads its row."""
    rows = [element for element in tree if element.get("S") == "/TR"]
    by_reference = {element.reference: element for element in tree if hasattr(element, "reference")}
    for row in rows:
        cells = [by_reference.get(kid) for kid in row["K"]]
        has_data = any(cell is not None and cell.get("S") == "/TD" for cell in cells)
        for cell in cells:
            if cell is not None and cell.get("S") == "/TH":
                attributes = cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
                attributes["Scope"] = "/Row" if has_data else "/Column"


def _name_heads_without_rows(tree: list[Any]) -> None:
    by_reference = {element.reference: element for element in tree if hasattr(element, "reference")}
    for table in (element for element in tree if element.get("S") == "/Table"):
        groups = [by_reference[kid] for kid in table["K"] if kid in by_reference]
        if groups and all(group.get("S") == "/THead" for group in groups):
            groups[0]["S"] = "/TBody"


def _give_list_bodies(pdf: Any, objects: dict[str, Any], tree: list[Any]) -> None:
    """Puts what stands in a list item beside its label into a body of its own."""
    for item in tree:
        if item.get("S") != "/LI":
            continue
        kids = [objects.get(_text(kid)) for kid in item["K"]]
        loose = [kid for kid in kids if kid is not None and kid.get("S") not in ("/Lbl", "/LBody")]
        if loose:
            body = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/LBody",
                    "K": pydyf.Array([kid.reference for kid in loose]),
                    "Pg": item["Pg"],
                    "P": item.reference,
                }
            )
            pdf.add_object(body)
            for kid in loose:
                kid["P"] = body.reference
            labels = [
                kid.reference for kid in kids if kid is not None and all(kid is not one for one in loose)
            ]
            item["K"] = pydyf.Array([*labels, body.reference])


def _write_streams(pdf: Any) -> None:
    """Compresses the streams; one that then ends in a carriage return is written in ASCII 85 besides."""
    for item in pdf.objects:
        if not isinstance(item, pydyf.Stream):
            continue
        raw = b"\n".join(map(_bytes, item.stream))
        filters = [item.extra["Filter"]] if "Filter" in item.extra else []
        if item.compress:
            raw, filters = zlib.compress(raw, COMPRESSION), ["/FlateDecode"]
        if raw[-1:] == CARRIAGE_RETURN:
            raw, filters = base64.a85encode(raw) + b"~>", ["/ASCII85Decode", *filters]
            if "DecodeParms" in item.extra:
                item.extra["DecodeParms"] = pydyf.Array(["null", item.extra["DecodeParms"]])
        item.stream, item.compress = [raw], False
        if filters:
            item.extra["Filter"] = filters[0] if len(filters) == 1 else pydyf.Array(filters)


def _bytes(piece: Any) -> bytes:
    """A piece of a stream as it is written: bytes, text, or the properties of marked content."""
    if isinstance(piece, pydyf.Object):
        return bytes(piece.data)
    return piece if isinstance(piece, bytes) else str(piece).encode("ascii")


def ends_unclearly(pdf: bytes) -> bool:
    """Whether a stream of a finished file ends in a carriage return all the same."""
    return b"\r\nendstream" in pdf
