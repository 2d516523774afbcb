"""What a build makes of one area alone, kept under the hash of all that it is made of.

An area's page, data and search entries depend on its own folder and on what all areas share, and on nothing
else.  Where both are as they were, they are taken from the cache and the area's folder is not even read.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.build.cache import Cache
from generator.build.inputs import Inputs
from generator.build.pdfs import Made
from generator.model.edition import Edition
from generator.model.report import Report
from generator.problems import Problem
from generator.report.review import Review
from generator.workspace import Workspace


class StartAfreshError(Exception):
    """The build cannot go on with what was kept."""


@dataclass(frozen=True)
class Rendered:
    """What is made of an area: files but the PDFs, and what the search reads of each page, by path."""

    files: dict[str, bytes]
    searched: dict[str, str]


@dataclass(frozen=True)
class AreaPart:
    """An area's part of a website."""

    #: Its reports without their narratives, which no other page asks for.
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rendered: Rendered
    #: The cache's key of each report's PDF, by the report's name.
    pdfs: dict[str, str]


def kept_keys(workspace: Workspace, wanted: tuple[str, ...], there: Inputs, cache: Cache) -> dict[str, str]:
    """The keys of the wanted areas, or of all, that are as they were when their part was kept, by slug."""
    keys = {area: there.of(area) for area in wanted or workspace.areas if area in there.areas}
    return {area: key for area, key in keys.items() if cache.has(key)}


def _edition(name: str) -> Edition:
    """Stands in what is kept for an edition, which is larger than a report and the same in all areas."""
    raise LookupError(name)  # _Reader has another in its place


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, editions: Mapping[str, Edition]) -> None:
        super().__init__(io.BytesIO(data))
        self.editions = editions

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _edition.__name__):
            return self.editions.__getitem__
        return super().find_class(module, name)


def kept_part(key: str, cache: Cache, editions: Mapping[str, Edition]) -> AreaPart:
    """A part that was kept; ``editions`` are there by name.  Raises StartAfreshError if it is damaged."""
    return read_part(_entry(key, cache), editions)


def read_part(data: bytes, editions: Mapping[str, Edition]) -> AreaPart:
    """The part that ``to_keep`` put into bytes."""
    part: AreaPart = _Reader(data, editions).load()
    return part


def kept_pdfs(parts: Iterable[AreaPart], cache: Cache) -> Iterator[Made]:
    """The PDFs of kept parts.  Raises StartAfreshError if one is damaged or not kept any more."""
    for part in parts:
        for name, key in part.pdfs.items():
            yield Made(name, _entry(key, cache), reused=True)


def _entry(key: str, cache: Cache) -> bytes:
    data = cache.get(key)
    if data is None:
        raise StartAfreshError
    return data


def without(workspace: Workspace, areas: Container[str]) -> Workspace:
    """The workspace as if these areas had no folder."""
    return replace(
        workspace,
        areas={area: folder for area, folder in workspace.areas.items() if area not in areas},
        reports=tuple(folder for folder in workspace.reports if folder.area not in areas),
    )


def joined(reviews: Sequence[Review]) -> Review:
    """What was found in several shares of the areas, as one review.

    What concerns none of them, such as a problem of the national text, was found in each.
    """
    return replace(
        reviews[0],
        reports=tuple(
            sorted(
                (report for found in reviews for report in found.reports),
                key=lambda report: (report.area.slug, report.edition.name),
            )
        ),
        left_out=tuple(sorted(name for found in reviews for name in found.left_out)),
        problems=tuple(dict.fromkeys(problem for found in reviews for problem in found.problems)),
    )


def to_keep(found: Review, made: Mapping[str, Rendered], pdfs: Mapping[str, str]) -> dict[str, bytes]:
    """What the cache may keep of the areas that were made, by area, if all their reports are built.

    ``made`` is by area, ``pdfs`` are the keys of the PDFs by report.
    """
    kept = {}
    for area, rendered in made.items():
        own = tuple(report for report in found.reports if report.area.slug == area)
        part = AreaPart(
            tuple(without_narratives(report) for report in own),
            tuple(problem for problem in found.problems if problem.file.startswith(f"areas/{area}/")),
            rendered,
            {report.full_name: pdfs[report.full_name] for report in own if report.full_name in pdfs},
        )
        out = io.BytesIO()
        writer = pickle.Pickler(out)
        writer.dispatch_table = {**copyreg.dispatch_table, Edition: lambda own: (_edition, (own.name,))}
        writer.dump(part)
        kept[area] = out.getvalue()
    return kept


def without_narratives(report: Report) -> Report:
    """A report without its texts, which no page but its own asks for."""
    return replace(report, sections=tuple(replace(section, parts=()) for section in report.sections))
