"""Rules over titles: they name this report's area and year, no others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.problems import Problem, quoted, shortened
from generator.source.texts import Text

#: A reporting year as people write it: 2024-25, 2024/25, 2024–2025, 2024 to 2025.
YEARS = re.compile(r"(?<!\d)(20\d\d) ?(?:[-/–—]|to|and) ?((?:20)?\d\d)(?!\d)")


def other_names(text: Text, areas: Collection[str], own: str) -> Iterator[Problem]:
    """The name of another area in a title; ``areas`` are the names of all, ``own`` is this report's."""
    if text.kind != "heading":
        return
    named = {name: at for name in areas if (at := _find(name, text.words)) >= 0}
    for name, at in named.items() if own not in named else ():
        # What is part of the area's own name, or of another's that stands there, is no name by itself.
        if name not in own and not any(name != other and name in other for other in named):
            yield Problem.at(
                text.place(at, at + len(name)),
                "other-name",
                f"The title names {shortened(name)}, but this is the report of {shortened(own)}.",
                "Correct the name; an area that is meant to be named stands in the text, not in a title.",
            )


def other_years(text: Text, editions: Collection[str], own: str) -> Iterator[Problem]:
    """The name of another year in a title; what lies ahead may be named as long as it has no edition."""
    if text.kind != "heading" or own[:4] not in own:
        return
    years = {match.span(): f"{match[1]}-{match[2][-2:]}" for match in YEARS.finditer(text.words)}
    single = "-" not in own
    if single:
        years = {match.span(): match[0] for match in re.finditer(r"(?<!\d)20\d\d(?!\d)", text.words)}
    short = own if single else f"{own[:4]}-{own[-2:]}"
    known = {name if len(name) < 8 else f"{name[:4]}-{name[-2:]}" for name in editions}
    if short in years.values():
        return
    for (start, end), year in years.items():
        if year in known or year < short:
            yield Problem.at(
                text.place(start, end),
                "other-name",
                f"The title names {quoted(text.words[start:end])}, but this is the report for {own}.",
                "Correct the year; another year that is meant stands in the text, not in a title.",
            )


def _find(name: str, words: str) -> int:
    """Where a name stands in a text as words of its own; -1 if it does not."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) if name in words else None
    return match.start() if match else -1
