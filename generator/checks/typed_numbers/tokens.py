"""A text -> its words and the numbers in it that count something.

What is a name (level 2, section 103), a day, a year, an age, a time or a sum of money is no such number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.typed_numbers.words import MEASURES, MONTHS, NUMBERED, stem
from generator.languages.number_words import TENS, UNITS
from generator.model.figure import Number
from generator.source.texts import NO_WORDS

#: A stand-in for what is no words; digits with what stands between and behind them; a word; a mark.
PIECE = re.compile(
    r"\0|[£$€]?\d+(?:[,.:/\u2013-]\d+)*(?:[^\W\d_]+|\s?%)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]"
)
#: Digits that count: plain, or with commas between thousands, and perhaps a point.
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
#: A reporting year: 2024-25, 2024/25.
YEARS = re.compile(r"(20\d\d)[/\u2013-](?:20)?\d\d")
#: Words for a number of their own.
SMALL = {word: value for value, word in enumerate(UNITS)}
TENFOLD = {word: 10 * value for value, word in enumerate(TENS) if word}
SCALES = {"hundred": 100, "thousand": 1000}
#: The largest number of a list of names, such as levels 1, 2 and 3.
LARGEST_NAME = 9
NONE = frozenset({"no", "none", "nil", "nobody"})


#: The words with which a number may begin.
FIRST = NONE | SMALL.keys() | TENFOLD.keys()
#: What has a number in it, in digits or in words.  Looking at one letter first takes half the time.
_LETTERS = "".join({word[0] for word in FIRST})
NUMBER = re.compile(rf"(?=[\d{_LETTERS}])(?:\d|\b(?:{'|'.join(FIRST)})\b)", re.IGNORECASE)
#: A sentence, without the marks and the space behind it.
SENTENCE = re.compile(r"[^.!?;\s](?:[^.!?;]|[.!?;](?!\s|\Z))*")


class Days(NamedTuple):
    """The days and years that a report is of: what finds one in a text, and the stem of each."""

    pattern: re.Pattern[str]
    stems: Mapping[str, str]


class Token(NamedTuple):
    """A word, a number or a mark, and where it stands in its text."""

    typed: str
    start: int
    end: int
    #: What its forms have in common; a number that is a name has its noun's before it: ``level 2``.
    stem: str = ""
    #: What it counts, if it is a number that may count something.
    value: Number | None = None
    per_cent: bool = False
    #: Whether the number is written in words.
    in_words: bool = False
    #: Whether something is put in here, such as a figure for its name.
    stands_in: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is neither a word nor a number."""
        return not self.stem and not self.is_number

    @property
    def is_number(self) -> bool:
        """Whether it is a number that may count something, or has one put in for it."""
        return self.value is not None or self.stands_in


