"""Markdown text -> tokens, front matter, and the places of names, links and pictures.

CommonMark with tables and footnotes.  Raw HTML is text, but for comments, which are left out.  ``{{ name }}``
is a token of its own, so that a figure put into a sentence can never be taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.languages.fonts import says_something, visible
from generator.problems import Place, Problem
from generator.source.passages import Reference, literal_texts, passages, references
from generator.source.slips import Body, slips
from generator.source.syntax import DEEPEST, NAME, extend, plain_marks
from generator.source.texts import Text, texts_of
from generator.source.yaml import Node, read_yaml

__all__ = ["NAME", "Markdown", "Reference", "fill", "parser", "read_markdown"]

#: Behind what the words of a heading stand, and those above a column of a table.
HEADINGS = ("heading_open", "th_open")
#: A text that begins like front matter.
UNCLOSED = re.compile(r"\s*---[ \t]*\n[a-z]+:")


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with each ``{{ name }}`` replaced; a name that stands for nothing stays as it is."""
    return NAME.sub(lambda match: facts.get(match[1], match[0]), text)


class Markdown(NamedTuple):
    """A Markdown file: what its front matter says, its tokens, its words, and what it refers to."""

    file: str
    front: Node | None
    tokens: tuple[Token, ...]
    names: tuple[Reference, ...]
    links: tuple[Reference, ...]
    pictures: tuple[Reference, ...]
    #: All that a reader sees of it, the front matter's values included.
    texts: tuple[Text, ...]
    #: The line of the file on which the tokens' first line stands.
    first_line: int = 1

    def has_text(self, but_in: Collection[str] = ()) -> bool:
        """Whether there is anything to read, but behind some kinds of tokens, or a picture."""
        before = [None, *(token.type for token in self.tokens)]
        return any(
            one.type == "image" or (kind not in but_in and _is_read(one))
            for kind, token in zip(before, self.tokens, strict=False)
            for one in (token, *(token.children or ()))
        )


def read_markdown(text: str, file: str) -> tuple[Markdown, list[Problem]]:
    """A Markdown text with its words and references, and the problems of its front matter and its marks."""
    front_text, body, shift = split_front_matter(text)
    problems: list[Problem] = []
    front = None
    unclosed = front_text is None and UNCLOSED.match(text) is not None
    if front_text is not None and front_text.strip():
        front, problems = read_yaml(front_text, file, first_line=shift - front_text.count("\n"))
    elif unclosed:
        line = text[: text.index("---")].count("\n") + 1
        problems = [
            Problem.at(
                Place(file, line, 1, line, 4),
                "yaml-syntax",
                "The line --- opens the title lines, and nothing closes them.",
                "Put a second line of --- between them and the text.",
            )
        ]
    body = plain_marks(body.replace("\0", "\ufffd"))
    env: dict[str, Any] = {}
    tokens = parser().parse(body, env)
    lines = body.split("\n")
    blocks = tuple(passages(tokens, lines, file, shift + 1))
    if not unclosed:
        problems += slips(Body.of(file, shift + 1, lines, tokens, blocks, env))
    texts = (
        *texts_of(front),
        *(block.text for block in blocks),
        *literal_texts(tokens, blocks, lines, file, shift + 1),
    )
    found = references(blocks)
    _take_away_hidden(tokens)
    return Markdown(file, front, tuple(tokens), *found, texts, shift + 1), problems


def _is_read(token: Token) -> bool:
    """Whether a token alone gives a reader words."""
    return token.type == "name" or (token.type != "inline" and says_something(token.content))


def _take_away_hidden(tokens: Sequence[Token]) -> None:
    """Makes of the words of tokens what a reader sees."""
    for token in tokens:
        if token.content and token.type not in ("inline", "name"):
            token.content = visible(token.content)
        _take_away_hidden(token.children or ())


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """(front matter or None, body, number of lines before the body); empty lines may stand before both."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip() != "---":
        return None, text, 0
    for number, line in enumerate(lines[first + 1 :], start=first + 1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[first + 1 : number]) + "\n", "\n".join(lines[number + 1 :]), number + 1
    return None, text, 0


@cache
def parser() -> MarkdownIt:
    """The one Markdown parser: CommonMark, tables, footnotes, names and comments; no raw HTML."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    markdown.disable(["html_block", "html_inline"])
    markdown.use(footnote_plugin, inline=False)
    extend(markdown)
    return markdown
