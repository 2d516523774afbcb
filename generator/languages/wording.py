"""Numbers, shares and days -> words in a language."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from generator.languages import Language

#: The locale whose customs a language follows here.
LOCALES: dict[Language, str] = {"en": "en_GB", "cy": "cy_GB"}
#: The language's BCP 47 tag, for ``lang`` attributes and the PDF's language.
TAGS: dict[Language, str] = {"en": "en-GB", "cy": "cy"}


@lru_cache
def locale(language: Language) -> Locale:
    """The Babel locale of a language."""
    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=4096)
def number(value: int, language: Language) -> str:
    """A whole number with the language's separators: 11,220."""
    return format_decimal(value, locale=locale(language))


@lru_cache(maxsize=4096)
def share(part: int, whole: int, language: Language) -> str:
    """A part of a whole as a percentage; one decimal keeps 1,440 of 1,443 from being 100%."""
    return format_percent(part / whole, format="#,##0.0%", locale=locale(language))


@lru_cache
def day(value: date, language: Language) -> str:
    """A date with its month as a word: 31 March 2025."""
    return format_date(value, format="d MMMM y", locale=locale(language))
