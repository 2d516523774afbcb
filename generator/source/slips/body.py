"""A Markdown text as the rules over its marks look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.token import Token

from generator.languages.fonts import visible
from generator.problems import Place, quoted
from generator.source.passages import Passage
from generator.source.texts import shown

PARAGRAPH, HEADING = "paragraph_open", "heading_open"
#: How much of what a person wrote a hint repeats, in characters.
LONGEST_EXCERPT = 60


class Line(NamedTuple):
    """A line of a block: its words, and where they begin in the block's text."""

    words: str
    at: int
    block: Passage

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.block.text.place(self.at, self.at + max(len(self.words), 1))


class Body(NamedTuple):
    """A Markdown text below its front matter."""

    file: str
    first_line: int
    lines: tuple[str, ...]
    tokens: tuple[Token, ...]
    blocks: tuple[Passage, ...]
    #: The lines of the blocks that are plain paragraphs.
    paragraphs: tuple[tuple[Line, ...], ...]
    #: What the parser remembers beside the tokens: notes, definitions of links, comments.
    env: Mapping[str, Any]

    @classmethod
    def of(
        cls,
        file: str,
        first_line: int,
        lines: Sequence[str],
        tokens: Sequence[Token],
        blocks: Sequence[Passage],
        env: Mapping[str, Any],
    ) -> Body:
        """A text of these lines, of which the first is the file's ``first_line``, as the parser read it."""
        paragraphs = tuple(lines_of(block) for block in blocks if block.block == PARAGRAPH)
        return cls(file, first_line, tuple(lines), tuple(tokens), tuple(blocks), paragraphs, env)

    def line(self, number: int) -> Place:
        """A whole line; ``number`` counts from 0 in the body."""
        text = self.lines[number] if number < len(self.lines) else ""
        start = len(text) - len(text.lstrip()) + 1
        line = number + self.first_line
        return Place(self.file, line, start, line, max(len(text.rstrip()) + 1, start + 1))


def lines_of(block: Passage) -> tuple[Line, ...]:
    """The lines of a block of text, without the spaces around them; none where the first is escaped."""
    lines, at = [], 0
    for words in block.text.words.split("\n"):
        bare = words.lstrip(" \t")
        start = at + len(words) - len(bare)
        is_marked = bool(bare) and not block.text.is_spelled_out(start)
        lines.append(Line(bare.rstrip() if is_marked else "", start, block))
        at += len(words) + 1
    return tuple(lines)


def excerpt(words: str) -> str:
    """The beginning of words of a text, for a message that says what to write."""
    return shown(words)[:LONGEST_EXCERPT]


def said(words: str) -> str:
    """Words of a text as a message quotes them."""
    return quoted(shown(words))


def is_seen(tokens: Sequence[Token]) -> bool:
    """Whether inline tokens leave anything that a reader sees."""
    return any(child.type in ("image", "name") or visible(child.content).strip() for child in tokens)


def with_inner(tokens: Sequence[Token]) -> Iterator[Token]:
    """Inline tokens, and those of pictures' alternative texts."""
    for token in tokens:
        yield token
        yield from with_inner(token.children or ())
