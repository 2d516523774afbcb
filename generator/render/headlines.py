"""The figures at the top of a page: each as it is written, and how it changed since the year before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.edition import Edition
from generator.report.compare import Change, Headline
from generator.report.wording import figure_words

ChangeKind = Literal["unknown", "more", "fewer", "up", "down", "same"]


class ChangeInWords(NamedTuple):
    """A change on the year before: which sentence says it, and what stands in it.

    ``kind`` is ``unknown`` where one of the two figures is no number, ``more`` or ``fewer`` where things were
    counted, ``up`` or ``down`` where they were measured.
    """

    kind: ChangeKind
    by: str
    then: str
    year: str


class HeadlineInWords(NamedTuple):
    """A figure at the top of a page, as it is written."""

    figure: str
    is_number: bool
    label: str
    change: ChangeInWords | None


def in_words(
    headlines: Iterable[Headline], edition: Edition, language: Language
) -> tuple[HeadlineInWords, ...]:
    """The headlines of a page about an edition, in its language."""
    return tuple(
        HeadlineInWords(
            figure_words(headline.figure, edition, language),
            headline.figure.marker is None,
            headline.label,
            _change(headline.change, edition, language) if headline.change else None,
        )
        for headline in headlines
    )


def _change(change: Change, edition: Edition, language: Language) -> ChangeInWords:
    by = change.difference
    kind: ChangeKind = "unknown"
    if by is not None:
        more: ChangeKind = "more" if change.now.is_count else "up"
        fewer: ChangeKind = "fewer" if change.now.is_count else "down"
        kind = more if by > 0 else fewer if by < 0 else "same"
    # A year is not broken at its hyphen.
    year = change.edition.replace("-", "\N{NON-BREAKING HYPHEN}")
    by_words = wording.number(max(by, -by), language) if by is not None else ""
    return ChangeInWords(kind, by_words, figure_words(change.then, edition, language), year)
