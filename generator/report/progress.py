"""How far each area's report of each edition is, and what keeps an edition from being released.

In: a ``Review``.  Out: ``Progress`` of each report, those included that nobody has begun; problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from generator.model.edition import Edition
from generator.model.statistics import SignOff
from generator.problems import Place, Problem, in_order
from generator.report.review import Review, Reviewed

#: From an empty folder to a reader; a report is in the first state that fits, but for one that is out: unless
#: it has errors or is a draft again, it is released.
State = Literal["not started", "draft", "errors", "warnings", "sound", "signed off", "released"]
#: A warning about which nothing can be done yet, and which changes nothing that readers see.
HARMLESS = "unpublished-language"


class Progress(NamedTuple):
    """How far a report is."""

    area: str
    edition: str
    state: State
    #: Those of the area's own files; what is explained is no warning.
    errors: int = 0
    warnings: int = 0
    #: How many figures are still to be filled in.
    missing: int = 0
    #: The day on which it was signed off, as ISO 8601 has it.
    signed_off: str | None = None


def progress(review: Review, editions: Iterable[str], now: datetime) -> tuple[Progress, ...]:
    """Every area of the register for every one of these editions; ``now`` says which of them are released."""
    reviewed = {(one.submission.area.slug, one.submission.edition): one for one in review.submissions}
    known = {name: text.edition for (name, _), text in review.texts.items()}
    return tuple(
        _progress(reviewed[area.slug, name], known.get(name), now)
        if (area.slug, name) in reviewed
        else Progress(area.slug, name, "not started")
        for name in editions
        for area in review.areas
    )


def _progress(reviewed: Reviewed, edition: Edition | None, now: datetime) -> Progress:
    submission, sign_off = reviewed.submission, _sign_off(reviewed)
    errors = sum(problem.severity == "error" for problem in reviewed.problems)
    warnings = len(reviewed.problems) - errors
    state: State = "signed off" if sign_off else "sound"
    if submission.stated_draft:
        state = "draft"
    elif errors:
        state = "errors"
    elif edition is not None and edition.release.is_out(now):
        state = "released"
    elif warnings:
        state = "warnings"
    day = sign_off.date.isoformat() if sign_off else None
    missing = _missing(reviewed, edition) if edition else 0
    return Progress(submission.area.slug, submission.edition, state, errors, warnings, missing, day)


def in_words(one: Progress) -> str:
    """How far a report is, in a few words: ``2 errors, 9 figures missing``, ``draft (1 warning)``."""
    counts = (
        (one.errors, "error", "errors"),
        (one.warnings, "warning", "warnings"),
        (one.missing, "figure missing", "figures missing"),
    )
    words = ", ".join(
        f"{number} {singular if number == 1 else plural}" for number, singular, plural in counts if number
    )
    if one.state in ("errors", "warnings"):
        return words
    return f"{one.state} ({words})" if words else one.state


def _sign_off(reviewed: Reviewed) -> SignOff | None:
    return reviewed.submission.statistics.sign_off if reviewed.submission.statistics else None


def _missing(reviewed: Reviewed, edition: Edition) -> int:
    """How many figures have no value, be it that a wrong one stands there."""
    statistics = reviewed.submission.statistics
    given: Mapping[str, object] = statistics.figures if statistics else {}
    return sum(not (cell.total or cell.not_applicable or cell.key in given) for cell in edition.cells)


def release_problems(review: Review, edition: str, now: datetime) -> list[Problem]:
    """All that keeps an edition from being released, as errors: what areas have to do, and the editor.

    What is a warning otherwise has to be mended or explained before.
    """
    unready = (
        problem._replace(severity="error") if problem.code != HARMLESS else problem
        for problem in review.problems
    )
    return in_order([*unready, *_unfinished(review, edition, now)])


def _unfinished(review: Review, edition: str, now: datetime) -> Iterator[Problem]:
    """Reports that are not there, are drafts, or are not signed off."""
    begun = {one.submission.area.slug for one in review.submissions if one.submission.edition == edition}
    for area in review.areas:
        if area.slug not in begun:
            yield Problem.at(
                Place(f"areas/{area.slug}/{edition}"),
                "missing-report",
                f"{area.name.en} has no report for {edition}.",
                f"`mappa new {area.slug} {edition}` writes its empty files.",
            )
    for one in review.submissions:
        if one.submission.edition == edition:
            yield from _unfinished_report(one, now)


def _unfinished_report(reviewed: Reviewed, now: datetime) -> Iterator[Problem]:
    submission = reviewed.submission
    statistics = submission.statistics
    folder = f"areas/{submission.area.slug}"
    file = Place(f"{folder}/{submission.edition}/statistics.yaml")
    if submission.stated_draft:
        is_area = submission.details.status == "draft"
        place = Place(f"{folder}/area.yaml") if is_area else file
        yield Problem.at(
            statistics.places.get("status", place) if statistics and not is_area else place,
            "unfinished-report",
            f"The report of {submission.area.name.en} is a draft.",
            "Delete the line “status: draft” once the report is finished.",
        )
    sign_off = _sign_off(reviewed)
    if sign_off is None and statistics is not None:
        yield Problem.at(
            file,
            "missing-sign-off",
            f"The report of {submission.area.name.en} is not signed off.",
            "Once whoever is responsible has approved it, add the office and the day to the file:\n"
            f"sign_off: {{role: …, date: {now:%Y-%m-%d}}}",
        )
    elif sign_off is not None and statistics is not None and sign_off.date > now.date():
        yield Problem.at(
            statistics.places.get("sign_off", file),
            "missing-sign-off",
            f"The report of {submission.area.name.en} is signed off on a day that is still to come.",
            "Write the day on which it was approved.",
        )
