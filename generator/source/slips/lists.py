"""Lists that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem
from generator.source.slips.body import PARAGRAPH, Body, Line, excerpt, said
from generator.source.syntax import DEEPEST

#: What stands before an item of a list in other programs; a picture may do so on a single line as well.
BULLET = re.compile(r"(?:[•●▪■◦‣⁃∙·][ \t\u00a0]*|[o§]\t+)(?=[^\s\d])")
PICTURE = re.compile(r"(?:[❖➢➤►✓✔✗→][ \t\u00a0]*|o[ \u00a0]+)(?=[^\s\d])")
#: A mark of a list without its space, or a dash that is none.
UNSPACED = re.compile(r"(?:-(?=[^\W\d])|\*(?=[^\W\d_*][^*]*$)|\d{1,3}[.)](?=[^\W\d_])|[–—][ \u00a0]?(?=\w))")
#: Such a mark on a line of its own.
ALONE = re.compile(r"(?:-|\d{1,3}[.)])(?=[^\W\d_])")
#: Items by letters, Roman numbers, or numbers in brackets.
LETTERED = re.compile(r"(?:\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)|[a-h]\.)[ \t\u00a0]+(?=\S)")
#: An item that CommonMark does not let interrupt a paragraph (5.3): numbered, but not from 1.
NUMBERED = re.compile(r"(?:[02-9]|\d\d{1,2})[.)][ \t]+(?=\S)")
#: A box of a list of tasks.
BOX = re.compile(r"\[[ xX]\][ \u00a0]")

#: Blocks that hold others.
HOLDING = ("list_item_open", "blockquote_open", "footnote_reference_open")


def too_deep(body: Body) -> Iterator[Problem]:
    """A list within so many others, or a quotation, that what it holds would be lost; the first one."""
    for token in body.tokens:
        if token.level >= DEEPEST - 1 and token.type in HOLDING and token.map:
            yield Problem.at(
                body.line(token.map[0]),
                "lost-text",
                "So many lists and quotations stand within each other here that this would not be printed.",
                "Delete spaces at the beginning of the line, or the marks > before it: three levels suffice.",
            )
            return


def lost_lists(body: Body) -> Iterator[Problem]:
    """Items of a list that CommonMark reads as running text."""
    for lines in body.paragraphs:
        for marks, fewest in ((BULLET, 1), (PICTURE, 2), (UNSPACED, 2), (LETTERED, 2), (NUMBERED, 2)):
            items = [line for line in lines if marks.match(line.words)]
            if len(items) >= fewest:
                yield Problem.at(
                    items[0].place,
                    "lost-list",
                    "This is printed as running text, and not as a list.",
                    _hint(marks, items[0]),
                )
                break
        else:
            mark = ALONE.match(lines[0].words) if len(lines) == 1 else None
            if mark:
                yield Problem.at(
                    lines[0].place,
                    "stray-mark",
                    f"{said(mark[0])} is printed as it stands: a list wants a space behind it.",
                    f"If this is an item of a list, write {mark[0]} {_rest(ALONE, lines[0])}",
                )


def empty_items(body: Body) -> Iterator[Problem]:
    """An item of a list without words."""
    for first, second in zip(body.tokens, body.tokens[1:], strict=False):
        is_empty = first.type == "list_item_open" and second.type == "list_item_close"
        if is_empty and first.map and first.level < DEEPEST - 1:
            yield Problem.at(
                body.line(first.map[0]),
                "stray-mark",
                "This item of a list has no words.",
                "Write its words behind the mark, or delete the line.",
            )


def _hint(marks: re.Pattern[str], line: Line) -> str:
    if marks is NUMBERED:
        return "Put an empty line above the first item."
    if marks is LETTERED:
        return f"Write 1. 2. 3. or hyphens, each with a space behind it: 1. {_rest(marks, line)}"
    number = re.match(r"\d+[.)]", line.words)
    return f"Begin each item with {'a hyphen' if not number else 'its number'} and a space: " + (
        f"{number[0] if number else '-'} {_rest(marks, line)}"
    )


def _rest(marks: re.Pattern[str], line: Line) -> str:
    return excerpt(marks.sub("", line.words, count=1))


def boxes(body: Body) -> Iterator[Problem]:
    """A list of things to do."""
    for before, opening, token in zip(body.tokens, body.tokens[1:], body.tokens[2:], strict=False):
        if before.type == "list_item_open" and opening.type == PARAGRAPH and token.map:
            match = BOX.match(token.content)
            if match:
                yield Problem.at(
                    body.line(token.map[0]),
                    "stray-mark",
                    f"{said(match[0].strip())} is printed as it stands: there are no boxes to tick.",
                    "Delete it, or write in words what is done.",
                )
