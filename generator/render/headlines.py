"""The figures at the top of a page: each as it is written, and how it changed since the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.edition import Edition
from generator.model.table import table_id
from generator.render.tables import definition_of
from generator.report.compare import Bases, Change, Headline
from generator.report.wording import figure_words

ChangeKind = Literal["unknown", "rebased", "more", "fewer", "up", "down", "same"]


class ChangeInWords(NamedTuple):
    """A change on the year before: which sentence says it, and what stands in it.

    ``kind`` is ``unknown`` where one of the two figures is no number, ``rebased`` where they rest on two
    population estimates, ``more`` or ``fewer`` where things were counted, ``up`` or ``down`` where they were
    measured.
    """

    kind: ChangeKind
    by: str
    then: str
    year: str
    #: The two estimates, where they differ and both have a name.
    bases: Bases | None = None
    #: Whether it is that of the same areas, where others had figures in the year before as well.
    same_areas: bool = False


class HeadlineInWords(NamedTuple):
    """A figure at the top of a page, as it is written."""

    figure: str
    is_number: bool
    label: str
    change: ChangeInWords | None
    #: The ids of its table and of what explains it, on the same page; empty if they are not on it.
    table: str = ""
    definition: str = ""


def in_words(
    headlines: Iterable[Headline],
    edition: Edition,
    language: Language,
    places: Mapping[str, str] | None = None,
) -> tuple[HeadlineInWords, ...]:
    """The headlines of a page about an edition, in its language.

    ``places`` are the ids of the texts of a report by name, on the report's own page, which has its tables.
    """
    return tuple(
        HeadlineInWords(
            figure_words(headline.figure, edition, language),
            headline.figure.marker is None,
            headline.label,
            _change(headline.change, edition, language) if headline.change else None,
            table_id(headline.key.partition(".")[0]) if places is not None else "",
            definition_of(headline.key, edition, places) if places is not None else "",
        )
        for headline in headlines
    )


def _change(change: Change, edition: Edition, language: Language) -> ChangeInWords:
    by = change.difference
    kind: ChangeKind = "unknown"
    if change.bases and change.then.value is not None:
        kind = "rebased"
    elif by is not None:
        more: ChangeKind = "more" if change.is_count else "up"
        fewer: ChangeKind = "fewer" if change.is_count else "down"
        kind = more if by > 0 else fewer if by < 0 else "same"
    # A year is not broken at its hyphen.
    year = change.edition.replace("-", "\N{NON-BREAKING HYPHEN}")
    by_words = wording.number(max(by, -by), language) if by is not None else ""
    then = figure_words(change.then, edition, language)
    named = change.bases if change.bases and all(change.bases) else None
    return ChangeInWords(kind, by_words, then, year, named, change.same_areas)
