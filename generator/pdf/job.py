"""All that a PDF is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.languages.fonts import FAMILY, FILES

#: The address below which the engine asks for what it is handed; no such host can exist (RFC 6761).
BASE = "https://report.invalid/"


@dataclass(frozen=True)
class PrintJob:
    """One PDF: the page, its stylesheet, its pictures, the file to attach, and the date that it bears.

    The page is in pieces, which together are an HTML document: an ``opening``, ``sheets`` that each begin
    on a new page of the PDF (the first is the cover and the contents), and a ``closing``.  ``bare`` is
    another opening, which says nothing of the area.
    """

    #: Its path in the website, by which it is known; nothing of it is in the PDF.
    path: str
    bare: str
    opening: str
    sheets: tuple[str, ...]
    closing: str
    #: What a running head says of a page's number: “Page {page} of {pages}”.
    numbered: str
    stylesheet: str
    pictures: Mapping[str, bytes]
    attachment_name: str
    attachment: bytes
    attachment_description: str
    dated: date

    @property
    def html(self) -> str:
        """The whole page."""
        return "".join((self.opening, *self.sheets, self.closing))

    @property
    def pieces(self) -> dict[str, tuple[bytes, ...]]:
        """All that the engine reads but its libraries and fonts, by what a person would call it."""
        pictures = (piece for name, data in sorted(self.pictures.items()) for piece in (name.encode(), data))
        texts = (self.bare, self.opening, *self.sheets, self.closing, self.numbered)
        return {
            "stylesheets": (self.stylesheet.encode(),),
            "text": tuple(text.encode() for text in texts),
            "pictures": tuple(pictures),
            "figures": (
                self.attachment_name.encode(), self.attachment_description.encode(), self.attachment
            ),
            "date": (self.dated.isoformat().encode(),),
        }  # fmt: skip


def font_faces() -> str:
    """The ``@font-face`` rules that name the handed fonts."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{BASE}fonts/{name}"); }}'
        for (weight, style), name in FILES.items()
    )
