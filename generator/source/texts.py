"""Words that a reader sees, wherever they are written, with the place of each of their letters.

In: values of a YAML tree; the passages of a Markdown text (``source/passages.py``).  Out: ``Text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.languages.fonts import visible
from generator.problems import Place
from generator.source.remarks import Remark
from generator.source.yaml import Mapping, Node, Scalar, Sequence

#: Stands in a text where something stood that is no words: code, an address, a name, a note's mark.  No file
#: can hold it: Markdown makes another character of it (CommonMark 2.3), and YAML refuses it (YAML 1.2, 5.1).
NO_WORDS = "\0"
#: How far behind a line the next one is looked for, in letters: between them may be lines that are written
#: with escapes, and are not found.
FARTHEST = 5000

#: ``heading``: a title or a heading; ``words``: anything else that is read; ``code``: words to be taken
#: literally, and addresses that are shown.
Kind = Literal["heading", "words", "code"]


class Stretch(NamedTuple):
    """From a letter of a text on, letters stand in the file side by side, from this line and column on."""

    at: int
    line: int
    column: int
    #: How wide a single letter is there, if the file writes it in several (``&frac34;``).
    width: int = 1


class Text(NamedTuple):
    """Words that a reader sees, and where they stand; one line of them or several."""

    words: str
    kind: Kind
    file: str
    stretches: tuple[Stretch, ...]
    #: What stands behind it on its line, and is taken for a remark.
    remark: Remark | None = None
    #: Whether it comes from YAML, where what is no text in Markdown (``&nbsp;``) is text.
    literal: bool = False

    def place(self, start: int, end: int) -> Place:
        """Where the letters from ``start`` to before ``end`` stand."""
        line, column, _ = self._spot(start)
        last_line, last_column, width = self._spot(max(end - 1, start))
        return Place(self.file, line, column, last_line, last_column + width)

    @property
    def whole(self) -> Place:
        """Where all of it stands."""
        return self.place(0, len(self.words))

    def is_spelled_out(self, at: int) -> bool:
        """Whether the file writes a letter in several: so that it is no mark, mostly."""
        stretch = self._stretch(at)
        return stretch.width > 1 and stretch.at == at

    def _stretch(self, at: int) -> Stretch:
        return self.stretches[max(bisect_right(self.stretches, at, key=lambda s: s.at) - 1, 0)]

    def _spot(self, at: int) -> tuple[int, int, int]:
        stretch = self._stretch(at)
        if stretch.width != 1:
            return stretch.line, stretch.column, stretch.width
        return stretch.line, stretch.column + at - stretch.at, 1


def shown(words: str) -> str:
    """Words of a text as a message shows them: on one line, without what nobody sees."""
    return " ".join(visible(words.replace(NO_WORDS, "…")).split())


def texts_of(node: Node | None, kind: Kind = "words") -> Iterator[Text]:
    """The values of a tree, without its keys."""
    if isinstance(node, Scalar) and (node.typed or kind == "heading"):
        yield _text_of(node, kind)
    for item in node.items if isinstance(node, Sequence) else ():
        yield from texts_of(item, kind)
    for key, below in node.entries if isinstance(node, Mapping) else ():
        yield from texts_of(below, "heading" if key.text == "title" else kind)


def _text_of(scalar: Scalar, kind: Kind) -> Text:
    place, words = scalar.place, scalar.typed
    stretches: list[Stretch] = []
    at = 0
    # Lines of one value are joined in one way or another: each is looked for behind the one before it.
    for number, written in enumerate(scalar.raw.split("\n")):
        piece = written.strip()
        line = piece if place.line == place.end_line else piece.strip("\"'")
        start = _found(words, line, at)
        if start < 0 and len(piece) > 1:  # a single line in quotation marks
            line = piece[1:-1]
            start = _found(words, line, at)
        if start < 0:
            continue
        column = written.index(line) + (1 if number else place.column)
        stretches.append(Stretch(start, place.line + number, column))
        at = start + len(line)
    if not stretches or stretches[0].at:  # written with escapes: the whole of it is the place
        end = place.end_column if place.line == place.end_line else place.column + 1
        stretches = [Stretch(0, place.line, place.column, max(end - place.column, 2))]
    return Text(words, kind, place.file, tuple(stretches), scalar.remark, literal=True)


def _found(words: str, line: str, at: int) -> int:
    """Where a line stands in the words of its value, from a letter on; -1 if it does not."""
    return words.find(line, at, at + FARTHEST + len(line)) if line else -1
