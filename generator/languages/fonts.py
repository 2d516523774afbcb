"""The font of the reports: its files, and which letters it has.

In: nothing, or a text.  Out: the bytes of the font files; the letters of the text that the font lacks.
Reads the files of the package font-source-sans-pro alone; imports nothing from us.
"""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

FAMILY = "Source Sans Pro"
#: The font files that a PDF embeds: CSS weight and style -> file of the package font-source-sans-pro.
FILES = {
    ("400", "normal"): "SourceSansPro-Regular.ttf",
    ("400", "italic"): "SourceSansPro-It.ttf",
    ("600", "normal"): "SourceSansPro-Semibold.ttf",
    ("700", "normal"): "SourceSansPro-Bold.ttf",
    ("700", "italic"): "SourceSansPro-BoldIt.ttf",
}
#: Letters that every one of the files has (tested); a text of these alone needs no look into the font.
COMMON = re.compile(
    "[\t\n\x20-\x7e\xa0-\xac\xae-\u0131\u0134-\u0148\u014c-\u0165\u0168-\u017e\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]*"
)
#: What is not there for a reader: signs for joining, breaking and direction, controls, fillers, selectors of
#: variants (Unicode's Default_Ignorable_Code_Point, categories Cc, Zl and Zp, the blank of Braille).
HIDDEN = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U000e0000-\U000e0fff]"
)
#: Those of them that separate words.
SEPARATING = "\x0b\x0c\x85\u2028\u2029"
#: Signs that are read as words, so that they can stand alone in the place of one.
READ_AS_WORDS = "%‰£€$"
#: What the font lacks and has another of: the hyphens of Word, the narrow space.
ALIKE = {0x2010: "-", 0x2011: "-", 0x202F: "\u00a0"}


@cache
def fonts() -> dict[str, bytes]:
    """The bytes of the font files by name.  Raises OSError if the package is damaged."""
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return {name: (folder / name).read_bytes() for name in FILES.values()}


def visible(text: str) -> str:
    """A text without what no reader sees, and with the font's own hyphen and space."""
    if COMMON.fullmatch(text):
        return text
    return HIDDEN.sub(lambda match: " " if match[0] in SEPARATING else "", text).translate(ALIKE)


def says_something(text: str) -> bool:
    """Whether there is anything to read in a text: a letter, a digit or a sign that is read as a word."""
    return any(letter.isalnum() or letter in READ_AS_WORDS for letter in visible(text))


def lacking(text: str) -> list[str]:
    """The letters of a text that one of the font's files does not have, in order."""
    if COMMON.fullmatch(text):
        return []
    return [letter for letter in visible(text) if letter not in "\n\t" and ord(letter) not in _letters()]


@cache
def _letters() -> frozenset[int]:
    """The code points that all files have."""
    from fontTools.ttLib import TTFont  # takes 0.1 s, and most texts do without

    of_files = [frozenset(TTFont(io.BytesIO(data))["cmap"].getBestCmap()) for data in fonts().values()]
    return frozenset.intersection(*of_files)
