"""Numbers in words: sixty-one, saith deg un y cant.

The English are those of British usage, with “and” before tens and units (Unicode's rule for spelling out,
``spellout-cardinal-verbose`` of ``en``).  The Welsh are those of the decimal system, in the masculine
(``spellout-cardinal-masculine`` of ``cy``), up to ninety-nine: above, Welsh writes digits.
"""

from __future__ import annotations

from decimal import Decimal

from generator.languages import Language
from generator.languages.wording import number, per_cent

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: The powers of a thousand: as many as the largest figure needs (``model.figure.LARGEST``).
POWERS = ("", "thousand", "million", "billion", "trillion", "quadrillion")

WELSH_UNITS = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw")
WELSH_TENS = (
    *("", "un deg", "dau ddeg", "tri deg", "pedwar deg"),
    *("pum deg", "chwe deg", "saith deg", "wyth deg", "naw deg"),
)

POINT: dict[Language, str] = {"en": "point", "cy": "pwynt"}
PER_CENT: dict[Language, str] = {"en": "per cent", "cy": "y cant"}
#: Numbers below this one are written in words in running text (the Government Statistical Service's style).
FIRST_IN_DIGITS = 10


def in_words(value: int | Decimal, language: Language, is_per_cent: bool = False) -> str:
    """A number from nought on in words, a decimal with all its places: “thirty-one point six”.

    In Welsh, one from a hundred on in digits.
    """
    whole, _, decimals = str(value).partition(".")
    if language != "en" and int(whole) > 99:
        return per_cent(value, language) if is_per_cent else number(value, language)
    spell, units = (_english, UNITS) if language == "en" else (_welsh, WELSH_UNITS)
    pieces = [spell(int(whole))]
    if decimals:
        pieces += [POINT[language], *(units[int(digit)] for digit in decimals)]
    if is_per_cent:
        pieces.append(PER_CENT[language])
    return " ".join(pieces)


def as_in_prose(value: int | Decimal, language: Language) -> str:
    """A number as running text writes it: in words below ten, if it is whole, else in digits."""
    is_small = isinstance(value, int) and 0 <= value < FIRST_IN_DIGITS
    return in_words(value, language) if is_small else number(value, language)


def _english(value: int) -> str:
    if value == 0:
        return UNITS[0]
    pieces: list[str] = []
    for power in reversed(range(len(POWERS))):
        group = value // 1000**power % 1000
        if group:
            # “three thousand and four”: the and of hundreds stands before a last group without them, too.
            joined = "and " if not power and pieces and group < 100 else ""
            pieces.append(f"{joined}{_below_thousand(group)} {POWERS[power]}".rstrip())
    return " ".join(pieces)


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = f"{UNITS[hundreds]} hundred" if hundreds else ""
    return " and ".join(filter(None, (words, _below_hundred(rest))))


def _below_hundred(value: int) -> str:
    if value < len(UNITS):
        return UNITS[value] if value else ""
    tens, units = divmod(value, 10)
    return f"{TENS[tens]}-{UNITS[units]}" if units else TENS[tens]


def _welsh(value: int) -> str:
    tens, units = divmod(value, 10)
    if tens == 1 and not units:
        return "deg"
    return " ".join(filter(None, (WELSH_TENS[tens], WELSH_UNITS[units] if units or not tens else "")))
