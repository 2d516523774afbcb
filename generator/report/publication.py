"""A review -> the review of what may be seen: without drafts, and without what is released later.

Nothing withheld is handed on, so that no page has to remember not to show it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from generator.model.report import Report
from generator.report.review import Review


def published(found: Review, now: datetime) -> Review:
    """The review without drafts and without reports whose edition is not released at a moment."""
    reports: list[Report] = []
    withheld: list[str] = []
    for report in found.reports:
        release = report.edition.release
        if not release.is_out(now):
            when = (
                f"released on {release.moment:%-d %B %Y at %H:%M}" if release.moment else "not released yet"
            )
            withheld.append(f"{report.id} ({when})")
        elif report.draft:
            withheld.append(f"{report.id} (draft)")
        else:
            reports.append(report)
    moments = {r.edition.release.moment for r in found.reports if r.edition.release.moment}
    return replace(
        found,
        reports=tuple(reports),
        withheld=tuple(withheld),
        since=max((moment for moment in moments if moment <= now), default=found.since),
        until=min((moment for moment in moments if moment > now), default=found.until),
    )


def without_errors_of_drafts(found: Review) -> Review:
    """The review with the errors of drafts told as warnings: they keep nothing from being published."""
    problems = (
        problem._replace(severity="warning") if problem in found.of_drafts else problem
        for problem in found.problems
    )
    return replace(found, problems=tuple(problems), of_drafts=frozenset())
