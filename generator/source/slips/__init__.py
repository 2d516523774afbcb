"""Slips in the marks of Markdown: what is written is not what is meant, and a reader would see it.

In: the tokens, blocks and lines of a text.  Out: problems at their places.  One slip, one function, and a
line in ``SLIPS``.  CommonMark knows no errors: what it does not understand is text, or is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.problems import Problem
from generator.source.slips.body import Body
from generator.source.slips.code import (
    code_by_indentation,
    comments,
    left_over_marks,
    unclosed_code,
    unclosed_comments,
)
from generator.source.slips.headings import (
    accidental_headings,
    empty_headings,
    long_headings,
    lost_headings,
    title_lines,
)
from generator.source.slips.links import empty_links, titles_of_links, unmade_links
from generator.source.slips.lists import boxes, empty_items, lost_lists, too_deep
from generator.source.slips.notes import unused_definitions, unused_notes
from generator.source.slips.tables import columns_without_strokes, lost_tables, rows, wide_tables

__all__ = ["SLIPS", "Body", "slips"]

#: Every slip that is looked for.
SLIPS: tuple[Callable[[Body], Iterator[Problem]], ...] = (
    unused_notes,
    unused_definitions,
    empty_headings,
    long_headings,
    empty_links,
    empty_items,
    unmade_links,
    titles_of_links,
    rows,
    wide_tables,
    lost_tables,
    columns_without_strokes,
    lost_lists,
    too_deep,
    lost_headings,
    accidental_headings,
    code_by_indentation,
    unclosed_code,
    unclosed_comments,
    comments,
    left_over_marks,
    title_lines,
    boxes,
)


def slips(body: Body) -> list[Problem]:
    """All slips of a text."""
    return [problem for find in SLIPS for problem in find(body)]
