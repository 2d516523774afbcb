"""Numbers that are typed in an area's sentences where the table has another.

In: the texts of a report, its edition and figures, those of the year before.  Out: warnings, each with both
values and the reference to write.  English alone; what the tables count is said by the edition's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from generator.checks.typed_numbers.clauses import Clause, clauses
from generator.checks.typed_numbers.last_year import Around, Written, around_number, named_around
from generator.checks.typed_numbers.meaning import Meant, meant_by, words_of
from generator.checks.typed_numbers.subjects import YEAR, Subjects, stems_of
from generator.checks.typed_numbers.tokens import NUMBER, Token, sentences_of, tokens_of
from generator.checks.typed_numbers.words import SAYING_NOTHING, Stems
from generator.model.figure import Figure, Number, as_typed
from generator.model.names import braced
from generator.problems import Problem, quoted
from generator.source.texts import Text


class Known(NamedTuple):
    """What the numbers of an area's sentences are compared with."""

    subjects: Subjects
    figures: Mapping[str, Figure]
    #: Those of the year before: a number that is one of them was most likely left behind.
    before: Mapping[str, Figure]
    #: Names that say nothing of what is counted: the area's, the publication's.
    names: tuple[str, ...] = ()
    #: The name of all areas together: what a sentence says of it is nothing of this area.
    whole: str = ""
    #: The area's texts of the year before.
    written: tuple[Written, ...] = ()


#: The key of the figure that a number should be, or those of a sum that it should be; none if it is right.
Keys = tuple[str, ...]
#: What is longer is no sentence that anyone reads, in letters.
LONGEST = 2000
#: Of how many figures together a message tells at most.
MOST_TOGETHER = 4


def typed_numbers(texts: Iterable[Text], known: Known) -> Iterator[Problem]:
    """A number in a sentence that names what a table counts, and is another than the table's."""
    harmless = frozenset[str]().union(*(stems_of(name) for name in known.names))
    sentences = [(text, tokens) for text in texts for tokens in _numbered(text, known)]
    named = named_around(known.written, known.subjects, [tokens for _, tokens in sentences])
    for text, tokens in sentences:
        found = dict(_by_words(tokens, known, harmless)) | dict(_by_last_year(tokens, named, known))
        yield from (_problem(text, number, keys, known) for number, keys in found.items() if keys)


def _numbered(text: Text, known: Known) -> Iterator[list[Token]]:
    """The tokens of each sentence of a text whose numbers may be told something of."""
    subjects = known.subjects
    for span in sentences_of(text.words) if text.kind != "code" and not text.literal else ():
        if span[1] - span[0] < LONGEST and _may_tell(text.words, span, subjects, bool(known.written)):
            yield tokens_of(text.words, span, subjects.numbered, subjects.days)


def _may_tell(words: str, span: tuple[int, int], subjects: Subjects, is_known_otherwise: bool) -> bool:
    """Whether a sentence has a number, and a word by which it may speak of a table: most have not."""
    has_number = NUMBER.search(words, *span) is not None
    return has_number and (is_known_otherwise or subjects.any_word.search(words, *span) is not None)


def _by_last_year(
    tokens: Sequence[Token], named: Mapping[Around, str], known: Known
) -> Iterator[tuple[Token, Keys]]:
    """The numbers that stand where a name stood last year, each with what it should be."""
    for place, number in enumerate(tokens) if named else ():
        around = around_number(tokens, place) if number.value is not None else None
        key = named.get(around) if around else None
        figure = known.figures.get(key) if key else None
        if key and figure is not None:
            yield number, () if figure.value == number.value else (key,)


def _by_words(tokens: Sequence[Token], known: Known, harmless: Stems) -> Iterator[tuple[Token, Keys]]:
    """The numbers whose clauses name what a table counts, each with what it should be."""
    elsewhere = stems_of(known.whole) - SAYING_NOTHING
    before: list[Meant] = []
    for clause in clauses(tokens, elsewhere, known.subjects.numbered):
        number = clause.number
        is_doubtful = clause.goes_on and not before and not clause.has_verb
        words = words_of(clause, known.subjects, harmless)
        is_per_cent = number is not None and number.per_cent
        before = meant_by(words, is_per_cent, known.subjects, before if clause.goes_on else ())
        if number is not None and not is_doubtful:
            yield number, _right(number, clause, before, known)


def _right(number: Token, clause: Clause, meant: Sequence[Meant], known: Known) -> Keys:
    """What a number should be; nothing if it is right, or if nobody can tell."""
    told = [(one, keys) for one in meant if (keys := _told(one.keys(), known.figures))]
    if not told or any(number.value in _values(keys, known.figures) for _, keys in told):
        return ()
    single = [(one, keys) for one, keys in told if len(keys) == 1]
    is_of_year = any(token.stem in (YEAR, "year", "period") for token in clause.words)

    def likely(choice: tuple[Meant, Keys]) -> tuple[bool, int, bool, Decimal]:
        one, keys = choice
        was = number.value in _values(keys, known.before)
        away = _distance(number.value, known.figures[keys[0]].value)
        return not was, -one.named, is_of_year and one.table.of_one_day, away

    return min(single or told, key=likely)[1]


def _told(keys: Keys, figures: Mapping[str, Figure]) -> Keys:
    """The keys that have a figure which can be told of; none if there are too many."""
    told = tuple(key for key in keys if key in figures and figures[key].marker != "z")
    return told if len(told) <= MOST_TOGETHER else ()


def _values(keys: Keys, figures: Mapping[str, Figure]) -> set[Number | None]:
    """The numbers that figures which are meant together stand for: each, and the sum of any of them."""
    values = [figure.value for key in keys if (figure := figures.get(key)) and figure.value is not None]
    sums = (sum(some) for size in range(1, len(values) + 1) for some in combinations(values, size))
    return set(sums)


def _distance(typed: Number | None, figure: Number | None) -> Decimal:
    """How far a number is from a figure, in shares of the larger; what is no number is farthest."""
    if typed is None or figure is None:
        return Decimal(2)
    return abs(Decimal(typed) - Decimal(figure)) / max(Decimal(typed), Decimal(figure), Decimal(1))


def _problem(text: Text, number: Token, keys: Keys, known: Known) -> Problem:
    typed = quoted(text.words[number.start : number.end])
    figures = [known.figures[key] for key in keys]
    behind = ("Words" if text.words[number.start].isupper() else "words") if number.in_words else None
    names = [braced(key, behind if known.figures[key].value is not None else None) for key in keys]
    are = [f"{key} is {as_typed(figure)}" for key, figure in zip(keys, figures, strict=True)]
    message = f"{typed} stands here, but {_listed(are)} in the table."
    hint = f"Write {_listed(names, 'or')}, which is always the table's; or say what else the number counts."
    if any(figure.marker == "c" for figure in figures):
        hint = "Leave the number out: a sentence must not tell what the table hides."
    return Problem.at(text.place(number.start, number.end), "typed-number", message, hint)


def _listed(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
