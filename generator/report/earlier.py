"""What an area gave for the year before, with which its figures are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from generator.load import Loaded, Submission
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.statistics import Statistics, completed
from generator.workspace import Workspace


@dataclass(frozen=True)
class YearBefore:
    """An area's figures for the year that ended the day before another one began.

    ``is_shown`` says whether a report may compare with them: a change on a draft's figures, or on those of an
    edition that is released later, would give them away.
    """

    edition: Edition
    statistics: Statistics
    #: By the key of each figure that there was as well, its key there.
    same: Mapping[str, str]
    #: Those of them that were counted in the same way.
    comparable: Mapping[str, str]
    is_shown: bool

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """All figures by key, totals included."""
        return completed(self.edition, self.statistics.figures)


def year_before(loaded: Loaded, submission: Submission) -> YearBefore | None:
    """What the area gave for the year before; None if it gave nothing."""
    national = loaded.editions[submission.edition]
    edition = national.edition
    if edition is None:
        return None
    last_day = edition.period.start - timedelta(days=1)
    for name, other in loaded.editions.items():
        statistics = loaded.statistics.get((submission.area.slug, name))
        if other.edition and statistics and other.edition.period.end == last_day:
            is_shown = statistics.status == "final" and _is_out_by(other.edition, edition)
            same = ((cell.key, national.lineage.same(cell.key, other.lineage)) for cell in edition.cells)
            keys = {key: earlier for key, earlier in same if earlier is not None}
            comparable = national.keys_in(other)
            return YearBefore(other.edition, statistics, keys, comparable, is_shown)
    return None


def year_before_is_unread(loaded: Loaded, submission: Submission, workspace: Workspace) -> bool:
    """Whether the area has a folder of the year before of which, for a slip in it, nothing is known.

    A slip in its edition is one, too.
    """
    edition = loaded.editions[submission.edition].edition
    return edition is not None and any(
        folder.area == submission.area.slug
        and folder.edition in loaded.editions
        and folder.edition.startswith(str(edition.period.start.year - 1))
        and (folder.area, folder.edition) not in loaded.statistics
        and workspace.has(workspace.relative(folder.statistics))
        for folder in workspace.reports
    )


def _is_out_by(earlier: Edition, later: Edition) -> bool:
    """Whether an edition is out when a later one is, at the latest.

    One that is released has its year behind it, so that what is released before that year's end is out.
    """
    moment, limit = earlier.release.moment, later.release.moment
    if moment is None:
        return earlier.release.out
    return moment.date() <= later.period.end or (limit is not None and moment <= limit)
