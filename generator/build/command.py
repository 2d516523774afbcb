"""The whole of ``mappa build``: ends at once if nothing changed, else builds and keeps a record of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from generator.build.inputs import Inputs, Record, inputs
from generator.build.options import FAILED, REUSED, Options, Result
from generator.build.output import MANIFEST, check_output, held, is_whole
from generator.problems import Problem
from generator.workspace import template_folders


def run(options: Options, progress: Callable[[int, int], None], wait: Callable[[], None]) -> Result:
    """Builds what was asked for; ``wait`` is called if another build holds the output folder.

    Raises ForeignFolderError if that folder is not ours, OSError if it cannot be written or the machine
    lacks what the engine needs.
    """
    check_output(options.output)
    with held(options.output, wait):
        record = Record(options.cache, options.output)
        before = _inputs(options)
        whole = before.whole(repr([options.areas, options.strict]))
        last = record.read()
        if last.get("fingerprint") == whole and last.get("site") == _site(options.output):
            return _as_before(last)
        result, is_current = _build(options, before, lambda: _inputs(options) == before, progress)
        if result.published and is_current and FAILED not in result.pdfs.values():
            # The site was read back before it was published.
            site = (options.output / MANIFEST).read_text()
            record.write({"fingerprint": whole, "site": site, "result": asdict(result)})
        return result


def _inputs(options: Options) -> Inputs:
    asked = [options.editions, options.kinds, options.dated, options.preview, options.today]
    return inputs(options.root, template_folders(options.root), repr(asked))


def _site(output: Path) -> str:
    """The output's manifest if all of its files are there as they were written, else nothing."""
    return (output / MANIFEST).read_text() if is_whole(output) else ""


def _as_before(last: dict[str, Any]) -> Result:
    said = last["result"]
    return Result(
        tuple(Problem(*problem) for problem in said["problems"]),
        tuple(said["built"]),
        tuple(said["left_out"]),
        dict.fromkeys(said["pdfs"], REUSED),
        withheld=tuple(said["withheld"]),
    )


def _build(
    options: Options,
    there: Inputs,
    unchanged: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> tuple[Result, bool]:
    from generator.build.children import Children, start_nursery

    if "pdf" in options.kinds and options.scheduler is None:
        start_nursery()
    from generator.build.run import Build

    children = partial(Children, limit=options.limit)
    pool = children if options.scheduler is None else _cluster(options.scheduler)
    return Build(options, there, unchanged, pool, progress).run()


def _cluster(scheduler: str) -> Any:
    """The executor of a Dask cluster.  Raises OSError if it cannot be reached, ImportError without Dask."""
    from contextlib import contextmanager

    from distributed import Client

    @contextmanager
    def pool(number: int) -> Any:
        with Client(scheduler, timeout=10) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor(pure=False)

    return pool
