"""A figure: a whole number, or one of three markers that say why there is none.

The markers are those of the Government Analysis Function's guidance on symbols in tables:
``z`` not applicable, ``x`` not available, ``c`` confidential (suppressed).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from generator.problems import quoted

Marker = Literal["z", "x", "c"]

#: What a coordinator may write in a cell in the place of a number.
MARKERS: dict[str, Marker] = {
    "not applicable": "z",
    "-": "z",
    "[z]": "z",
    "not available": "x",
    "[x]": "x",
    "suppressed": "c",
    "[c]": "c",
}


class Figure(NamedTuple):
    """A number, or a marker; exactly one of the two."""

    value: int | None = None
    marker: Marker | None = None


class Fault(NamedTuple):
    """What is wrong with what was written in a cell."""

    code: str
    message: str
    hint: str


DIGITS = re.compile(r"0|[1-9][0-9]*")
NEGATIVE = re.compile(r"[-−–]\s*[0-9]+")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?|\d{1,2}/\d{1,2}/\d{2,4}")
BOOLEAN = frozenset({"yes", "no", "on", "off", "true", "false", "y", "n"})
NUMBER_WORDS = "Write a whole number in plain digits, for example 3483."
MARKER_WORDS = "Write a whole number, or one of: not applicable, not available, suppressed."
#: A figure that does not fit a spreadsheet's exact whole numbers (2 to the 53rd) is a slip of the hand.
LARGEST = 2**53


def read_figure(text: str, plain: bool = True) -> Figure | Fault:
    """The figure that a cell's text stands for, or what is wrong with it.

    ``plain`` says that the text stood without quotation marks.
    """
    text = text.strip()
    if text.lower() in MARKERS:
        return Figure(marker=MARKERS[text.lower()])
    if DIGITS.fullmatch(text):
        if not plain:
            return Fault(
                "number-as-text", f"The number {quoted(text)} stands in quotation marks.", "Delete the marks."
            )
        # The length is looked at first: Python refuses to read thousands of digits.
        if len(text) > len(str(LARGEST)) or int(text) > LARGEST:
            return Fault("number-as-text", "The number is too large to be a figure.", NUMBER_WORDS)
        return Figure(value=int(text))
    if not text:
        return Fault("empty-value", "There is no figure here.", MARKER_WORDS)
    if NEGATIVE.fullmatch(text):
        return Fault("negative-number", f"{quoted(text)} is below zero.", NUMBER_WORDS)
    if text.lower() in BOOLEAN or DATE.fullmatch(text):
        kind = "a date" if DATE.fullmatch(text) else "a yes or no"
        return Fault("not-a-number", f"{quoted(text)} is {kind}, not a number.", MARKER_WORDS)
    if any(character.isdigit() for character in text):
        return _number_as_text(text)
    return Fault("not-a-number", f"{quoted(text)} is not a number.", MARKER_WORDS)


def _number_as_text(text: str) -> Fault:
    """A number that is written in some other way, with the plain digits where they are certain."""
    ascii_digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character for character in text
    )
    joined = re.sub(r"(?<=\d)[ ,_'\u2009\u202f](?=\d{3})", "", ascii_digits)
    joined = re.sub(r"\.0+$", "", joined)
    hint = NUMBER_WORDS
    if re.fullmatch(r"0[0-9]+", text):
        message = f"{quoted(text)} begins with a zero, which some programs read as another number."
        joined = joined.lstrip("0") or "0"
    else:
        message = f"{quoted(text)} is not written in plain digits."
    if DIGITS.fullmatch(joined) and len(joined) <= len(str(LARGEST)):
        hint = f"Write {joined}, if that is the number that is meant."
    return Fault("number-as-text", message, hint)


def total_of(figures: Iterable[Figure]) -> Figure:
    """The sum of figures.

    What does not apply counts for nothing; if all of them do not apply, nor does the total.  If any is
    suppressed or not available, so is the total, for it cannot be known or would give the secret away.
    """
    figures = list(figures)
    markers = {figure.marker for figure in figures}
    for marker in ("c", "x"):
        if marker in markers:
            return Figure(marker=marker)
    values = [figure.value for figure in figures if figure.value is not None]
    return Figure(value=sum(values)) if values else Figure(marker="z")
