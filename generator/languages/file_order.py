"""The order of files: by what the numbers in their names count."""

from __future__ import annotations

import re


def by_numbers(name: str) -> list[tuple[str, int]]:
    """What puts 9-x.md before 20-x.md: the letters before each number of a name, with the number."""
    pieces = re.split(r"([0-9]+)", name)
    letters, digits = pieces[::2], [*pieces[1::2], "0"]
    return [(before, int(number)) for before, number in zip(letters, digits, strict=True)]
