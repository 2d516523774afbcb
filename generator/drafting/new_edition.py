"""``mappa new --edition``: the edition.yaml of a year that begins, with all that must be said anew.

In: the newest edition.  Out: a text.  What the editor has to decide is a gap, last year's value beside it.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator

from generator.load.editions import LoadedEdition
from generator.load.expected import GAP
from generator.load.own_file import written
from generator.load.years_own import YEARS_OWN
from generator.model.days import Period
from generator.model.edition import Edition
from generator.source.yaml import Mapping, Node

#: What is to be done with gaps, where there are any.
GAPS_ARE = (
    f"# Write this year's words in the place of each “{GAP}”; `mappa check` names each that is left. What is",
    "# not known yet can be what you expect.",
)
#: How far in last year's values stand.
REMARK_COLUMN = 48


def edition_text(name: str, last: LoadedEdition) -> str:
    """The text of the new edition's file.  Raises AssertionError if the last one could not be read."""
    assert last.edition is not None
    body = [
        *_period(name, last.edition, last),
        *_snapshot(last),
        *_population(last),
        *_release(name, last),
        *_taken_over(last),
    ]
    has_gaps = any(f": {GAP}" in line for line in body)
    lines = [
        f"# The edition for the reporting year {name}: only what differs from {last.name}.",
        "# yaml-language-server: $schema=../../schemas/edition.json",
        "#",
        f"# All that is not said here is taken over from {last.name}: texts, tables, rules.",
        *(GAPS_ARE if has_gaps else ()),
        "# Nothing of this year is published while its release says “not yet”.",
        "",
        f"edition: {name}",
        f"extends: {last.name}",
        *body,
    ]
    return "\n".join(lines) + "\n"


def _period(name: str, edition: Edition, last: LoadedEdition) -> Iterator[str]:
    period = next_period(edition.period, int(name[:4]) - int(edition.name[:4]))
    yield ""
    yield "# The first day and the last that the figures cover."
    if period is None:
        yield _beside(f"period: {{start: {GAP}, end: {GAP}}}", last, written(_node(last, "period")))
    else:
        yield "# Worked out from last year's: the same days, later."
        yield _beside(
            f"period: {{start: {period.start}, end: {period.end}}}", last, written(_node(last, "period"))
        )


def next_period(period: Period, years: int) -> Period | None:
    """A period of a year so many years later; None for one that is not a whole year long.

    The day behind the last is what is moved, so that an end in February stays the month's last day.
    """
    behind = period.end + datetime.timedelta(days=1)
    if behind != _later(period.start, 1):
        return None
    return Period(start=_later(period.start, years), end=_later(behind, years) - datetime.timedelta(days=1))


def _later(day: datetime.date, years: int) -> datetime.date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _snapshot(last: LoadedEdition) -> Iterator[str]:
    if not _has(last, "snapshot"):
        return
    yield from ("", "# The day on which people were counted, for those figures that are of a single day.")
    yield "# A line “snapshot:” with nothing behind it says that this year has none."
    if last.edition is not None and last.edition.snapshot is None:
        yield _beside("snapshot:", last, "none")
    else:
        yield _beside(f"snapshot: {GAP}", last, written(_node(last, "snapshot")))


def _population(last: LoadedEdition) -> Iterator[str]:
    if not _has(last, "population"):
        return
    yield from (
        "",
        "# The estimate of the population behind the rate: its name, and the day when it was published.",
    )
    yield "# A line “population:” with nothing behind it says that this year has none."
    value = _node(last, "population")
    if last.edition is None or last.edition.population is None or not isinstance(value, Mapping):
        yield _beside("population:", last, "none")
        return
    yield "population:"
    yield from _gaps(last, value, 2)


def _gaps(last: LoadedEdition, value: Mapping, indent: int) -> Iterator[str]:
    """A line for each key, with a gap where a value stood."""
    for key, below in value.entries:
        if isinstance(below, Mapping):
            yield f"{' ' * indent}{key.text}:"
            yield from _gaps(last, below, indent + 2)
        else:
            yield _beside(f"{' ' * indent}{key.text}: {GAP}", last, written(below))


def _release(name: str, last: LoadedEdition) -> Iterator[str]:
    day = f"{int(name[:4]) + 1}-10-30"
    yield from (
        "",
        f"# When the reports may be seen, in London's time: a day, as {day}; a day and a time, as",
    )
    yield f"# {day} 09:30; or “not yet” while there is none."
    yield _beside("release: not yet", last, written(_node(last, "release")))


def _taken_over(last: LoadedEdition) -> Iterator[str]:
    """What the last edition was the first to say: the likeliest not to hold any more."""
    tree = last.own.tree if last.own else None
    if not isinstance(tree, Mapping) or last.edition is None or last.edition.extends is None:
        return
    lines = []
    for key, value in tree.entries:
        if key.text not in (*YEARS_OWN, "edition", "extends"):
            below = (
                f" {', '.join(one.text for one, _ in value.entries)}" if isinstance(value, Mapping) else ""
            )
            lines.append(f"#   {key.text}:{below}")
    files = {part.markdown.file for part in last.parts.values()}
    lines += [f"#   {file}" for file in sorted(files) if file.startswith(f"content/{last.name}/")]
    if lines:
        yield from (
            "",
            f"# Taken over from {last.name}, which was the first to say it. Look whether it still holds:",
        )
        yield from lines


def _node(last: LoadedEdition, key: str) -> Node | None:
    """What the last edition's own file says under a key; these keys are inherited from nowhere."""
    tree = last.own.tree if last.own else None
    return tree.get(key) if isinstance(tree, Mapping) else None


def _has(last: LoadedEdition, key: str) -> bool:
    return last.own is not None and last.own.has((key,))


def _beside(line: str, last: LoadedEdition, value: str) -> str:
    """A line with last year's value as a remark."""
    return f"{line:<{REMARK_COLUMN}}  # in {last.name}: {value}"
