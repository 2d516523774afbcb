"""What the tests have a pool do; in a module of its own, as the pool's processes import it by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def crash(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crash_once(mark: Path) -> str:
    """Is ended by the machine the first time; the second time it finds its mark."""
    if mark.exists():
        return "done"
    mark.touch()
    crash(None)
    return "never"


def hang(_: object) -> None:
    time.sleep(60)


def leave(_: object) -> None:
    os._exit(7)


def fail(_: object) -> None:
    raise ValueError("a fault")


def square(number: int) -> int:
    return number * number


def own_process(_: object) -> int:
    return os.getpid()


class _Stopped:
    """A result that stops its process while it is handed over."""

    def __reduce__(self) -> tuple[type[int], tuple[()]]:
        os.kill(os.getpid(), signal.SIGSTOP)
        return int, ()


def stop(_: object) -> _Stopped:
    return _Stopped()
