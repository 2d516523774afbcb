"""Numbers in words, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.languages import Language
from generator.languages.number_words import as_in_prose, in_words
from generator.model.figure import LARGEST

ENGLISH = {
    0: "zero",
    1: "one",
    13: "thirteen",
    20: "twenty",
    61: "sixty-one",
    100: "one hundred",
    101: "one hundred and one",
    391: "three hundred and ninety-one",
    1000: "one thousand",
    1001: "one thousand and one",
    1100: "one thousand one hundred",
    3483: "three thousand four hundred and eighty-three",
    100_004: "one hundred thousand and four",
    2_000_000: "two million",
    1_234_567: "one million two hundred and thirty-four thousand five hundred and sixty-seven",
}
WELSH = {
    0: "dim",
    1: "un",
    10: "deg",
    11: "un deg un",
    20: "dau ddeg",
    56: "pum deg chwech",
    61: "chwe deg un",
    99: "naw deg naw",
    100: "100",
    3483: "3,483",
}


@pytest.mark.parametrize(("number", "words"), ENGLISH.items())
def test_english(number: int, words: str) -> None:
    assert in_words(number, "en") == words


@pytest.mark.parametrize(("number", "words"), WELSH.items())
def test_welsh(number: int, words: str) -> None:
    assert in_words(number, "cy") == words


def test_the_largest_figure_has_words() -> None:
    assert in_words(LARGEST, "en").startswith("nine quadrillion seven trillion one hundred and ninety-nine")


@pytest.mark.parametrize(
    ("number", "is_per_cent", "language", "words"),
    [
        (Decimal("131.60"), False, "en", "one hundred and thirty-one point six zero"),
        (Decimal("0.5"), False, "en", "zero point five"),
        (Decimal("71.5"), False, "cy", "saith deg un pwynt pump"),
        (71, True, "en", "seventy-one per cent"),
        (71, True, "cy", "saith deg un y cant"),
        (100, True, "cy", "100%"),
    ],
)
def test_decimals_and_per_cents(
    number: int | Decimal, is_per_cent: bool, language: Language, words: str
) -> None:
    assert in_words(number, language, is_per_cent) == words


def test_running_text_writes_small_numbers_in_words() -> None:
    numbers: list[int | Decimal] = [0, 9, 10, 1203, Decimal("1.5")]
    assert [as_in_prose(n, "en") for n in numbers] == ["zero", "nine", "10", "1,203", "1.5"]
    assert as_in_prose(4, "cy") == "pedwar"
