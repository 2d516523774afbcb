"""Throws workspaces at the program for some seconds: ``python -m tests.fuzz SECONDS``.

What must hold of each: no exception, no case that takes long, nothing written outside the output and the
cache.  Sound workspaces have no error besides, and their PDFs are valid and lose no word.  ``SEED=…`` chooses
other cases; a case that fails is made small first.
"""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from generator.cli import program
from generator.pdf.engine import make
from generator.pdf.validation import faults
from generator.problems import has_errors
from generator.report.review import review
from generator.site.report_files import Pdf
from generator.site.site import Site, make_site
from generator.workspace import survey
from tests.conftest import DATA, templates_for
from tests.pdf.reading import lost
from tests.strategies.editions import sound_workspaces
from tests.strategies.slips import hostile_workspaces, lay_over

Files = dict[str, bytes]

#: Seconds of this process's own time that a case may take: half of what a build gives to a PDF.
MOST_SECONDS = 60
#: What a process does to files, by the interpreter's name for it: at which places of what it tells there is a
#: path, and at which the number of the open folder that this is relative to.
WRITES = {
    **{"os.remove": [(0, 1)], "os.rmdir": [(0, 1)], "os.mkdir": [(0, 2)], "os.rename": [(0, 2), (1, 3)]},
    **{"os.link": [(0, 2), (1, 3)], "os.symlink": [(1, 2)], "os.chmod": [(0, 2)], "os.utime": [(0, 3)]},
    **{"os.chown": [(0, 3)], "os.truncate": [(0, None)]},
}


class TooLongError(Exception):
    """A case took longer than it may."""


class Watch:
    """What is written while a case runs, and where it may be."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self.strayed: list[str] = []
        sys.addaudithook(self.hear)

    def hear(self, event: str, values: tuple[Any, ...]) -> None:
        """Told of whatever the interpreter does."""
        if self.root is None:
            return
        if event == "open" and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            written = [absolute(values[0])]
        else:
            written = [
                absolute(values[path], -1 if folder is None else values[folder])
                for path, folder in WRITES.get(event, ())
            ]
        self.strayed += [f"{event} {path}" for path in written if path and not is_output(path, self.root)]


def absolute(path: Any, folder: int = -1) -> Path | None:
    """A path that the interpreter tells of; None where it is the number of a file that is open already."""
    if not isinstance(path, str | bytes | os.PathLike):
        return None
    return Path(f"/proc/self/fd/{folder}" if folder >= 0 else ".", os.fsdecode(path)).resolve()


def is_output(path: Path, root: Path) -> bool:
    """Whether a path is the output of a workspace, what becomes of it, the cache, or the engine's font."""
    if not path.is_relative_to(root):
        fonts = Path(tempfile.gettempdir(), "weasyprint-").resolve()
        return str(path) == os.devnull or str(path).startswith(str(fonts))
    first, *_ = (*path.relative_to(root).parts, "")
    return first in ("", "output", "cache") or first.startswith(".output.")


WATCH = Watch()


@contextmanager
def case(files: Files) -> Iterator[Path]:
    """A workspace on the disk while a case runs.  Raises AssertionError if anything else was written."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "workspace").resolve()
        shutil.copytree(DATA / "workspace", root)
        lay_over(files, root)
        before = contents(root)
        WATCH.root, WATCH.strayed = root, []
        signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            yield root
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            WATCH.root = None
        assert not WATCH.strayed, WATCH.strayed
        assert contents(root) == before, "the workspace is not as it was"


def contents(root: Path) -> dict[str, bytes]:
    """The files and folders of a workspace, without its output and its cache."""
    paths = (
        path for path in sorted(root.rglob("*")) if path.relative_to(root).parts[0] not in ("output", "cache")
    )
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in paths}


def run(*words: str | Path) -> int:
    """Runs a command in this process, and gives its status; whatever it raises is not caught."""
    result = CliRunner().invoke(program, list(map(str, words)), catch_exceptions=False)
    assert "Traceback" not in result.output
    return result.exit_code


def hostile(files: Files) -> None:
    """Whatever is written: it is told of or built, and nothing else happens."""
    with case(files) as root:
        checked = run("check", "--root", root)
        built = run("build", "--root", root, "--only", "html", "--only", "data", *places(root))
        assert checked in (0, 1) and built in (0, 1)


def sound(files: Files) -> None:
    """A sound workspace has no error, and every file of its website can be made."""
    with case(files) as root:
        assert all(maker() for maker in site_of(root).values() if not isinstance(maker, Pdf))


def printed(files: Files) -> None:
    """A PDF of a sound workspace is valid and loses no word."""
    with case(files) as root:
        jobs = [maker.job() for maker in site_of(root).pdfs.values()]
        job = jobs[len(files) % len(jobs)]
        pdf = make(job)
        assert faults(pdf, job.html) + lost(job.html, pdf) == []


def site_of(root: Path) -> Site:
    """The website of a workspace that has no error."""
    reviewed = review(survey(root))
    assert not has_errors(reviewed.problems), reviewed.problems
    return make_site(reviewed, templates_for(root))


def places(root: Path) -> tuple[str | Path, ...]:
    """Where a build writes."""
    return ("--output", root / "output", "--cache", root / "cache")


def stop(*_: object) -> None:
    """Ends a case that takes too long."""
    raise TooLongError(f"it took longer than {MOST_SECONDS} seconds")


def throw(
    test: Callable[[Files], None], strategy: SearchStrategy[Files], most: int, number: int, end: float
) -> int:
    """Runs the cases that a number stands for until the time is over, and gives how many.

    Raises what a case raises, when it has been made small.
    """
    count, failed = 0, False  # what failed is tried again, however late it is

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def cases(files: Files) -> None:
        nonlocal count, failed
        if not failed and time.monotonic() > end:
            return
        count += 1
        try:
            test(files)
        except Exception:
            failed = True
            raise

    cases()
    return count


def main(seconds: float) -> None:
    """Runs cases until the time is over."""
    sys.dont_write_bytecode = True
    faulthandler.dump_traceback_later(seconds + 600, exit=True)  # where no signal is heard
    number = int(os.environ.get("SEED") or SystemRandom().randrange(10**6))
    print(f"SEED={number}", flush=True)
    end, count = time.monotonic() + seconds, 0
    #: How many cases of each kind are run in a row: the less time one takes, the more.
    tests = {
        hostile: (hostile_workspaces(), 30),
        sound: (sound_workspaces(), 10),
        printed: (sound_workspaces(), 3),
    }
    while time.monotonic() < end:
        for test, (strategy, most) in tests.items():
            count += throw(test, strategy, most, number, end)
        number += 1
    print(f"{count} workspaces in {seconds:.0f} seconds: each was named or built.")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
