"""What a build is asked for and what there is to say of it, in plain values that import nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from generator.model.release import FIRST, LAST
from generator.model.report_id import ReportId
from generator.problems import Problem

#: The kinds of file of a website, and all that a build makes: Govspeak is made when it is asked for alone.
KINDS = ("html", "pdf", "data")
ALL_KINDS = (*KINDS, "govspeak")
#: What a website is: of all that is released, of a part of it, or of what must not be seen yet.
WHOLE, PART, PREVIEW = "whole", "part", "preview"
#: Seconds after which a report's PDF counts as hung; the longest report seen took three.
LIMIT = 120.0
#: What became of a report's PDF, where that needs no further words.
FAILED, REUSED = "failed", "reused"


def site_kind(
    areas: tuple[str, ...], editions: tuple[str, ...], kinds: tuple[str, ...], preview: bool
) -> str:
    """What a website of these areas and editions (of all, if none is named) and kinds of file is."""
    if preview:
        return PREVIEW
    return PART if areas or editions or kinds != KINDS else WHOLE


@dataclass(frozen=True)
class Options:
    """The words of the command line."""

    root: Path
    output: Path
    cache: Path
    #: The moment of the build, with its time zone: what is released later is not published.
    now: datetime
    areas: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    jobs: int = 1
    strict: bool = False
    #: Whether drafts and what is released later are built too, each page marked as a preview.
    preview: bool = False
    #: The date that PDFs bear, if not their edition's.
    dated: date | None = None
    limit: float = LIMIT
    #: The address of the Dask scheduler whose cluster makes the PDFs; this machine does if None.
    scheduler: str | None = None

    @property
    def shaping(self) -> str:
        """Those on which the bytes of an area's files depend, in one text."""
        return repr([self.editions, self.kinds, self.preview, self.dated])

    @property
    def site_kind(self) -> str:
        """What the website will be, as its manifest says it."""
        return site_kind(self.areas, self.editions, self.kinds, self.preview)

    @property
    def named(self) -> tuple[str, ...]:
        """The areas, editions and kinds of file that a part is of."""
        return (*self.areas, *self.editions, *(self.kinds if self.kinds != KINDS else ()))


#: Says what is wrong with a new website in a folder, before it is published.
ReadBack = Callable[[Options, Path], tuple[Problem, ...]]


@dataclass(frozen=True)
class Result:
    """What came of a build: its problems, its reports, and in words what became of each report's PDF."""

    problems: tuple[Problem, ...]
    built: tuple[ReportId, ...]
    left_out: tuple[ReportId, ...]
    pdfs: dict[ReportId, str] = field(default_factory=dict)
    published: bool = True
    #: The reports that are sound but not to be seen yet, each with the reason.
    withheld: tuple[str, ...] = ()
    #: The reports that a preview alone shows, because they have errors.
    with_errors: tuple[ReportId, ...] = ()
    #: From when to when nothing is released, so that a build would give the same.
    since: datetime = FIRST
    until: datetime = LAST
