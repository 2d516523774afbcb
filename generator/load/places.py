"""What areas write and an edition's order has no place for -> problems of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.load.editions import LoadedEdition
from generator.load.submission import Submission
from generator.model.edition import CONTACTS, FOREWORD, LOCAL_AFTER, LOCAL_BEFORE
from generator.problems import Problem, quoted


def places_lacking(edition: LoadedEdition, submissions: Iterable[Submission]) -> Iterator[Problem]:
    """A problem for each place that the order lacks and areas have written something for.

    It is the national editor's: what 42 areas wrote would be in no report, and none of them has made a slip.
    That contacts are left out may be meant, as they are no year's own: this is a warning.
    """
    if edition.edition is None or edition.statistics is None or edition.own is None:
        return
    writers: dict[str, list[str]] = {}
    for submission in submissions:
        for name in _places_of(submission):
            if name not in edition.edition.order:
                writers.setdefault(name, []).append(submission.area.slug)
    for name, areas in writers.items():
        others = len(areas) - 1
        more = f" and {others} other area{'' if others == 1 else 's'}" if others else ""
        yield Problem.at(
            edition.own.place([("order",)]),
            "no-place",
            f"The order has no place for {quoted(name)}: what {areas[0]}{more} wrote is in no report.",
            f"Add “- {name}” to the order, where it belongs.",
            "warning" if name == CONTACTS else None,
        )


def _places_of(submission: Submission) -> Iterator[str]:
    """The places in the order for which an area has written something."""
    if submission.forewords:
        yield FOREWORD
    pages = [page for pages in submission.local.values() for page in pages]
    for name in (LOCAL_BEFORE, LOCAL_AFTER):
        if any(f"local {page.front.place}" == name for page in pages):
            yield name
    if submission.details.contacts or submission.details.links:
        yield CONTACTS
