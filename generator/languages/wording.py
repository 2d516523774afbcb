"""Numbers, shares and days -> words in a language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from generator.languages import Language

#: The locale whose customs a language follows here.
LOCALES: dict[Language, str] = {"en": "en_GB", "cy": "cy_GB"}
#: The language's BCP 47 tag, for ``lang`` attributes and the PDF's language.
TAGS: dict[Language, str] = {"en": "en-GB", "cy": "cy"}


def language_name(language: Language) -> str:
    """How a language is called in English: Welsh."""
    return locale(language).get_language_name("en") or language


@lru_cache
def locale(language: Language) -> Locale:
    """The Babel locale of a language."""
    return Locale.parse(LOCALES[language])


def number(value: int | Decimal, language: Language) -> str:
    """A number with the language's separators, a decimal with all its places: 11,220, 131.60."""
    return _number(value, decimal_places(value), language)


def signed(value: int | Decimal, language: Language) -> str:
    """How much more or less there is, with its sign: +84, −3, 0."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{number(max(value, -value), language)}"


def per_cent(value: int | Decimal, language: Language) -> str:
    """A number of hundredths as a percentage with all its places: 71%."""
    return _per_cent(value, decimal_places(value), language)


def decimal_places(value: int | Decimal) -> int:
    """How many digits a number shows after its point: 2 for 131.60, which to a cache is the same as 131.6."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def _number(value: int | Decimal, places: int, language: Language) -> str:
    return format_decimal(value, format=_pattern(places), locale=locale(language))


@lru_cache(maxsize=4096)
def _per_cent(value: int | Decimal, places: int, language: Language) -> str:
    return format_percent(Decimal(value) / 100, format=f"{_pattern(places)}%", locale=locale(language))


def _pattern(places: int) -> str:
    """Unicode's pattern of a number with so many places after its point (UTS 35, part 3)."""
    return f"#,##0.{'0' * places}" if places else "#,##0"


@lru_cache(maxsize=4096)
def share(part: int | Decimal, whole: int | Decimal, language: Language) -> str:
    """A part of a whole as a percentage; one decimal keeps 1,440 of 1,443 from being 100%."""
    return format_percent(part / whole, format="#,##0.0%", locale=locale(language))


@lru_cache
def day(value: date, language: Language) -> str:
    """A date with its month as a word: 31 March 2025."""
    return format_date(value, format="d MMMM y", locale=locale(language))


def names(of_all: Iterable[str], language: Language) -> str:
    """Names after one another: Kent, Essex and London."""
    return format_list(list(of_all), locale=locale(language))
