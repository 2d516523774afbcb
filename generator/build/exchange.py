"""One folder in the place of another in one step; one build at a time; what killed builds left taken away."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

#: Marks a folder that a build is still writing, or is taking away.
UNFINISHED = ".mappa-unfinished"
#: Linux's renameat2 with RENAME_EXCHANGE (linux/fs.h): two folders change places in one step.
AT_FDCWD, RENAME_EXCHANGE = -100, 2
#: What a system says where it cannot exchange folders, or lock files.
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)
#: What it says of a folder that cannot be renamed: one of a container's image, or one that is mounted.
FIXED = (errno.EXDEV, errno.EBUSY)


@contextlib.contextmanager
def locked(output: Path, wait: Callable[[], None], is_ours: Callable[[Path], bool]) -> Iterator[None]:
    """Holds the output folder for one build; ``wait`` is called once if another build holds it.

    Clears away, before and after, what a build that was killed or stopped left beside it: ``is_ours`` says
    of a folder whether this program made it.  Where files cannot be locked (some network drives), nothing is
    held and nothing cleared away.  Raises OSError if nothing can be written there.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    path = output.parent / f".{output.name}.lock"
    while True:
        # To read it is enough for locking, also where another user's build left it.
        lock = os.open(path, os.O_RDONLY | os.O_CREAT, 0o666)
        try:
            can_lock = _lock(lock, wait)
            # A build that ends takes its file away; who waited for that one must lock the new one.
            if can_lock and not _is_at(lock, path):
                continue
            try:
                if can_lock:
                    _recover(output, is_ours)
                yield
            finally:  # however it ends, by a signal too
                if can_lock:
                    _recover(output, is_ours)
                path.unlink(missing_ok=True)
            return
        finally:
            os.close(lock)


def _lock(file: int, wait: Callable[[], None]) -> bool:
    """Locks an open file, when it is free; False where the system cannot."""
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno in UNKNOWN:
            return False
        raise
    return True


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def begin(folder: Path) -> None:
    """Marks a new folder as one that is still being written."""
    (folder / UNFINISHED).touch()


def _recover(output: Path, is_ours: Callable[[Path], bool]) -> None:
    """Puts a site back that was set aside when its build was killed; deletes what only we can have made."""
    aside = _beside(output, "old")
    for old in aside:
        if not output.exists() and is_ours(old):
            old.rename(output)
    for left in (*_beside(output, "new"), *aside):
        with contextlib.suppress(OSError):
            if (left / UNFINISHED).exists() or is_ours(left) or not any(left.iterdir()):
                discard(left)


def _beside(output: Path, kind: str) -> list[Path]:
    """The folders that builds of this output made beside it; their names end as ``tempfile`` ends them."""
    name = re.compile(re.escape(f".{output.name}.{kind}-") + "[a-z0-9_]{8}")
    return [path for path in output.parent.iterdir() if name.fullmatch(path.name)]


def discard(folder: Path) -> None:
    """Deletes a folder of ours; one that is killed meanwhile leaves it marked, for the next to go on with.

    So does one in which the search of a build that was killed is still being made.
    """
    with contextlib.suppress(OSError):
        (folder / UNFINISHED).touch()
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != UNFINISHED:
                path.unlink(missing_ok=True)
        if [path.name for path in folder.iterdir()] == [UNFINISHED]:
            shutil.rmtree(folder, ignore_errors=True)


def exchange(new: Path, output: Path) -> None:
    """Puts ``new`` in the place of ``output``; what was there is then at ``new``.

    Raises OSError, with everything where it was, if the system lets nobody do that.
    """
    if not output.exists():
        new.rename(output)
        return
    try:
        if sys.platform == "linux" and _renameat2(new, output):
            return
        # In two steps: a build that is killed between them is completed by the next one.
        old = new.with_name(new.name.replace(".new-", ".old-"))
        output.rename(old)
        try:
            new.rename(output)
        except BaseException:
            old.rename(output)
            raise
        old.rename(new)
    except OSError as error:
        if error.errno not in FIXED:
            raise
        words = (
            "this folder cannot be replaced by another one, as it is mounted or part of a container's image"
        )
        raise OSError(error.errno, f"{words}; name another with --output", str(output)) from error


def _renameat2(one: Path, other: Path) -> bool:
    """Exchanges two paths.  False where the system or file system cannot; raises OSError otherwise."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))
