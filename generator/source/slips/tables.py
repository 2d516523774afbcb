"""Tables that are none, and rows that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.problems import Problem
from generator.source.slips.body import Body, Line, excerpt, said
from generator.source.slips.lists import BULLET
from generator.source.syntax import STROKE, STROKE_OF_NAME, without_strokes_of_names

#: With more columns than this, the widest page does not hold one letter of each.
MOST_COLUMNS = 80
#: Of how many columns a hint shows the line below the heads.
MOST_SHOWN = 15
#: A line between the heads and the rows of a table.
RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
#: The marks of lists in the symbol fonts of Word.
SYMBOLS = re.compile("[\uf000-\uf0ff]")
#: Words with a tab, or a wide gap, between them.
TABBED = re.compile(r"\S\t+[^\s]|\S[ \u00a0]{3,}\S")


def rows(body: Body) -> Iterator[Problem]:
    """A row of a table with more cells than the table has columns, which are lost, or with fewer."""
    columns, in_head = 0, False
    for token in body.tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
            columns = 0 if in_head else columns
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and not in_head and token.map:
            yield from _row(body, token.map[0], columns)


def _row(body: Body, number: int, columns: int) -> Iterator[Problem]:
    """What is wrong with a row of a table of so many columns."""
    line = body.lines[number]
    cells = cells_of(line)
    if "|" not in line:
        message = "This line stands right below a table, and becomes a row of it."
        yield Problem.at(body.line(number), "wrong-row", message, "Put an empty line above it.")
    elif len(cells) > columns:
        lost = " | ".join(cells[columns:])
        yield Problem.at(
            body.line(number),
            "wrong-row",
            f"This row has {len(cells)} cells, but the table {_counted(columns, 'column')}: "
            f"{said(lost)} is lost.",
            "Take away the stroke | that is too many (write \\| for one that is to be read), or give the "
            "first two lines of the table a column more.",
        )
    elif len(cells) < columns:
        yield Problem.at(
            body.line(number),
            "short-row",
            f"This row has {_counted(len(cells), 'cell')}, but the table {columns} columns.",
            "Put a stroke | for each cell, also where it is empty.",
        )


def wide_tables(body: Body) -> Iterator[Problem]:
    """A table with more columns than a page can hold."""
    for line, columns in _tables(body):
        if columns > MOST_COLUMNS:
            yield Problem.at(
                body.line(line),
                "lost-text",
                f"This table has {columns} columns, and the widest page holds {MOST_COLUMNS}.",
                "Make several tables of it, or turn its rows into columns.",
            )


def _tables(body: Body) -> Iterator[tuple[int, int]]:
    """The first line of each table, and how many columns it has."""
    line, columns = 0, 0
    for token in body.tokens:
        if token.type == "thead_open" and token.map:
            line, columns = token.map[0], 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "thead_close":
            yield line, columns


def cells_of(line: str) -> list[str]:
    """The cells of a line of a table (GitHub Flavored Markdown 4.10)."""
    line = without_strokes_of_names(line)
    cells = [cell.strip().replace(STROKE_OF_NAME, "|") for cell in STROKE.split(line.strip().lstrip("> "))]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def lost_tables(body: Body) -> Iterator[Problem]:
    """Rows of a table that CommonMark reads as running text."""
    for lines in body.paragraphs:
        first = _first_row(lines)
        if first is None:
            continue
        has_rule = any("|" in line.words and RULE.fullmatch(line.words) for line in lines)
        strokes = _rule(len(cells_of(lines[first].words)))
        if first and has_rule:
            hint = (
                "Put an empty line above the first line of the table, and begin its lines at the left margin."
            )
        elif has_rule:
            hint = f"Give the line of hyphens as many columns as the heads: {strokes}"
        else:
            hint = f"Put a line between the heads and the rows: {strokes}"
        yield Problem.at(lines[first].place, "lost-table", "This table is printed as running text.", hint)


def _first_row(lines: tuple[Line, ...]) -> int | None:
    """The number of the first line that is a row: between strokes, or with strokes like its neighbour."""
    for number, line in enumerate(lines):
        below = lines[number + 1].words if number + 1 < len(lines) else ""
        if (line.words.startswith("|") and line.words.count("|") > 1) or ("|" in line.words and "|" in below):
            return number
    return None


def columns_without_strokes(body: Body) -> Iterator[Problem]:
    """Columns made with tabs or blanks, as a table is pasted: they run together."""
    for lines in body.paragraphs:
        for line, below in pairwise(lines):
            is_list = BULLET.match(line.words) or SYMBOLS.match(line.words)
            if not is_list and TABBED.search(line.words) and TABBED.search(below.words):
                cells = [excerpt(cell) for cell in re.split(r"\t+|[ \u00a0]{3,}", line.words) if cell.strip()]
                yield Problem.at(
                    line.place,
                    "lost-table",
                    "The columns of these lines run together: tabs and blanks are not kept.",
                    f"Write a table: {excerpt('| ' + ' | '.join(cells) + ' |')}, then a line "
                    f"{_rule(len(cells))}, then its rows.",
                )
                break


def _rule(columns: int) -> str:
    """The line below the heads of a table, as a hint shows it: the beginning of it, if it is a long one."""
    return "|" + "---|" * min(columns, MOST_SHOWN) + ("…" if columns > MOST_SHOWN else "")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
