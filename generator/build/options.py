"""What a build is asked for and what there is to say of it, in plain values that import nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.problems import Problem

#: The kinds of file that a build makes.
KINDS = ("html", "pdf", "data")
#: Seconds after which a report's PDF counts as hung; the longest report seen took three.
LIMIT = 120.0
#: What became of a report's PDF, where that needs no further words.
FAILED, REUSED = "failed", "reused"


@dataclass(frozen=True)
class Options:
    """The words of the command line."""

    root: Path
    output: Path
    cache: Path
    areas: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = KINDS
    jobs: int = 1
    strict: bool = False
    #: The day on which the build is made: what is released later is not published.
    today: date = date.max
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
        return repr([self.editions, self.kinds, self.today, self.preview, self.dated])


@dataclass(frozen=True)
class Result:
    """What came of a build: its problems, its reports, and in words what became of each report's PDF."""

    problems: tuple[Problem, ...]
    built: tuple[str, ...]
    left_out: tuple[str, ...]
    pdfs: dict[str, str] = field(default_factory=dict)
    published: bool = True
    #: The reports that are sound but not to be seen yet, each with the reason.
    withheld: tuple[str, ...] = ()
