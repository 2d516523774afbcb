"""A figure: a number, or one of three markers that say why there is none.

The markers are those of the Government Analysis Function's guidance on symbols in tables:
``z`` not applicable, ``x`` not available, ``c`` confidential (suppressed).  A preview has a fourth, ``gap``,
for a figure that is not given yet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from generator.model.figure_words import bounds_hint, words_hint
from generator.problems import quoted

Marker = Literal["z", "x", "c", "gap"]
#: How a gap is written in a preview, which alone has any: a sign as the markers' own, ``[x]`` and ``[c]``.
GAP_SIGN = "[missing]"
#: A figure's number, exact: a decimal has as many digits after its point as its table shows.
Number = int | Decimal

#: What a coordinator may write in a cell in the place of a number; of each, our own way comes first.
MARKERS: dict[str, Marker] = {
    "not applicable": "z",
    "-": "z",
    "[z]": "z",
    "not available": "x",
    "[x]": "x",
    "suppressed": "c",
    "[c]": "c",
}
#: What may stand in square brackets.
BARE_MARKERS = frozenset({"z", "x", "c"})


class NumberKind(NamedTuple):
    """The kind of a table's numbers: how many digits stand after the point, whether they are per cents."""

    places: int = 0
    per_cent: bool = False

    @property
    def example(self) -> str:
        """A number of this kind, as it is written in an area's file."""
        if self.per_cent:
            return f"{self.with_places('71')} %"
        return self.with_places("131") if self.places else "3483"

    def with_places(self, digits: str) -> str:
        """Whole digits with a digit for each place after the point: 131.6."""
        return f"{digits}.{'6543210'[: self.places]}" if self.places else digits


WHOLE = NumberKind()


