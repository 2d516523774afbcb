"""The blocks of a Markdown text -> its words, and what they refer to, each at its place.

A block's token carries its lines, and an inline token where it stands in its block (``source/syntax.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from generator.problems import Place
from generator.source.destinations import OUTWARD
from generator.source.texts import NO_WORDS, Kind, Stretch, Text

#: A reference to a footnote that is not there stays behind as text.
MISSING_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]+\]")
#: What the source writes in several letters and a reader sees as one or two (CommonMark 2.4 and 2.5).
WRITTEN_LONGER = re.compile(
    r"\\[!-/:-@\[-`{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
#: The tokens that are no words of the block: those that stand for something else, comments, and code.
NOT_WORDS = ("name", "comment", "footnote_ref", "code_inline")


CELLS = ("th_open", "td_open")


class Reference(NamedTuple):
    """A name, link target or picture that the text uses, and where."""

    target: str
    place: Place
    text: str = ""

    @property
    def is_outward(self) -> bool:
        """Whether a link leads out of the report."""
        return OUTWARD.match(self.target) is not None


class Passage(NamedTuple):
    """A block of running text."""

    token: Token
    #: The type of the token that opens it: ``paragraph_open``, ``heading_open``, ``td_open`` ...
    block: str
    #: Its words as they are written: without what stands for something else, and code blotted out.
    text: Text
    lines: _Lines

    def place(self, span: tuple[int, int]) -> Place:
        """Where a stretch of the block stands."""
        return self.lines.place(*span)

    @property
    def children(self) -> Sequence[Token]:
        """Its inline tokens."""
        return self.token.children or ()


class _Lines(NamedTuple):
    """Where each line of a block begins: its offset in the block, its line and column in the file."""

    file: str
    starts: tuple[tuple[int, int, int], ...]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a letter of the block."""
        start, line, column = self.starts[bisect_right(self.starts, offset, key=lambda start: start[0]) - 1]
        return line, column + offset - start

    def place(self, start: int, end: int) -> Place:
        return Place(self.file, *self.at(start), *_after(self.at(max(end - 1, start))))


def _after(spot: tuple[int, int]) -> tuple[int, int]:
    return spot[0], spot[1] + 1


def passages(tokens: Sequence[Token], lines: Sequence[str], file: str, first_line: int) -> Iterator[Passage]:
    """The blocks of running text.  ``lines`` are those of the text, from the file's ``first_line`` on."""
    at, column = -1, 0
    for position, token in enumerate(tokens):
        if token.type != "inline" or token.map is None:
            continue
        if token.map[0] != at:
            at, column = token.map[0], 0
        starts, offset = [], 0
        for number, content in enumerate(token.content.split("\n"), start=at):
            line = lines[number] if number < len(lines) else ""
            found = _column(line, content, column, in_row=tokens[position - 1].type in CELLS)
            starts.append((offset, first_line + number, found + 1))
            column = found + len(content) if token.map[1] == at + 1 else 0
            offset += len(content) + 1
        block = tokens[position - 1].type
        where = _Lines(file, tuple(starts))
        kind: Kind = "heading" if block == "heading_open" else "words"
        text = _words(token.content, token.children or (), where, kind)
        yield Passage(token, block, text, where)


def _column(line: str, content: str, column: int, in_row: bool) -> int:
    """Where a line of a block stands in its line of the file.

    It stands at its end; a cell stands behind a column, and its strokes may be escaped.
    """
    if in_row:
        found = max(line.find(content, column), line.find(content.replace("|", "\\|"), column))
    else:
        text = content.lstrip()
        found = line.rfind(text) - (len(content) - len(text))
    return max(found, 0) if found >= 0 or not in_row else column


