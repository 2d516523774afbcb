"""The whole of ``mappa build``: ends at once if nothing changed, else builds and keeps a record of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.build.inputs import Record, fingerprint
from generator.build.output import MANIFEST, check_output, held, is_whole
from generator.problems import Problem


@dataclass(frozen=True)
class Asked:
    """The words of the command line, in plain values."""

    root: Path
    output: Path
    cache: Path
    areas: tuple[str, ...]
    editions: tuple[str, ...]
    kinds: tuple[str, ...]
    jobs: int
    strict: bool
    dated: date | None
    limit: float
    scheduler: str | None = None


@dataclass(frozen=True)
class Result:
    """What there is to say of a build: its problems, and what became of each PDF by report."""

    problems: tuple[Problem, ...]
    built: tuple[str, ...]
    left_out: tuple[str, ...]
    pdfs: dict[str, str]
    published: bool


def run(asked: Asked, progress: Callable[[int, int], None], wait: Callable[[], None]) -> Result:
    """Builds what was asked for; ``wait`` is called if another build holds the output folder.

    Raises ForeignFolderError if that folder is not ours, OSError if it cannot be written or the machine
    lacks what the engine needs.
    """
    check_output(asked.output)
    with held(asked.output, wait):
        record = Record(asked.cache, asked.output)
        before = _fingerprint(asked)
        last = record.read()
        if last.get("fingerprint") == before and last.get("site") == _site(asked.output):
            return _as_before(last)
        result = _build(asked, progress)
        # A file that changed while it was read belongs to the next build.
        failed = "failed" in result.pdfs.values()
        if result.published and not failed and _fingerprint(asked) == before:
            # The site was read back before it was published.
            site = (asked.output / MANIFEST).read_text()
            record.write({"fingerprint": before, "site": site, "result": asdict(result)})
        return result


def _fingerprint(asked: Asked) -> str:
    own = asked.root / "templates"
    templates = own if own.is_dir() else Path(__file__).resolve().parents[2] / "templates"
    options = repr((asked.areas, asked.editions, asked.kinds, asked.strict, asked.dated))
    return fingerprint(asked.root, templates, options)


def _site(output: Path) -> str:
    """The output's manifest if all of its files are there as they were written, else nothing."""
    return (output / MANIFEST).read_text() if is_whole(output) else ""


def _as_before(last: dict[str, Any]) -> Result:
    said = last["result"]
    return Result(
        tuple(Problem(**problem) for problem in said["problems"]),
        tuple(said["built"]),
        tuple(said["left_out"]),
        dict.fromkeys(said["pdfs"], "reused"),
        True,
    )


def _build(asked: Asked, progress: Callable[[int, int], None]) -> Result:
    from generator.build.children import start_nursery

    if "pdf" in asked.kinds and asked.scheduler is None:
        start_nursery()
    from generator.build.run import Options, build
    from generator.workspace import survey

    options = Options(
        asked.output,
        asked.cache,
        asked.areas,
        asked.editions,
        asked.kinds,  # type: ignore[arg-type]
        asked.jobs,
        asked.strict,
        asked.dated,
        asked.limit,
        _cluster(asked.scheduler) if asked.scheduler else None,
    )
    outcome = build(survey(asked.root), options, progress)
    pdfs = {}
    for made in sorted(outcome.pdfs, key=lambda made: made.name):
        reason = (
            f"made, because of its {', '.join(made.changed)}" if made.changed else "made for the first time"
        )
        pdfs[made.name] = "failed" if made.pdf is None else "reused" if made.reused else reason
    return Result(outcome.problems, outcome.built, outcome.left_out, pdfs, outcome.published)


def _cluster(scheduler: str) -> Any:
    """The executor of a Dask cluster.  Raises OSError if it cannot be reached, ImportError without Dask."""
    from contextlib import contextmanager

    from distributed import Client

    @contextmanager
    def pool(number: int) -> Any:
        with Client(scheduler, timeout=10) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor(pure=False)

    return pool
