"""An edition -> the words by which its tables, rows and columns are known in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from generator.checks.typed_numbers.tokens import Days
from generator.checks.typed_numbers.words import SAYING_NOTHING, Stems, stem
from generator.languages import wording
from generator.model.edition import Edition
from generator.model.table import LineSpec, TableSpec
from generator.source.markdown import NAME

#: A noun with its number, as a label has it: “Level 2”.
NUMBERED_NOUN = re.compile(r"([^\W\d_]+) (\d+)(?!\d|,\d)")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: The short form of a name behind it: “Sexual Harm Prevention Order (SHPO)”.
SHORT_FORM = re.compile(r"\(([A-Z]{2,6})\)")
#: The number that a rate is of, as one word: “per 100,000”.
PER = re.compile(r"\bper (\d[\d,]*)")

#: The stems of days and years of the report: of any, and of the snapshot.
YEAR, DAY = "@year", "@day"


class Line(NamedTuple):
    """A row or a column: its key, and the words that name it."""

    key: str
    total: bool
    #: All words of its label and those that mean the same; those of the label that no line beside it has.
    stems: Stems
    own: Stems
    #: The stem of its number, where its label begins with one: ``level 2``.
    number: str


@dataclass(frozen=True)
class Subject:
    """A table: the words that name it."""

    key: str
    spec: TableSpec
    #: All words of its title, unit and headings.
    stems: Stems
    #: The words that say what it counts, beside its unit: of its title, and of its only figure's label.
    subjects: tuple[Stems, ...]
    #: The words of its key, a shorter name: it tells tables apart whose titles have most words in common.
    name: Stems
    #: The words for what it counts, and for what its rows are.
    unit: Stems
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    #: Whether its title names the day of the snapshot.
    of_one_day: bool


class Synonym(NamedTuple):
    """Words that stand for others: the stems of both, those of the first in their order."""

    phrase: tuple[str, ...]
    means: Stems


@dataclass(frozen=True)
class Subjects:
    """The tables of an edition as sentences name them."""

    edition: Edition

    @cached_property
    def numbered(self) -> Stems:
        """The stems of nouns whose numbers are names: level, category."""
        nouns = {stem(match[1]) for text in self._texts for match in NUMBERED_NOUN.finditer(text)}
        return frozenset(nouns - SAYING_NOTHING)

    @cached_property
    def days(self) -> Days:
        """The days and years of the report as sentences write them."""
        period = self.edition.period
        days: dict[str, str] = {}
        for day, name in ((period.start, YEAR), (period.end, YEAR), (self.edition.snapshot, DAY)):
            if day is not None:
                words = wording.day(day, "en")
                number, month, year = words.split()
                days |= dict.fromkeys((words, f"{number} {month}", f"{number}st {month} {year}"), name)
                days |= dict.fromkeys((f"{number}st {month}", f"{month} {year}", f"{day:%d/%m/%Y}"), name)
        first, last = period.start.year, period.end.year
        if first != last:
            short = f"{last % 100:02}"
            days |= {f"{first}{mark}{end}": YEAR for mark in "-/\u2013" for end in (short, str(last))}
            days |= dict.fromkeys((f"{first} to {last}", f"{first} and {last}"), YEAR)
        longest_first = "|".join(re.escape(day) for day in sorted(days, key=len, reverse=True))
        return Days(re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)"), days)

    @cached_property
    def synonyms(self) -> tuple[Synonym, ...]:
        """What the edition says of other words, and the short forms that labels give."""
        found = [
            Synonym(stems_in_order(other), stems_of(words) - SAYING_NOTHING)
            for words, others in self.edition.synonyms.items()
            for other in others
        ]
        for text in self._texts:
            for match in SHORT_FORM.finditer(text):
                long = WORD.findall(text[: match.start()])[-len(match[1]) :]
                if "".join(word[0] for word in long).upper() == match[1]:
                    short = (stem(match[1]),)
                    whole = tuple(map(stem, long))
                    found += [Synonym(short, frozenset(whole)), Synonym(whole, frozenset(short))]
        return tuple(dict.fromkeys(found))

    @cached_property
    def tables(self) -> tuple[Subject, ...]:
        """The tables that the report shows."""
        return tuple(self._table(key, table) for key, table in self.edition.shown_tables.items())

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        """Finds a word by which a sentence may speak of a table, or one that begins alike."""
        stems = {word for table in self.tables for word in table.stems | table.unit}
        lines = (line for table in self.tables for line in (*table.rows, *table.columns))
        stems = stems.union(*(line.stems for line in lines), *(one.phrase for one in self.synonyms))
        beginnings = {word.partition(" ")[0].removesuffix("y") for word in stems - SAYING_NOTHING}
        return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, beginnings)))})", re.IGNORECASE)

    @cached_property
    def shared(self) -> Stems:
        """The words that say of two tables or more what they count."""
        each = [frozenset().union(*table.subjects[:1]) for table in self.tables]
        words = frozenset[str]().union(*each)
        return frozenset(word for word in words if sum(word in of_one for of_one in each) > 1)

    @cached_property
    def shared_units(self) -> Stems:
        """The words for what two tables or more count."""
        words = frozenset[str]().union(*(table.unit for table in self.tables))
        return frozenset(word for word in words if sum(word in table.unit for table in self.tables) > 1)

    @property
    def _texts(self) -> Iterator[str]:
        for table in self.edition.shown_tables.values():
            yield from (_text(words) for words in (table.title, table.label, table.unit, table.row_heading))
            yield from (_text(line.label) for line in (*table.rows, *table.columns))

    def _table(self, key: str, table: TableSpec) -> Subject:
        title, label, heading = (_text(words) for words in (table.title, table.label, table.row_heading))
        # “At level 2” says as much as “individuals at level 2”.
        unit = self._unit(_text(table.unit) + (f" {heading}" if stem(heading) in self.numbered else ""))
        names = [
            stems_of(SHORT_FORM.sub("", text)) - SAYING_NOTHING - unit for text in (title, label) if text
        ]
        nouns = self.numbered
        subjects = tuple(
            frozenset(word for word in words if word.partition(" ")[0] not in nouns) for words in names
        )
        name = stems_of(key.replace("_", " ")) - SAYING_NOTHING
        words = stems_of(" ".join((title, label, heading, key.replace("_", " ")))) | unit
        over_years = stems_of(_text(table.over_years))
        of_one_day = "snapshot" in {match[1] for match in NAME.finditer(table.title.en)}
        rows, columns = (tuple(self._lines(lines)) for lines in (table.rows, table.columns))
        numbers = (line.number.partition(" ")[0] for line in (*rows, *columns))
        stems = words | over_years | frozenset(filter(None, numbers))
        return Subject(key, table, stems, subjects, name, unit, rows, columns, of_one_day)

    def _lines(self, specs: Sequence[LineSpec]) -> Iterator[Line]:
        stems = [stems_of(_text(line.label)) - SAYING_NOTHING for line in specs]
        for place, line in enumerate(specs):
            others = frozenset[str]().union(*stems[:place], *stems[place + 1 :])
            number = NUMBERED_NOUN.match(line.label.en)
            name = f"{stem(number[1])} {number[2]}" if number else ""
            same = (one.means for one in self.synonyms if stems[place].issuperset(one.phrase))
            whole = stems[place].union(*same)
            yield Line(line.key, line.total, whole, stems[place] - others - {name}, name)

    def _unit(self, text: str) -> Stems:
        """The words of a unit, and those that mean the same."""
        words = stems_of(text) - SAYING_NOTHING
        same = (one.phrase[0] for one in self.synonyms if len(one.phrase) == 1 and one.means <= words)
        return words | frozenset(same)


def stems_of(text: str) -> Stems:
    """The stems of a text's words, in which a noun and its number are one."""
    return frozenset(stems_in_order(text))


@cache
def stems_in_order(text: str) -> tuple[str, ...]:
    """The same in their order."""
    found: list[tuple[int, str]] = []
    for match in PER.finditer(text):
        found.append((match.start(), f"per {match[1].replace(',', '')}"))
    for match in NUMBERED_NOUN.finditer(text):
        if stem(match[1]) not in SAYING_NOTHING:
            found.append((match.start(), f"{stem(match[1])} {match[2]}"))
    # “Levels 2 and 3” names both.
    for match in re.finditer(r"([^\W\d_]+) \d+(?:, \d+)* (?:and|or) (\d+)", text):
        found.append((match.start(2), f"{stem(match[1])} {match[2]}"))
    taken = {place for place, name in found if not name.startswith("per ")}
    found += [(m.start(), stem(m[0])) for m in WORD.finditer(text) if m.start() not in taken]
    return tuple(name for _, name in sorted(found))


def _text(words: object) -> str:
    """Words of an edition in English, without what is put in for names; nothing for None."""
    return NAME.sub(" ", words.in_language("en")) if words is not None else ""  # type: ignore[attr-defined]
