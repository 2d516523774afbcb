"""Headings that are none, and what became a heading by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem
from generator.source.slips.body import HEADING, PARAGRAPH, Body, excerpt, is_seen, lines_of, said

#: The mark of a heading without its space.
UNSPACED_HEADING = re.compile(r"(#{1,6})(?=[^\s#\d\W])")


#: The most letters of a heading.  From some 1,500 on it goes on on the next page of a PDF.
LONGEST_HEADING = 500
#: The keys of front matter, as a line of text begins.
TITLE_LINE = re.compile(r"(title|author|place)[ \t]*:", re.IGNORECASE)


def empty_headings(body: Body) -> Iterator[Problem]:
    """A heading without words."""
    for block in body.blocks:
        if block.block == HEADING and not is_seen(block.children):
            yield Problem.at(
                body.line((block.token.map or [0])[0]),
                "empty-mark",
                "This heading has no words.",
                "Write its words behind the # and a space, or delete the line.",
            )


def long_headings(body: Body) -> Iterator[Problem]:
    """A heading that would fill a page of the PDF, and its contents."""
    for block in body.blocks:
        if block.block == HEADING and len(block.text.words) > LONGEST_HEADING:
            yield Problem.at(
                body.line((block.token.map or [0])[0]),
                "long-heading",
                f"This heading has {len(block.text.words)} letters: {said(block.text.words)}.",
                "Write a few words as the heading, and the rest in a paragraph below it.",
            )


def lost_headings(body: Body) -> Iterator[Problem]:
    """A # without its space, which makes no heading."""
    for lines in body.paragraphs:
        for line in lines:
            match = UNSPACED_HEADING.match(line.words)
            if match is None:
                continue
            # One # before one word may be what is called a hashtag.
            sure = len(match[1]) > 1 or (" " in line.words and len(lines) == 1)
            yield Problem.at(
                line.place,
                "lost-heading" if sure else "stray-mark",
                f"{match[1]} is printed as it stands: a heading wants a space behind it.",
                f"Write {match[1]} {excerpt(line.words[match.end() :])}",
            )


def accidental_headings(body: Body) -> Iterator[Problem]:
    """A line of hyphens or equals signs right below a sentence, which makes a heading of it."""
    for position, token in enumerate(body.tokens):
        if token.type == HEADING and token.markup in ("-", "=") and token.map:
            words = body.tokens[position + 1].content
            if "\n" in words or words.endswith((".", ",", ";", ":")):
                yield Problem.at(
                    body.line(token.map[1] - 1),
                    "stray-mark",
                    f"This line makes a heading of what stands above it: {said(words)}.",
                    "Put an empty line above it, or delete it.",
                )


def title_lines(body: Body) -> Iterator[Problem]:
    """Lines of front matter that stand in the text."""
    for number, block in enumerate(body.blocks):
        if block.block not in (PARAGRAPH, HEADING):
            continue
        match = TITLE_LINE.match(block.text.words)
        if match and (number == 0 or match[1] == "title"):
            line = lines_of(block)[0]
            yield Problem.at(
                line.place,
                "title-lines-in-text" if match[1].islower() else "stray-mark",
                f"{said(line.words)} is printed as text here.",
                "Put it at the top of the file, between two lines of ---.",
            )