def sentences_of(words: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, from their first letter to behind their last."""
    return (match.span() for match in SENTENCE.finditer(words))


def tokens_of(words: str, span: tuple[int, int], numbered: Collection[str], days: Days) -> list[Token]:
    """The tokens of a sentence that stands at ``span`` in a text.

    ``numbered`` are the stems of nouns whose numbers are names; ``days`` says what days and years stand for.
    """
    tokens = _without_hyphens(list(_pieces(words, span, days)))
    tokens = list(_numbers_in_words(tokens))
    return _names(tokens, numbered)


def _pieces(words: str, span: tuple[int, int], days: Days) -> Iterator[Token]:
    """Words, digits and marks; a day or a year that is known is one word."""
    at, end = span
    for day in days.pattern.finditer(words, at, end):
        yield from _plain_pieces(words, at, day.start())
        yield Token(day[0], *day.span(), days.stems[day[0]])
        at = day.end()
    yield from _plain_pieces(words, at, end)


def _plain_pieces(words: str, start: int, end: int) -> Iterator[Token]:
    for match in PIECE.finditer(words, start, end):
        typed = match[0]
        if typed[0].isdigit() or typed[0] in "£$€":
            yield _digits(typed, match.start())
        else:
            name = stem(typed) if typed[0].isalpha() else ""
            yield Token(typed, *match.span(), name, stands_in=typed == NO_WORDS)


def _digits(typed: str, start: int) -> Token:
    """Digits: a number that counts something, or a word that is none of any table."""
    number = typed.removesuffix("%").rstrip()
    token = Token(typed, start, start + len(typed), f"#{typed}")
    match = DIGITS.fullmatch(number)
    has_zero_first = number.startswith("0") and len(number) > 1 and number[1] != "."
    if match is None or has_zero_first or YEAR.fullmatch(number) or len(number) > 15:
        return token
    whole = match[1].replace(",", "")
    value: Number = Decimal(whole + match[2]) if match[2] else int(whole)
    return token._replace(stem="", value=value, per_cent=typed.endswith("%"))


def _without_hyphens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without hyphens inside words, which separate nothing."""
    inner = {
        place
        for place, token in enumerate(tokens)
        if token.typed in "-\u2011"
        and 0 < place < len(tokens) - 1
        and tokens[place - 1].end == token.start
        and tokens[place + 1].start == token.end
    }
    return [token for place, token in enumerate(tokens) if place not in inner]


def _numbers_in_words(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with each run of words for a number as one."""
    place = 0
    while place < len(tokens):
        length, value = _read(tokens, place)
        if length:
            first, last = tokens[place], tokens[place + length - 1]
            yield Token("", first.start, last.end, "", value, in_words=True)
            place += length
        else:
            yield tokens[place]
            place += 1


def _read(tokens: Sequence[Token], start: int) -> tuple[int, int]:
    """How many tokens from a place on are words for a number, and the number."""
    total = group = length = 0
    previous = ""
    if tokens[start].typed.lower() not in FIRST:
        return 0, 0
    for place in range(start, len(tokens)):
        word = tokens[place].typed.lower()
        is_unit = previous == "tens" and SMALL.get(word, 10) < 10
        if word in SMALL and (is_unit or previous in ("", "scale", "and")):
            group, previous = group + SMALL[word], "small"
        elif word in TENFOLD and previous in ("", "scale", "and"):
            group, previous = group + TENFOLD[word], "tens"
        elif word in SCALES and previous in ("small", "tens"):
            scale, previous = SCALES[word], "scale"
            total, group = (total, group * scale) if scale == 100 else (total + group * scale, 0)
        elif word == "and" and previous == "scale":
            previous = "and"
            continue
        else:
            break
        length = place - start + 1
    if not length and tokens[start].typed.lower() in NONE:
        return 1, 0
    return length, total + group


def _names(tokens: Sequence[Token], numbered: Collection[str]) -> list[Token]:
    """The tokens with what is no count as a word; a noun and the number that is its name are one."""
    out: list[Token] = []
    noun = ""  # whose numbers are names
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        is_first = before is not None and before.stem == noun
        if token.value is None:
            goes_on = token.typed.lower() in (",", "and", "or", "to", "/", "&", "\u2013", "-")
            is_noun = token.stem in numbered or token.stem in NUMBERED
            noun = token.stem if is_noun else noun if goes_on else ""
        elif noun and (is_first or not _counts_again(tokens, place, noun)):
            if is_first:
                token = token._replace(start=out.pop().start)
            token = token._replace(stem=f"{noun} {token.value}", value=None)
        elif before is not None and before.stem == "per":
            token = token._replace(stem=f"per {token.value}", value=None)
        else:
            noun = ""
            token = _as_word(token) if _is_measured(before, behind) else token
            is_share = token.value is not None and _is_per_cent(tokens, place)
            token = token._replace(per_cent=token.per_cent or is_share)
        out.append(token)
    return out


def _as_word(token: Token) -> Token:
    return token._replace(stem=f"#{token.value}", value=None)


def _counts_again(tokens: Sequence[Token], place: int, noun: str) -> bool:
    """Whether a number behind “level 2 and” counts something: “level 2 and 3 at level 3”."""
    token, behind = tokens[place], [one.stem for one in tokens[place + 1 : place + 3]]
    is_large = token.value is not None and token.value > LARGEST_NAME and noun not in NUMBERED
    return token.in_words or is_large or behind[:1] == [noun] or behind in (["at", noun], ["in", noun])


def _is_measured(before: Token | None, behind: Token | None) -> bool:
    """Whether a number is that of a day, a time, an age or a measure, by the words beside it."""
    if behind is not None and behind.typed.lower() in MONTHS:
        return True
    if behind is not None and behind.stem in MEASURES:
        return True
    # Digits beside digits: a telephone number.
    beside = [token for token in (before, behind) if token is not None and not token.in_words]
    return any(token.stem.startswith("#") or token.value is not None for token in beside)


def _is_per_cent(tokens: Sequence[Token], place: int) -> bool:
    words = [token.typed.lower() for token in tokens[place + 1 : place + 3]]
    return words[:1] == ["percent"] or words == ["per", "cent"]
