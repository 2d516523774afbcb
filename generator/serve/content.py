"""What the workspace says now: read as far as it was asked for, and after a change only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.load import National, load_national
from generator.problems import Problem, in_order
from generator.report.review import Review, review
from generator.workspace import Workspace, in_area


@dataclass(frozen=True)
class Content:
    """The national text, the figures of all areas, and the texts of those areas that were asked for."""

    workspace: Workspace
    national: National
    #: Every report with its figures alone.
    figures: Review
    #: The reviews of single areas, whole, by the area.
    areas: Mapping[str, Review] = field(default_factory=dict)

    @cached_property
    def review(self) -> Review:
        """All reports with their gaps, as far as they were read, and every problem of what was read."""
        reviews = self.areas.values()
        reports = [report for report in self.figures.reports if report.area.slug not in self.areas]
        submissions = [one for one in self.figures.submissions if one.submission.area.slug not in self.areas]
        left_out = [one for one in self.figures.left_out if one.area not in self.areas]
        problems = [
            problem for problem in self.figures.problems if in_area(problem.file)[0] not in self.areas
        ]
        told = {_of_content(problem) for problem in problems}
        for one in reviews:
            # What content/ lacks for an area's texts is told with the first area that has such a text.
            new = [p for p in one.problems if in_area(p.file)[0] or _of_content(p) not in told]
            told |= {_of_content(problem) for problem in new}
            problems += new
        return replace(
            self.figures,
            reports=(*reports, *(report for one in reviews for report in one.reports)),
            left_out=(*left_out, *(name for one in reviews for name in one.left_out)),
            submissions=(*submissions, *(submission for one in reviews for submission in one.submissions)),
            problems=tuple(in_order(problems)),
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """The areas whose texts were not read yet."""
        return tuple(area for area in self.workspace.areas if area not in self.areas)

    def with_area(self, area: str) -> Content:
        """The same with the texts of an area, which must have a folder."""
        return replace(self, areas={**self.areas, area: self._whole(area)})

    def after(self, workspace: Workspace, changed: Iterable[str]) -> Content:
        """What the workspace says after a change of the named files; all else is not read again."""
        areas = {in_area(name)[0] for name in changed}
        if not areas <= workspace.areas.keys() or workspace.areas.keys() != self.workspace.areas.keys():
            return read(workspace)
        now = replace(self, workspace=workspace)
        return replace(now, areas={**self.areas, **{area: now._whole(area) for area in areas}})

    def _whole(self, area: str) -> Review:
        return review(self.workspace, (area,), content=self.national, with_gaps=True)


def read(workspace: Workspace) -> Content:
    """What the workspace says, with no area's texts."""
    national = load_national(workspace)
    figures = review(workspace, figures_only=workspace.areas, content=national, with_gaps=True)
    return Content(workspace, national, figures)


def _of_content(problem: Problem) -> tuple[str, str, int, int]:
    return problem.file, problem.code, problem.line, problem.column


def of_report(problem: Problem, area: str, edition: str) -> bool:
    """Whether a problem is one of a report: of its files, or of what all reports have."""
    owner, below = in_area(problem.file)
    return not owner or (owner == area and below in ("", "area.yaml", edition))
