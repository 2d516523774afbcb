"""A clause with a number -> the figures that it may count.

A figure is meant only where every word of the clause is one of its table, its row or its column, or says
nothing: whatever else is said may make the number one of something narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from generator.checks.typed_numbers.clauses import Clause
from generator.checks.typed_numbers.subjects import DAY, YEAR, Line, Subject, Subjects
from generator.checks.typed_numbers.tokens import Token
from generator.checks.typed_numbers.words import SAYING_NOTHING, Stems

#: How much a clause must say of a table, in words of it: fewer may be chance.
ENOUGH = 2


class Word(NamedTuple):
    """A word of a clause: what it may mean, each a set of stems."""

    meanings: tuple[Stems, ...]
    #: Whether it may say nothing: a name of the area or of the publication.
    harmless: bool = False

    def in_table(self, known: Stems) -> Stems:
        """Those of its stems that a table has; empty if it means something else."""
        return frozenset[str]().union(*(meaning for meaning in self.meanings if meaning <= known))


class Meant(NamedTuple):
    """What a clause may count: a table, and the rows and columns that it names."""

    table: Subject
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    #: How many words of the table's subject are named.
    named: int

    def keys(self) -> tuple[str, ...]:
        """The keys of the figures that are meant together; none where the table has no such."""
        rows, columns = _chosen(self.table.rows, self.rows), _chosen(self.table.columns, self.columns)
        return tuple(
            ".".join(part for part in (self.table.key, row, column) if part)
            for row, column in product(rows, columns)
        )


def _chosen(lines: Sequence[Line], named: Sequence[Line]) -> tuple[str, ...]:
    """The keys of the lines that are meant: those that are named, or the total of all, or all."""
    if not lines:
        return ("",)
    plain, totals = [line for line in lines if not line.total], [line for line in lines if line.total]
    if named and (len(named) < len(plain) or not totals or len(plain) == 1):
        return tuple(line.key for line in named)
    return (totals[0].key,) if totals else tuple(line.key for line in plain)


def words_of(clause: Clause, subjects: Subjects, harmless: Stems) -> list[Word]:
    """The words of a clause that say what its number counts.

    ``harmless`` are the stems of names that need not say anything.
    """
    tokens = clause.words
    nothing = SAYING_NOTHING | {YEAR}
    meanings = [[frozenset([token.stem])] for token in tokens]
    for synonym in subjects.synonyms:
        for place in _places(tokens, synonym.phrase):
            for meaning in meanings[place : place + len(synonym.phrase)]:
                meaning.append(synonym.means)
    return [
        Word(tuple(meaning), token.stem in harmless)
        for token, meaning in zip(tokens, meanings, strict=True)
        if token.stem not in nothing
    ]


def _places(tokens: Sequence[Token], phrase: tuple[str, ...]) -> Iterator[int]:
    """Where a phrase begins among tokens."""
    for place, token in enumerate(tokens):
        if token.stem == phrase[0] and tuple(t.stem for t in tokens[place : place + len(phrase)]) == phrase:
            yield place


def meant_by(
    words: Iterable[Word], is_per_cent: bool, subjects: Subjects, before: Iterable[Meant] = ()
) -> list[Meant]:
    """The tables that words may speak of; ``before`` are those of the clause that they go on with."""
    words = list(words)
    found = [_of_table(table, words, subjects, None) for table in subjects.tables]
    meant = [one for one in found if one is not None]
    if not meant:
        going_on = (_of_table(one.table, words, subjects, one) for one in before)
        meant = [one for one in going_on if one is not None]
    return [one for one in meant if one.table.spec.kind.per_cent == is_per_cent and one.keys()]


def _of_table(
    table: Subject, words: Sequence[Word], subjects: Subjects, before: Meant | None
) -> Meant | None:
    """What is meant if words speak of a table; None if one of them does not, or if they say too little."""
    every = table.stems.union(*(line.stems for line in (*table.rows, *table.columns)))
    said = frozenset[str]().union(*(word.in_table(every) for word in words))
    rows, columns = _named(table.rows, said), _named(table.columns, said)
    if before is not None:
        rows, columns = rows or before.rows, columns or before.columns
    known = table.stems.union(
        *(line.stems for line in (*rows, *columns)), (line.number for line in (*rows, *columns))
    )
    if table.of_one_day:
        known |= {DAY}
        said |= {DAY} if any(word.meanings[0] == {DAY} for word in words) else frozenset()
    if not all(word.harmless or word.in_table(known) for word in words):
        return None
    named = max(len(said & one) for one in (*table.subjects, table.name))
    meant = Meant(table, rows, columns, named)
    if before is not None:
        return meant._replace(named=before.named) if words else None
    return meant if _says_enough(meant, said, subjects) else None


def _named(lines: Sequence[Line], said: Stems) -> tuple[Line, ...]:
    """The lines that words name: by their number, or by half of the words that no other line has.

    Of two of which one has all words of the other and more, that one is meant.
    """
    named = [
        line
        for line in lines
        if not line.total
        and (
            (line.number and line.number in said) or (line.own and 2 * len(line.own & said) >= len(line.own))
        )
    ]
    return tuple(
        line
        for line in named
        if not any(other.own and line.stems & said < other.stems & said for other in named)
    )


def _says_enough(meant: Meant, said: Stems, subjects: Subjects) -> bool:
    """Whether words that are all a table's say that they speak of it."""
    table, lines = meant.table, (*meant.rows, *meant.columns)
    by_words = [line for line in lines if line.own & said]
    whole = [line for line in by_words if 2 * len(line.stems & said) > len(line.stems)]
    has_unit = bool(table.unit & said)
    subject_said = [2 * len(one & said) > len(one) for one in table.subjects if one]
    if table.spec.is_rate and not (subject_said[:1] == [True] or (table.unit - subjects.shared_units) & said):
        return False  # what is counted for each so many of others is no number of it
    has_name = len(table.name) > 1 and table.name <= said
    has_subject = any(subject_said) or has_name or DAY in said
    # Of tables that are called alike, a number of a row is enough to speak of either.
    is_plain = all(one <= subjects.shared for one in table.subjects[:1])
    is_known = has_subject or bool(whole) or (has_unit and (bool(by_words) or (bool(lines) and is_plain)))
    is_whole = not lines and bool(table.rows or table.columns)
    return (
        is_known
        and (has_subject or not is_whole)
        and meant.named + has_unit + len(lines) + len(whole) >= ENOUGH
    )
