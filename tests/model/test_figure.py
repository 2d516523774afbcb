"""Figures of the three kinds: how they are typed, what is refused, and in which words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.languages.wording import decimal_places, number, per_cent
from generator.model.figure import (
    WHOLE,
    Fault,
    Figure,
    NumberKind,
    as_typed,
    read_figure,
    total_of,
)

ONE_PLACE, PER_CENT, FINE_PER_CENT = NumberKind(1), NumberKind(0, True), NumberKind(1, True)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("3483", WHOLE, "3483"),
        ("131.6", ONE_PLACE, "131.6"),
        ("131", ONE_PLACE, "131.0"),
        ("0", ONE_PLACE, "0.0"),
        ("0.5", ONE_PLACE, "0.5"),
        ("71", PER_CENT, "71"),
        ("71%", PER_CENT, "71"),
        ("71 %", PER_CENT, "71"),
        ("71.5 %", FINE_PER_CENT, "71.5"),
        ("100 %", PER_CENT, "100"),
        ("0.000001", NumberKind(6), "0.000001"),
    ],
)
def test_what_is_typed_is_the_exact_number(text: str, kind: NumberKind, value: str) -> None:
    figure = read_figure(text, kind=kind)
    assert isinstance(figure, Figure)
    assert str(figure.value) == value and figure.per_cent == kind.per_cent
    assert not isinstance(figure.value, float)
    assert figure.is_count == (kind == WHOLE)


@pytest.mark.parametrize(
    ("text", "kind", "code", "hint"),
    [
        ("131.6", WHOLE, "number-as-text", "its edition must say so"),
        ("71 %", WHOLE, "number-as-text", "its edition must say so"),
        ("3483.0", WHOLE, "number-as-text", "Write 3483,"),
        ("131.65", ONE_PLACE, "number-as-text", "Write 131.7,"),
        ("17.25", ONE_PLACE, "number-as-text", "Write 17.3,"),
        ("17.249", ONE_PLACE, "number-as-text", "Write 17.2,"),
        ("71.5 %", PER_CENT, "number-as-text", "Write 72,"),
        ("70.5 %", PER_CENT, "number-as-text", "Write 71,"),
        ("131,6", ONE_PLACE, "number-as-text", "for example 131.6"),
        ("1,131.6", ONE_PLACE, "number-as-text", "Write 1131.6,"),
        (".5", ONE_PLACE, "number-as-text", "Write 0.5,"),
        ("5.", ONE_PLACE, "number-as-text", "for example 131.6"),
        ("0131.6", ONE_PLACE, "number-as-text", "for example 131.6"),
        ("131.6 %", ONE_PLACE, "number-as-text", "for example 131.6"),
        ("-0.4", ONE_PLACE, "negative-number", "write “not applicable” here, and say the number in a text"),
        ("-3 %", PER_CENT, "negative-number", "Do not leave out the minus to make it fit"),
        ("most", PER_CENT, "not-a-number", "a number such as 71 %"),
        ("", PER_CENT, "empty-value", "a number such as 71 %"),
        ("9" * 4301, WHOLE, "number-as-text", "for example 3483"),
        ("9" * 4301, ONE_PLACE, "number-as-text", "for example 131.6"),
        ("9" * 1_000_001, ONE_PLACE, "number-as-text", "for example 131.6"),
        ("1" + "0" * 15 + ".5", ONE_PLACE, "number-as-text", "for example 131.6"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_refused_and_what_to_write(text: str, kind: NumberKind, code: str, hint: str) -> None:
    fault = read_figure(text, kind=kind)
    assert isinstance(fault, Fault)
    assert fault.code == code and hint in fault.hint


def test_a_number_in_quotation_marks_is_refused_in_each_kind() -> None:
    for kind in (WHOLE, ONE_PLACE, PER_CENT):
        fault = read_figure("12", False, kind)
        assert isinstance(fault, Fault) and fault.hint == "Delete the marks."


def test_decimals_are_added_up_exactly() -> None:
    parts = [Figure(Decimal("0.1")), Figure(Decimal("0.2")), Figure(marker="z")]
    assert str(total_of(parts).value) == "0.3"


def test_words_have_every_place_and_their_sign() -> None:
    # 71, 71.0 and 71.00 are equal, and what was said of one must not be said of another.
    for value, words in ((71, "71"), (Decimal("71.0"), "71.0"), (Decimal("71.00"), "71.00")):
        assert number(value, "en") == words and per_cent(value, "en") == f"{words}%"
        assert decimal_places(value) == len(words.partition(".")[2])
    assert number(Decimal("1131.6"), "en") == "1,131.6" and number(Decimal("1131.6"), "cy") == "1,131.6"


def test_a_figure_is_written_as_it_is_typed() -> None:
    assert as_typed(Figure(71, per_cent=True)) == "71 %"
    assert [as_typed(Figure(marker=marker)) for marker in ("z", "x", "c")] == [
        "not applicable",
        "not available",
        "suppressed",
    ]


@pytest.mark.parametrize("kind", [WHOLE, ONE_PLACE, PER_CENT])
def test_a_number_beyond_what_a_decimal_can_be_is_refused(kind: NumberKind) -> None:
    fault = read_figure("9" * 1_000_001, kind=kind)
    assert isinstance(fault, Fault) and "too large" in fault.message
