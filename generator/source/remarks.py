"""Remarks in YAML: what stands behind a # is for those who write, whether they mean it or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.languages.fonts import visible
from generator.problems import Place, Problem, quoted

#: What YAML takes for a remark: a # behind a space, and the rest of the line (YAML 1.2, 6.6).
REMARK = re.compile(r"[ \t]+(#[^\n]*)")
#: A remark in the manner of HTML; it never goes out.
HTML_REMARK = re.compile(r"(?<![ \t])[ \t]*<!--.*?-->", re.DOTALL)


class Remark(NamedTuple):
    """What stands behind a value on its line, from its # on."""

    words: str
    place: Place


def remark_behind(text: str, end: int, value: Place) -> Remark | None:
    """The remark behind a value that ends at a place of a text, or None."""
    match = REMARK.match(text, end)
    if match is None:
        return None
    column = value.end_column + match.start(1) - end
    place = Place(value.file, value.end_line, column, value.end_line, column + len(match[1]))
    return Remark(match[1].rstrip(), place)


def without_hidden(value: str) -> str:
    """A value without letters that nobody sees and without remarks in the manner of HTML."""
    if "<!--" not in value:
        return visible(value)
    # Behind the last end there is none that opens and closes, and none is looked for.
    end = value.rfind("-->") + len("-->") if "-->" in value else 0
    return visible((HTML_REMARK.sub("", value[:end]) + value[end:]).lstrip())


def cut_bracket(text: str, line: int, column: int, place: Place) -> Problem | None:
    """The # that takes away the bracket that should close one that opens at a line and column, or None.

    Both count from 0, and may lie behind the text's end; ``place`` is in that line.
    """
    lines = text.split("\n")
    remark = REMARK.search(lines[line], column) if line < len(lines) else None
    if remark is None or not any(bracket in remark[1] for bracket in "]}"):
        return None
    return Problem.at(
        place._replace(column=remark.start(1) + 1, end_line=place.line, end_column=remark.end() + 1),
        "cut-text",
        f"{quoted(remark[1].rstrip())} is not read: behind a space, # begins a remark.",
        "Put the text with the # in quotation marks.",
    )
