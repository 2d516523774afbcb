"""The words of a text -> its clauses: each with the one number that it has, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.checks.typed_numbers.tokens import YEARS, Token
from generator.checks.typed_numbers.words import (
    CHANGED_BY,
    CHANGES,
    COUNTED,
    DAYS,
    FOR,
    JOINING,
    MORE_OR_FEWER,
    OR_SO,
    OTHER_TIME,
    PART_OF,
    PART_OF_TIME,
    PLACING,
    ROUGHLY,
    ROUGHLY_IN_WORDS,
    VERBS,
    Stems,
)

#: How far behind a joining word a number stands that begins another clause, in words.
SOON = 3
#: Marks that end a clause.
BREAKS = ",:()\u2013\u2014-|/[]"


@dataclass
class Clause:
    """A piece of a sentence that has a number, whose words say what that counts."""

    tokens: list[Token]
    #: Words that stand before or behind it and say where or when.
    placing: list[Token] = field(default_factory=list)
    #: Whether another number stands before it in its sentence.
    goes_on: bool = False
    #: Its number, if it has one alone that counts something exactly, in the year of the report.
    number: Token | None = None

    @property
    def has_number(self) -> bool:
        """Whether it has a number, of whatever kind."""
        return any(token.is_number for token in self.tokens)

    @property
    def has_verb(self) -> bool:
        """Whether it says by itself what is so."""
        return any(token.typed.lower() in VERBS for token in self.tokens)

    @property
    def words(self) -> list[Token]:
        """Its words, with those that say where or when."""
        return [token for token in (*self.placing, *self.tokens) if token.stem]


def clauses(sentence: Sequence[Token], elsewhere: Stems, numbered: Stems) -> Iterator[Clause]:
    """The clauses of a sentence that have numbers, in order.

    None if it is on a part of the year or on no year, and none if it has a word of ``elsewhere``: the
    names of other places.  ``numbered`` are the stems of nouns whose numbers are names: no table counts them.
    """
    words = {token.typed.lower() for token in sentence}
    if not words & DAYS and not any(token.stem in PART_OF_TIME | elsewhere for token in sentence):
        yield from _with_numbers(_joined(_split(sentence)), COUNTED | numbered)


def _split(sentence: Sequence[Token]) -> list[list[Token]]:
    """The pieces between marks, and between joining words that a number follows soon."""
    pieces: list[list[Token]] = [[]]
    for place, token in enumerate(sentence):
        is_break = token.is_mark and token.typed in BREAKS
        is_joining = not is_break and token.typed.lower() in JOINING
        rest = sentence[place + 1 : place + 1 + SOON] if is_break or is_joining else ()
        has_number = bool(rest) and any(one.is_number for one in pieces[-1])
        if is_break:
            is_answered = token.typed == ":" and bool(rest) and rest[0].is_number and not has_number
            if not is_answered:
                pieces.append([])
        elif is_joining and has_number and _number_follows(rest) and not _is_range(pieces[-1]):
            pieces.append([token])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _is_range(piece: Sequence[Token]) -> bool:
    """Whether a piece ends between two numbers: between 50 and 60."""
    return len(piece) > 1 and piece[-2].typed.lower() == "between"


def _number_follows(rest: Sequence[Token]) -> bool:
    for token in rest:
        if token.is_mark:
            return False
        if token.is_number:
            return True
    return False


def _joined(pieces: Sequence[list[Token]]) -> list[Clause]:
    """The pieces as clauses: what stands alone joins its neighbour."""
    found: list[Clause] = []
    placing: list[Token] = []
    for piece in pieces:
        has_number = any(token.is_number for token in piece)
        words = [token for token in piece if token.stem]
        first = words[0].typed.lower() if words else ""
        if not has_number and first in PLACING:
            if found:
                found[-1].placing += piece
            placing += piece
        elif found and not has_number and first in VERBS and found[-1].has_number:
            found[-1].tokens += piece
        elif found and has_number and not words and not found[-1].has_number:
            found[-1].tokens += piece  # a number alone in brackets
        else:
            goes_on = any(clause.has_number for clause in found)
            found.append(Clause(list(piece), list(placing), goes_on))
            placing = [] if has_number else placing
    return found


def _with_numbers(found: Sequence[Clause], others: Stems) -> Iterator[Clause]:
    """The clauses that have numbers, each with the one that counts; ``others`` are never counted."""
    is_other_time = False
    for clause in found:
        is_other_time = _other_time(clause.placing) or (is_other_time and not clause.placing)
        if not clause.has_number:
            continue
        places = [place for place, token in enumerate(clause.tokens) if token.value is not None]
        exact = [place for place in places if not _is_set_aside(clause.tokens, place, others)]
        if len(exact) == 1 and not is_other_time and not _other_time(clause.tokens):
            clause.number = clause.tokens[exact[0]]
        yield clause


def _other_time(tokens: Sequence[Token]) -> bool:
    """Whether words name another time than the year of the report."""
    return any(
        token.typed.lower() in OTHER_TIME or (token.stem.startswith("#") and YEARS.fullmatch(token.typed))
        for token in tokens
    )


def _is_set_aside(tokens: Sequence[Token], place: int, others: Stems) -> bool:
    """Whether a number is rough, a difference, what something was before, or counts a part of something."""
    before = [token.typed.lower() for token in tokens[max(place - 4, 0) : place]]
    stems = [token.stem for token in tokens[max(place - 4, 0) : place]]
    behind = [token.typed.lower() for token in tokens[place + 1 : place + 3]]
    if before[-1:] and (before[-1] in CHANGED_BY or stems[-1] in ROUGHLY):
        return True
    if before[-1:] == ["of"] and any(one in CHANGES for one in stems[-3:-1]):
        return True
    if before[-3:-2] == ["between"] or (place + 1 == len(tokens) and before[-1:] and before[-1] in FOR):
        return True
    if any(tuple(before[-len(run) :]) == run for run in ROUGHLY_IN_WORDS):
        return True
    if behind[:1] and (behind[0] in MORE_OR_FEWER or behind[0] == "+"):
        return True
    if tokens[place].value and len(behind) == 2 and behind[0] == "of" and behind[1] in PART_OF:
        return True
    if place + 1 < len(tokens) and tokens[place + 1].stem in others:
        return True
    if behind[:1] == ["or"] and behind[-1] in OR_SO:
        return True
    # From 2 to 3, one in four.
    return behind[:1] in (["to"], ["in"]) and place + 2 < len(tokens) and tokens[place + 2].value is not None
