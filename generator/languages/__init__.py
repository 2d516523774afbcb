"""What depends on a language: numbers, dates and percentages in words, the letters of the font.

In: plain values, and a language.  Out: text.  Imports ``problems`` alone.

This is the one list of the languages that there are, and of those in which reports are published.
"""

from __future__ import annotations

from typing import Literal

#: BCP 47 codes of the languages of a report.
Language = Literal["en", "cy"]

#: The languages that a report can be written in; the first is every area's.
LANGUAGES: tuple[Language, ...] = ("en", "cy")

#: The languages in which reports are made; Welsh joins them when its national text is there.
PUBLISHED: tuple[Language, ...] = ("en",)
