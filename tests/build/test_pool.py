"""Processes that fail: each costs its own task alone, and the machine's fault is made good once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.build import pdfs, pool
from generator.build.cache import Cache
from generator.build.pool import MOST_TASKS, WorkerDiedError, processes
from tests.build import tasks
from tests.conftest import PROJECT, Run
from tests.pdf.jobs import small_job


def test_a_task_that_crashes_hangs_or_fails_costs_itself_alone() -> None:
    with processes(2, limit=3) as submit:
        bad = {task: submit(task, None) for task in (tasks.crash, tasks.hang, tasks.leave, tasks.fail)}
        squares = [submit(tasks.square, number) for number in range(6)]
        assert [future.result() for future in squares] == [0, 1, 4, 9, 16, 25]
        for task, error, words in (
            (tasks.crash, WorkerDiedError, "signal 9"),
            (tasks.leave, WorkerDiedError, "status 7"),
            (tasks.hang, TimeoutError, "3 seconds"),
            (tasks.fail, ValueError, "a fault"),
        ):
            with pytest.raises(error, match=words):
                bad[task].result()


def test_a_process_that_is_stopped_as_it_hands_over_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 1)
    begun = time.monotonic()
    with processes(2, limit=3) as submit:
        waiting = [submit(task, None) for task in (tasks.stop, *[tasks.own_process] * 5)]
        for future in waiting:
            future.exception(timeout=30)
        assert isinstance(waiting[0].exception(), TimeoutError | WorkerDiedError)
    assert time.monotonic() - begun < 40


def test_a_process_ends_after_so_many_tasks() -> None:
    with processes(1, limit=60) as submit:
        seen = [submit(tasks.own_process, None).result() for _ in range(MOST_TASKS + 1)]
    assert len(set(seen[:MOST_TASKS])) == 1 and len(set(seen)) == 2 and os.getpid() not in seen


def test_no_process_is_forked_from_one_that_may_have_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise AssertionError("this process forked")

    monkeypatch.setattr(os, "fork", refused)
    with processes(2, limit=60) as submit:
        assert submit(tasks.square, 3).result() == 9


def test_a_pool_that_breaks_leaves_no_task_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process can be begun once the first has done its tasks: those that none has taken are told so."""
    from pebble.pool.process import BrokenProcessPool, WorkerManager

    with processes(1, limit=60) as submit:
        assert submit(len, b"first").result() == 5

        def refused(_: object) -> None:
            raise BrokenProcessPool

        monkeypatch.setattr(WorkerManager, "new_worker", refused)
        waiting = [submit(len, b"x" * 300_000) for _ in range(MOST_TASKS + 3)]
        told = [future.exception(timeout=20) for future in waiting]
    assert told[0] is None and isinstance(told[-1], WorkerDiedError)


def test_a_signal_that_is_ignored_stays_so() -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from click.testing import CliRunner; from generator.cli import program;"
        "CliRunner().invoke(program, ['build', '--root', '/nonexistent']);"
        "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert run.stdout == "True\n"


def run_with(pool: pdfs.Pool, folder: Path) -> list[pdfs.PdfResult]:
    with pdfs.Pdfs(Cache(folder), pool) as waiting:
        waiting.want(small_job())
        return list(waiting.results())


def test_a_job_whose_process_the_machine_ends_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    @contextmanager
    def dying(times: int) -> Iterator[pool.Submit]:
        def submit(function: Callable[[Any], Any], argument: Any) -> Future[Any]:
            calls.append(1)
            future: Future[Any] = Future()
            if len(calls) <= times:
                future.set_exception(WorkerDiedError("its process was stopped"))
            else:
                future.set_result(pdfs.PdfResult(argument.path, b"%PDF", engine=pdfs.engine()))
            return future

        yield submit

    (result,) = run_with(lambda: dying(1), tmp_path / "one")
    assert result.pdf == b"%PDF" and len(calls) == 2
    calls.clear()
    (result,) = run_with(lambda: dying(2), tmp_path / "two")
    assert result.pdf is None and result.faults == ("its process was stopped",) and len(calls) == 2


def test_what_another_version_of_the_engine_made_is_refused(tmp_path: Path) -> None:
    @contextmanager
    def elsewhere() -> Iterator[pool.Submit]:
        future: Future[Any] = Future()
        future.set_result(pdfs.PdfResult(small_job().path, b"%PDF", engine="another"))
        yield lambda function, argument: future

    with pytest.raises(OSError, match="another version"):
        run_with(elsewhere, tmp_path)


def test_a_report_that_takes_too_long_is_left_out_and_named(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "--root", workspace, "--limit", "0.01")
    assert run.returncode == 1 and "took longer than 0 seconds" in run.stderr
    assert "Left out:" in run.stdout
    assert mappa("build", "--root", workspace).returncode == 0


def started(workspace: Path) -> subprocess.Popen[str]:
    """A build in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--root", str(workspace)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def begun(workspace: Path) -> subprocess.Popen[str]:
    """A build that has begun to write."""
    build = started(workspace)
    while build.poll() is None and not list(workspace.glob(".output.new-*")):
        time.sleep(0.01)
    return build


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_build_that_is_stopped_leaves_nothing_and_says_nothing(
    workspace: Path, number: signal.Signals, status: int
) -> None:
    build = begun(workspace)
    build.send_signal(number)
    out, err = build.communicate(timeout=60)
    assert (build.returncode, out, err) == (status, "", "")
    assert sorted({path.name for path in workspace.iterdir()} - {".cache"}) == ["areas", "content"]


@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.3])
def test_the_processes_of_a_build_do_not_hear_of_ctrl_c_in_a_terminal(
    workspace: Path, seconds: float
) -> None:
    build = started(workspace)
    # The tracker of resources, and the server, which imports the engine for half a second.
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    while build.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.01)
    time.sleep(seconds)
    for child in children.read_text().split():
        os.kill(int(child), signal.SIGINT)
    _, err = build.communicate(timeout=60)
    assert (build.returncode, err) == (0, "")


#: Begins a process that cannot read what it is handed, as one does whose parent has just ended.
UNREADABLE = """
from generator.build.pool import _context

class Gone:
    def __reduce__(self):
        return open, ("/nowhere/gone",)

if __name__ == "__main__":
    process = _context().Process(target=print, args=(Gone(),))
    process.start()
    process.join()
    assert process.exitcode == 1, process.exitcode
"""


def test_a_process_that_is_begun_as_the_program_ends_says_nothing(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNREADABLE)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    run = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_the_processes_of_a_build_that_is_killed_end_without_a_word(workspace: Path) -> None:
    build = begun(workspace)
    build.kill()
    _, err = build.communicate(timeout=60)  # ends when the last process has let go of the pipe
    assert err == ""
