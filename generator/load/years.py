"""The name of a year that has no edition -> what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from generator.load.fields import nearest
from generator.problems import quoted

#: Two years that follow each other, or a calendar year.
YEAR = re.compile(r"(?P<start>\d{4})(?:-(?P<end>\d{2}|\d{4}))?")
#: The year that a name begins with, however the rest of it is written: ``2024/25``, ``2024_2025``, ``24-25``.
START = re.compile(r"(?:\D*20)?(\d{2})(?!\d)(?:\D+(?:20)?\d{2})?\D*")
#: Where there is no edition to begin with.
FIRST_EDITION = "The first edition is written by hand: docs/another-publication.md shows how."


def same_year(name: str, editions: Collection[str]) -> str | None:
    """The edition that begins in the same year as a name that is written in another way."""
    match = START.fullmatch(name)
    return next((edition for edition in editions if match and edition[2:4] == match[1]), None)


def is_year(name: str) -> bool:
    """Whether a name is that of a year as editions have them."""
    match = YEAR.fullmatch(name)
    if match is None:
        return False
    following = int(match["start"]) + 1
    return match["end"] is None or int(match["end"]) in (following, following % 100)


def newest(editions: Iterable[str]) -> str | None:
    """The last of the editions whose name is that of a year, or None."""
    return max(filter(is_year, editions), default=None)


def in_style(name: str, editions: Iterable[str]) -> str | None:
    """The year that a name begins with, written as the newest edition is: ``2025/26`` is ``2025-26``.

    None for a name that begins with no year, and where there is no edition.
    """
    match, last = START.fullmatch(name), newest(editions)
    if match is None or last is None:
        return None
    start = int(f"{last[:2]}{match[1]}")
    if "-" not in last:
        return str(start)
    following = str(start + 1)
    return f"{start}-{following[2:] if len(last.partition('-')[2]) == 2 else following}"


def no_edition_hint(name: str, editions: Collection[str]) -> str:
    """What to do where a year is named that has no edition.

    Another year is never offered in the place of one that has only not begun: its files would be overwritten.
    """
    same = same_year(name, editions)
    if same is not None:
        return f"Write {same}."
    if not editions:
        return f"There is none in content/ yet. {FIRST_EDITION}"
    known = f"Those that there are: {', '.join(editions)}."
    last, year = newest(editions), in_style(name, editions) or name
    if not is_year(year):
        return nearest(name, editions)
    if last is not None and year < last:
        return f"The newest is {last}, and an earlier year is not begun any more. {known}"
    begins = f"The national editor begins {'the year' if year == name else f'the year {year}'}"
    return f"{begins}, with `mappa new --edition {year}`. {known}"


def wrong_new_year(name: str, editions: Collection[str]) -> str | None:
    """Why an edition cannot be begun under a name, and what to do; None if it can."""
    last = newest(editions)
    if last is None:
        return (
            "There is no edition in content/ yet that a new one could take its tables and texts from. "
            f"{FIRST_EDITION}"
        )
    year, same = in_style(name, editions), same_year(name, editions)
    if name in editions or same is not None:
        return (
            f"There is an edition {name if name in editions else same} already: it was left as it is. "
            f"Edit content/{name if name in editions else same}/edition.yaml."
        )
    if year is None:
        return f"{quoted(name)} is no year. Editions are named as {last} is."
    if year != name:
        return f"{quoted(name)} is not named as {last} is. Write `mappa new --edition {year}`."
    if year < last:
        return (
            f"{name} lies before the newest edition, {last}, and would take over what was new in it. An "
            "earlier edition is written by hand: docs/editing-a-year.md shows how."
        )
    return None
