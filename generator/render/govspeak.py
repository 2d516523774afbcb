"""A narrative's tokens -> Govspeak, the Markdown of GOV.UK (kramdown with signs of its own).

https://www.gov.uk/guidance/how-to-publish-on-gov-uk/markdown.  What is text stays text: every sign that means
something to kramdown or to Govspeak is written so that it means itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from generator.model.figure import GAP_SIGN
from generator.model.narrative import SubHeading
from generator.model.report import Part
from generator.source.destinations import inward

#: What means something anywhere in a line; kramdown takes any of these for itself behind a backslash.
SIGNS = re.compile(r"""[\\`*_{}\[\]<>|$"']|(?<=-)-|(?<=\.)\.""")
#: What means something at the beginning of a line: a heading, a list, a rule, a definition, a call-out.
BEGINNINGS = re.compile(r"^(?:[#+=:~^%@-]|\((?=\())", re.MULTILINE)
NUMBERED = re.compile(r"^(s?[0-9]+)\.", re.MULTILINE)
#: So far stands what belongs to an item of a list or to a footnote.
INDENT = " " * 4


def escaped(text: str) -> str:
    """A text, on one line or several, that kramdown and Govspeak take for text alone."""
    return _begun(_signs(text))


def narrative_govspeak(part: Part, level: int, facts: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    """The Govspeak of a part's text; its highest headings have ``level`` signs.

    ``facts`` are what names stand for, ``anchors`` what links inside the report lead to.
    """
    writer = _Writer(part, level, facts, anchors, iter(part.narrative.sub_headings(part.id)))
    root = SyntaxTreeNode(part.narrative.markdown.tokens)
    return writer.blocks(root.children)


@dataclass
class _Writer:
    """Writes a part's nodes, of which each block is a text without an empty line at its end."""

    part: Part
    level: int
    facts: Mapping[str, str]
    anchors: Mapping[str, str]
    headings: Iterator[SubHeading]

    def blocks(self, nodes: Iterable[SyntaxTreeNode], between: str = "\n\n") -> str:
        texts: list[str] = []
        last = ""
        for node in nodes:
            if last.endswith("_list") and node.type.endswith("_list"):
                texts.append("<!-- -->")  # two lists that would be one
            write = getattr(self, node.type, None)
            text = write(node) if write else self.blocks(node.children)
            if text:
                texts.append(text)
                last = node.type
        return between.join(texts)

    def paragraph(self, node: SyntaxTreeNode) -> str:
        return "\n\n".join(filter(None, (self.inline(node), *self._pictures(node))))

    def heading(self, node: SyntaxTreeNode) -> str:
        heading = next(self.headings)
        signs = "#" * min(self.level + heading.depth - 1, 6)
        return f"{signs} {self.inline(node)} {{#{heading.id}}}"

    def bullet_list(self, node: SyntaxTreeNode) -> str:
        return self._items(node, ["*"] * len(node.children))

    def ordered_list(self, node: SyntaxTreeNode) -> str:
        first = int(node.attrs.get("start", 1))
        numbers = [str(first + place) for place in range(len(node.children))]
        if first == 1:
            return self._items(node, [f"{number}." for number in numbers])
        # kramdown counts every list from 1: these are paragraphs with a number.
        items = zip(numbers, node.children, strict=True)
        return "\n\n".join(f"{number}\\. {self.blocks(item.children)}" for number, item in items)

    def _items(self, node: SyntaxTreeNode, marks: list[str]) -> str:
        is_tight = all(child.hidden for item in node.children for child in item.children[:1])
        between = "\n" if is_tight else "\n\n"
        return between.join(
            _indented(self.blocks(item.children, between), f"{mark} ".ljust(len(INDENT)))
            for mark, item in zip(marks, node.children, strict=True)
        )

    def blockquote(self, node: SyntaxTreeNode) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self.blocks(node.children).split("\n"))

    def fence(self, node: SyntaxTreeNode) -> str:
        longest = max((len(run) for run in re.findall(r"~+", node.content)), default=0)
        fence = "~" * max(3, longest + 1)
        return f"{fence}\n{node.content.rstrip()}\n{fence}"

    code_block = fence

    def hr(self, node: SyntaxTreeNode) -> str:
        return "* * *"

    def table(self, node: SyntaxTreeNode) -> str:
        rows = [row.children for section in node.children for row in section.children]
        rules = ["-:" if "right" in str(cell.attrs.get("style", "")) else "-" for cell in rows[0]]
        lines = [[self.inline(cell) or " " for cell in row] for row in rows]
        return "\n".join(f"|{'|'.join(line)}|" for line in (lines[0], rules, *lines[1:]))

    def footnote(self, node: SyntaxTreeNode) -> str:
        return _indented(self.blocks(node.children), f"{self._note(node)}: ")

    def footnote_anchor(self, node: SyntaxTreeNode) -> str:
        return ""  # kramdown makes the way back itself

    def _note(self, node: SyntaxTreeNode) -> str:
        return f"[^{self.part.id}-{node.meta['id'] + 1}]"

    # What stands in lines

    def inline(self, node: SyntaxTreeNode) -> str:
        """The words of a block, on lines of their own where the text breaks them."""
        words = "".join(map(self._words, node.children))
        return "  \n".join(_begun(line.strip()) for line in words.split("\n"))

    def _words(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                return _signs(node.content)
            case "name":
                token = node.token
                return _signs(self.facts.get(token.content if token else "", token.markup if token else ""))
            case "softbreak":
                return " "
            case "hardbreak":
                return "\n"
            case "code_inline":
                return self._code(node.content)
            case "footnote_ref":
                return self._note(node)
            case "image" | "comment" | "footnote_anchor":
                return ""
        words = "".join(map(self._words, node.children))
        match node.type:
            case "em":
                return f"*{words}*"
            case "strong":
                return f"**{words}**"
            case "link":
                return f"[{words}]({self._target(str(node.attrs.get('href') or ''))})" if words else ""
        return words

    def _code(self, text: str) -> str:
        ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
        room = " " if len(ticks) > 1 else ""
        return _signs(text) if "|" in text else f"{ticks}{room}{text}{room}{ticks}"

    def _target(self, address: str) -> str:
        anchor = self.anchors.get(inward(address))
        return f"#{anchor}" if anchor else address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")

    def _pictures(self, node: SyntaxTreeNode) -> list[str]:
        """The pictures of a paragraph, which GOV.UK sets between paragraphs, by their files' names."""
        names = []
        for image in node.walk():
            if image.type == "image":
                picture = self.part.narrative.pictures.get(str(image.attrs.get("src")))
                names.append(f"[Image: {picture.file}]" if picture else escaped(GAP_SIGN))
        return names


def _signs(text: str) -> str:
    return SIGNS.sub(r"\\\g<0>", text.replace("&", "&amp;"))


def _begun(lines: str) -> str:
    """Lines that do not begin as a heading, a list and the like do."""
    lines = BEGINNINGS.sub(lambda match: f"&#{ord(match[0])};", lines)
    return NUMBERED.sub(r"\1\\.", lines)


def _indented(text: str, mark: str) -> str:
    """A text behind a mark, of which all lines but the first are indented."""
    first, *others = text.split("\n")
    return "\n".join([f"{mark}{first}", *(f"{INDENT}{line}" if line else "" for line in others)])