class Figure(NamedTuple):
    """A number, or a marker; exactly one of the two.  ``per_cent`` says that the number is hundredths."""

    value: Number | None = None
    marker: Marker | None = None
    per_cent: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it is a whole number of something, neither a decimal nor a per cent."""
        return isinstance(self.value, int) and not self.per_cent

    @property
    def bare(self) -> Figure:
        """The figure as the open data have it: the number without its sign."""
        return Figure(self.value, self.marker)


class Fault(NamedTuple):
    """What is wrong with what was written in a cell."""

    code: str
    message: str
    hint: str


DIGITS = re.compile(r"0|[1-9][0-9]*")
#: Plain digits, with a point and digits after it or without.
DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
#: A number whose point may be meant as a comma is in English: 3.483.
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
NEGATIVE = re.compile(r"[-−–]\s*[0-9]+(\.[0-9]+)?")
#: What to do with a number below zero: the sign is mostly no slip.
BELOW_ZERO = (
    "Do not leave out the minus to make it fit: write “not applicable” here, and say the number in a text of "
    "the report. Delete the minus only if it is a slip."
)
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?|\d{1,2}/\d{1,2}/\d{2,4}")
BOOLEAN = frozenset({"yes", "no", "on", "off", "true", "false", "y", "n"})
#: A figure that does not fit a spreadsheet's exact whole numbers (2 to the 53rd) is a slip of the hand.
LARGEST = 2**53


def read_figure(text: str, plain: bool = True, kind: NumberKind = WHOLE) -> Figure | Fault:
    """The figure that a cell's text stands for in a table of a kind of numbers, or what is wrong with it.

    ``plain`` says that the text stood without quotation marks.
    """
    text = text.strip()
    if text.lower() in MARKERS:
        return Figure(marker=MARKERS[text.lower()])
    number = _without_sign(text) if kind.per_cent else text
    match = DECIMAL.fullmatch(number)
    if match and (match[1] is None or kind != WHOLE):
        return _read_number(number, plain, kind)
    if not text:
        return Fault("empty-value", "There is no figure here.", _marker_words(kind))
    if NEGATIVE.fullmatch(number):
        return Fault(
            "negative-number", f"{quoted(text)} is below zero, as no number of a table can be.", BELOW_ZERO
        )
    if text.lower() in BOOLEAN or DATE.fullmatch(text):
        word = "a date" if DATE.fullmatch(text) else "a yes or no"
        hint = words_hint(text) or _marker_words(kind)
        return Fault("not-a-number", f"{quoted(text)} is {word}, not a number.", hint)
    bounds = bounds_hint(text)
    if bounds is not None:
        return Fault("number-as-text", f"{quoted(text)} is no exact number.", bounds)
    if any(character.isdigit() for character in text):
        return _number_as_text(text, kind)
    hint = words_hint(text) or _marker_words(kind)
    return Fault("not-a-number", f"{quoted(text)} is not a number.", hint)


def _without_sign(text: str) -> str:
    """The text without the sign of per cent at its end."""
    return text[:-1].rstrip() if text.endswith("%") else text


def _is_too_long(number: str) -> bool:
    """Whether a number has more digits before its point than any figure: Python refuses to read thousands."""
    return len(number.partition(".")[0]) > len(str(LARGEST))


def _read_number(number: str, plain: bool, kind: NumberKind) -> Figure | Fault:
    """The figure of plain digits, of which some may stand after a point."""
    if not plain:
        return Fault(
            "number-as-text", f"The number {quoted(number)} stands in quotation marks.", "Delete the marks."
        )
    # The length is looked at first.
    if _is_too_long(number) or Decimal(number) * 10**kind.places > LARGEST:
        return Fault("number-as-text", "The number is too large to be a figure.", _number_words(kind))
    if len(number.partition(".")[2]) > kind.places:
        # As people round: a half away from zero.
        rounded = Decimal(number).quantize(Decimal(1).scaleb(-kind.places), ROUND_HALF_UP)
        return Fault(
            "number-as-text",
            f"{quoted(number)} has more digits after the point than this table shows ({kind.places}).",
            f"Write {rounded}, or let the edition show more places.",
        )
    value = int(number) if not kind.places else round(Decimal(number), kind.places)
    return Figure(value, per_cent=kind.per_cent)


def _number_words(kind: NumberKind) -> str:
    if kind == WHOLE:
        return f"Write a whole number in plain digits, for example {kind.example}."
    return f"Write the number in plain digits, for example {kind.example}."


def _marker_words(kind: NumberKind) -> str:
    what = "a whole number" if kind == WHOLE else f"a number such as {kind.example}"
    return f"Write {what}, or one of: not applicable, not available, suppressed."


def _number_as_text(text: str, kind: NumberKind) -> Fault:
    """A number that is written in some other way, with the plain digits where they are certain."""
    ascii_digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character for character in text
    )
    joined = re.sub(r"(?<=\d)[ ,_'\u2009\u202f](?=\d{3})", "", ascii_digits)
    joined = re.sub(r"\.0+$", "", joined) if not kind.places else re.sub(r"^\.", "0.", joined)
    hint = _number_words(kind)
    if re.fullmatch(r"0[0-9]+", text):
        message = f"{quoted(text)} begins with a zero, which some programs read as another number."
        joined = joined.lstrip("0") or "0"
    elif kind == WHOLE and DECIMAL.fullmatch(joined) and "." in joined:
        message = f"{quoted(text)} is no whole number, and this table counts in whole numbers."
        hint = "Write the whole number. If the table shall show decimals, its edition must say so."
        if THOUSANDS.fullmatch(joined):
            hint = f"If the point separates thousands, write {joined.replace('.', '')}. {hint}"
    elif kind == WHOLE and text.endswith("%") and DIGITS.fullmatch(_without_sign(joined)):
        message = f"{quoted(text)} is a per cent, and this table counts in whole numbers."
        hint = "Write the number itself. If the table shall show per cents, its edition must say so."
    else:
        message = f"{quoted(text)} is not written in plain digits."
    match = DECIMAL.fullmatch(joined)
    if match and len(match[1] or "") <= kind.places and not _is_too_long(joined):
        hint = f"Write {joined}, if that is the number that is meant."
    return Fault("number-as-text", message, hint)


def as_typed(figure: Figure) -> str:
    """A figure as a coordinator writes it: ``131.6``, ``71 %``, ``not available``."""
    if figure.value is not None:
        return f"{figure.value} %" if figure.per_cent else str(figure.value)
    return next(words for words, marker in MARKERS.items() if marker == figure.marker)


#: The markers that a total has from its parts: the first of them that any part has.
TOTAL_MARKERS: tuple[Marker, ...] = ("gap", "c", "x")


def total_of(figures: Iterable[Figure]) -> Figure:
    """The sum of figures.

    What does not apply counts for nothing; if all of them do not apply, nor does the total.  If any is
    suppressed, not available or a gap, so is the total, for it cannot be known or would give the secret away.
    """
    figures = list(figures)
    markers = {figure.marker for figure in figures}
    for marker in TOTAL_MARKERS:
        if marker in markers:
            return Figure(marker=marker)
    values = [figure.value for figure in figures if figure.value is not None]
    return Figure(value=sum(values)) if values else Figure(marker="z")
