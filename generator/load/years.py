"""The name of a year that has no edition -> what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.load.fields import nearest

#: Two years that follow each other, or a calendar year.
YEAR = re.compile(r"(?P<start>\d{4})(?:-(?P<end>\d{2}|\d{4}))?")
#: The year that a name begins with, however the rest of it is written: ``2024/25``, ``2024_2025``, ``24-25``.
START = re.compile(r"(?:\D*20)?(\d{2})(?!\d)(?:\D+(?:20)?\d{2})?\D*")


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


def no_edition_hint(name: str, editions: Collection[str]) -> str:
    """What to do where a year is named that has no edition.

    Another year is never offered in the place of one that has only not begun: its files would be overwritten.
    """
    same = same_year(name, editions)
    if same is not None:
        return f"Write {same}."
    if is_year(name):
        begins = f"The national editor begins the year, with content/{name}/edition.yaml."
        return f"{begins} Those that there are: {', '.join(editions) or 'none'}."
    return nearest(name, editions)
