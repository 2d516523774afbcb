"""Markdown text -> tokens, front matter, and the places of names, links and pictures.

CommonMark with tables and footnotes.  Raw HTML is text.  ``{{ name }}`` is a token of its own, so that
a figure put into a sentence can never be taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.problems import Place, Problem
from generator.source.yaml import Node, read_yaml

#: ``{{ eligible.level_2.total }}``, with or without the spaces.  No two parts of it match the same letters:
#: else a line of braces and blanks would take the cube of its length.
NAME = re.compile(r"\{\{\s*+([^\s{}]*(?:[^\S\n]+[^\s{}]+)*)\s*\}\}")

#: Beginnings of addresses that lead out of the report.
OUTWARD = ("http://", "https://", "mailto:", "tel:")
#: A text that begins like front matter.
UNCLOSED = re.compile(r"---[ \t]*\n[a-z]+:")
#: A reference to a footnote that is not there stays behind as text.
MISSING_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
#: After so many searches for a reference that is not written as it is looked for (a link whose address stands
#: elsewhere, ``[text][name]``), its line alone is told: each search in vain reads on to the end of its block.
MOST_IN_VAIN = 100


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with each ``{{ name }}`` replaced; a name that stands for nothing stays as it is."""
    return NAME.sub(lambda match: facts.get(match[1], match[0]), text)


class Reference(NamedTuple):
    """A name, link target or picture that the text uses, and where."""

    target: str
    place: Place
    text: str = ""

    @property
    def is_outward(self) -> bool:
        """Whether a link leads out of the report."""
        return self.target.startswith(OUTWARD)


class Markdown(NamedTuple):
    """A Markdown file: what its front matter says, its lines, their tokens, and what it refers to."""

    file: str
    front: Node | None
    lines: tuple[str, ...]
    first_line: int
    tokens: tuple[Token, ...]
    names: tuple[Reference, ...]
    links: tuple[Reference, ...]
    pictures: tuple[Reference, ...]


def read_markdown(text: str, file: str) -> tuple[Markdown, list[Problem]]:
    """The tokens of a Markdown text with the places of its references, and its front matter's problems."""
    front_text, body, shift = split_front_matter(text)
    problems: list[Problem] = []
    front = None
    if front_text is not None and front_text.strip():
        front, problems = read_yaml(front_text, file, first_line=2)
    elif front_text is None and UNCLOSED.match(text):
        problems = [
            Problem.at(
                Place(file, 1, 1, 1, 4),
                "yaml-syntax",
                "The line --- opens the title lines, and nothing closes them.",
                "Put a second line of --- between them and the text.",
            )
        ]
    tokens = parser().parse(body)
    lines = body.split("\n")
    finder = _Finder(file, lines, shift)
    finder.walk(tokens)
    return (
        Markdown(
            file,
            front,
            tuple(lines),
            shift + 1,
            tuple(tokens),
            tuple(finder.names),
            tuple(finder.links),
            tuple(finder.pictures),
        ),
        problems,
    )


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """(front matter or None, body, number of lines before the body)."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 1
    return None, text, 0


def picture_name(target: str) -> str | None:
    """The name inside ``images/`` that a picture's address means, or None; there may be no such file."""
    target = target.removeprefix("./").removeprefix("../")
    folder, _, name = target.partition("/")
    return name if folder == "images" and name else None


@cache
def parser() -> MarkdownIt:
    """The one Markdown parser: CommonMark, tables, footnotes and names; no raw HTML."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable(["html_block", "html_inline"])
    markdown.use(footnote_plugin, inline=False)
    markdown.inline.ruler.before("emphasis", "name", _name_rule)
    return markdown


def _name_rule(state: StateInline, silent: bool) -> bool:
    match = NAME.match(state.src, state.pos) if state.src.startswith("{{", state.pos) else None
    if match is None:
        return False
    if not silent:
        token = state.push("name", "", 0)
        token.content = match[1]
        token.markup = match[0]
    state.pos = match.end()
    return True


class _Finder:
    """Finds where the references of each block stand.

    Block tokens carry their lines, inline tokens carry nothing: so each reference is searched for in the
    source of its block, from where the one before it was found.
    """

    def __init__(self, file: str, lines: list[str], shift: int) -> None:
        self.file, self.lines, self.shift = file, lines, shift
        self.names: list[Reference] = []
        self.links: list[Reference] = []
        self.pictures: list[Reference] = []
        self.line, self.column = 0, 0
        self.in_vain = 0

    def walk(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type == "inline" and token.map:
                if token.map[0] != self.line:
                    self.line, self.column = token.map[0], 0
                line = token.map[0]
                for child, text in _with_text(token.children or []):
                    if child.type in ("softbreak", "hardbreak"):
                        line += 1
                        if line > self.line:
                            self.line, self.column = line, 0
                    self.child(child, text, token.map[1])

    def child(self, token: Token, text: str, last: int) -> None:
        if token.type == "code_inline" and "{{" in token.content:
            self.find(token.content, last)
        elif token.type == "text":
            for missing in MISSING_FOOTNOTE.finditer(token.content):
                self.links.append(Reference(missing[0], self.find(missing[0], last)))
        elif token.type == "name":
            self.names.append(Reference(token.content, self.find(token.markup, last)))
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
            place = self.find(f"]({target}", last, 2) if target else self.find("](", last)
            self.links.append(Reference(target, place, text))
        elif token.type == "image":
            target = str(token.attrGet("src") or "")
            alternative = token.content
            self.pictures.append(Reference(target, self.find("![", last, 0, f"]({target}"), alternative))

    def find(self, words: str, last: int, skip: int = 0, until: str = "") -> Place:
        """The place of the next ``words``, less ``skip`` characters; to the end of ``until`` if given.

        ``last`` is the line behind the block.  The place of what is not found is the line where it must be.
        """
        column = self.column
        lines = range(self.line, min(max(last, self.line + 1), len(self.lines)))
        for line in lines if self.in_vain < MOST_IN_VAIN else ():
            at = self.lines[line].find(words, column)
            if at >= 0:
                end = at + len(words)
                close = self.lines[line].find(until, at) if until else -1
                if close >= 0:
                    end = close + len(until)
                elif until:
                    self.in_vain += 1
                self.line, self.column = line, end
                return self.place(line, at + skip, end)
            column = 0
        self.in_vain += 1
        return self.place(self.line, 0, len(self.lines[self.line]) if self.lines else 1)

    def place(self, line: int, start: int, end: int) -> Place:
        number = line + 1 + self.shift
        return Place(self.file, number, start + 1, number, end + 1)


def _with_text(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Each inline token; a link's opening one with the text that the link shows."""
    for position, token in enumerate(tokens):
        text = ""
        if token.type == "link_open":
            behind = (tokens[inner] for inner in range(position + 1, len(tokens)))
            text = "".join(inner.content for inner in takewhile(lambda t: t.type != "link_close", behind))
        yield token, text