def _words(content: str, children: Iterable[Token], lines: _Lines, kind: Kind) -> Text:
    """The words of a block, with the places of their letters."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    length = 0

    def add(piece: str, offset: int, width: int = 1) -> None:
        nonlocal length
        stretches.append(Stretch(length, *lines.at(offset), width))
        pieces.append(piece)
        length += len(piece)

    def write(start: int, end: int) -> None:
        """The letters of a piece of the block, line by line, with what is written longer made short."""
        for match in WRITTEN_LONGER.finditer(content, start, end):
            plain(start, match.start())
            short = unescapeAll(match[0])
            add(short, match.start(), len(match[0]) if short != match[0] else 1)
            start = match.end()
        plain(start, end)

    def plain(start: int, end: int) -> None:
        for line in re.findall("[^\\n]*\\n|[^\\n]+", content[start:end]):
            add(line, start)
            start += len(line)

    at = 0
    for (start, end), stand_in in _blots(children):
        if start >= at:
            write(at, start)
            if stand_in:
                add(NO_WORDS, start, max(end - start, 2))
            at = end
    write(at, len(content))
    if not stretches:
        add("", 0)
    return Text("".join(pieces), kind, lines.file, tuple(stretches))


def _blots(tokens: Iterable[Token]) -> list[tuple[tuple[int, int], bool]]:
    """What is no words in a block, in order, each with whether something else is seen in its place."""
    blots: list[tuple[tuple[int, int], bool]] = []
    for token, shift in with_alternatives(tokens):
        start, end = (offset + shift for offset in token.meta.get("span", (0, 0)))
        if token.type in NOT_WORDS or token.info == "auto":
            blots.append(((start, end), token.type != "comment"))
        elif "words" in token.meta:
            first, last = (offset + shift for offset in token.meta["words"])
            blots += [((start, first), False), ((last, end), False)]
    return sorted(blots)


def literal_texts(
    tokens: Sequence[Token], found: Iterable[Passage], lines: Sequence[str], file: str, first_line: int
) -> Iterator[Text]:
    """What is shown as it is written: code, and addresses between < and >."""
    for passage in found:
        for child in passage.children:
            if child.type == "code_inline" or (child.type == "link_open" and child.info == "auto"):
                start, end = child.meta["span"]
                words = passage.token.content[start:end]
                pieces = [
                    Stretch(match.start(), *passage.lines.at(start + match.start()))
                    for match in re.finditer(r"(?m)^", words)
                ]
                yield Text(words, "code", file, tuple(pieces))
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            for number in range(token.map[0], min(token.map[1], len(lines))):
                yield Text(lines[number], "code", file, (Stretch(0, first_line + number, 1),))


class References(NamedTuple):
    """What a text refers to, in the order of its blocks."""

    names: tuple[Reference, ...]
    links: tuple[Reference, ...]
    pictures: tuple[Reference, ...]


def references(found: Iterable[Passage]) -> References:
    """The names, links and pictures of the blocks of a text."""
    names: list[Reference] = []
    links: list[Reference] = []
    pictures: list[Reference] = []
    for passage in found:
        for match in MISSING_FOOTNOTE.finditer(passage.text.words):
            links.append(Reference(match[0], passage.text.place(*match.span())))
        for token, shift in with_alternatives(passage.children):
            start, end = token.meta.get("span", (0, 0))
            place = passage.place((start + shift, end + shift))
            if token.type == "name":
                names.append(Reference(token.content, place))
            elif token.type == "link_open":
                where = passage.place(token.meta["address"]) if token.meta.get("address") else place
                target = str(token.attrGet("href") or "")
                words = passage.token.content[slice(*token.meta.get("words", (start, end)))]
                links.append(Reference(target, where, words))
            elif token.type == "image":
                pictures.append(Reference(str(token.attrGet("src") or ""), place, token.content))
    return References(tuple(names), tuple(links), tuple(pictures))


def with_alternatives(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """The inline tokens, those of pictures' alternative texts behind their picture, with their offset."""
    for token in tokens:
        yield token, 0
        if token.type == "image" and "words" in token.meta:
            for inner, shift in with_alternatives(token.children or ()):
                yield inner, shift + token.meta["words"][0]
