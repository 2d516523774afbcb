"""The output folder: written beside it as a whole, checked, then exchanged with it in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.build.inputs import hash_of

#: Names every file of the site, and marks the folder as one that this program made.
MANIFEST = "manifest.json"
GENERATOR = "mappa"
#: Marks a folder that a build is still writing.
UNFINISHED = ".mappa-unfinished"
#: Linux's renameat2 with RENAME_EXCHANGE (linux/fs.h): two folders change places in one step.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class ForeignFolderError(Exception):
    """The output folder holds something that this program did not make."""


def check_output(output: Path) -> None:
    """Raises ForeignFolderError if ``output`` is neither free, empty nor a site of this program."""
    if not output.exists() and not output.is_symlink():
        return
    if output.is_dir() and (_is_ours(output) or not any(output.iterdir())):
        return
    raise ForeignFolderError(str(output))


def _is_ours(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MANIFEST).read_bytes()).get("generator") == GENERATOR)
    except (OSError, ValueError, AttributeError):
        return False


def manifest_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file by path, as the folder's manifest has them; empty if there is none."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return dict(files)
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def is_whole(folder: Path) -> bool:
    """Whether the folder holds exactly the files of its manifest, each with its hash."""
    files = manifest_of(folder)
    if not files or _there(folder) != {*files, MANIFEST}:
        return False
    try:
        return all(hash_of(_read(f"{folder}/{path}")) == digest for path, digest in files.items())
    except OSError:
        return False


def _there(folder: Path) -> set[str]:
    """The paths of all files below a folder."""
    start = len(f"{folder}/")
    return {f"{where}/{name}"[start:] for where, _, names in os.walk(folder) for name in names}


def _read(path: str) -> bytes:
    """A file's bytes, without the buffers and objects between: a website has thousands of files."""
    with io.FileIO(path) as file:
        return file.readall()


def _write(path: str, data: bytes) -> None:
    with io.FileIO(path, "w") as file:
        left = memoryview(data)
        while left:  # a system may write less than it is given at a time
            left = left[file.write(left) :]


@contextlib.contextmanager
def held(output: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Holds the output folder for one build; ``wait`` is called once if another build holds it.

    Clears away what builds that were killed left beside it.  Raises OSError if nothing can be written there.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with (output.parent / f".{output.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _recover(output)
        yield


def _recover(output: Path) -> None:
    """Puts a site back that was set aside when its build was killed; deletes what only we can have made."""
    for old in output.parent.glob(f".{output.name}.old-*"):
        if not output.exists() and _is_ours(old):
            old.rename(output)
    for left in (*output.parent.glob(f".{output.name}.new-*"), *output.parent.glob(f".{output.name}.old-*")):
        if (left / UNFINISHED).exists() or _is_ours(left) or not any(left.iterdir()):
            _discard(left)


def _discard(folder: Path) -> None:
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


class Staging:
    """A folder beside the output in which the new site is written; used as a context manager."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.before = manifest_of(output)
        self.files: dict[str, str] = {}
        self.checked: set[str] = set()
        self.folders: set[str] = set()

    def __enter__(self) -> Staging:
        """Makes the folder.  Raises OSError if it cannot."""
        self.folder = Path(tempfile.mkdtemp(prefix=f".{self.output.name}.new-", dir=self.output.parent))
        (self.folder / UNFINISHED).touch()
        return self

    def __exit__(self, *_: object) -> None:
        _discard(self.folder)

    def add(self, path: str, data: bytes) -> None:
        """Writes a file, as a hard link if the old site has the same.  Raises OSError if it cannot."""
        digest = self.files[path] = hash_of(data)
        target = f"{self.folder}/{path}"
        folder = path.rpartition("/")[0]
        if folder not in self.folders:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self.folders.add(folder)
        if self.before.get(path) == digest:
            old = f"{self.output}/{path}"
            with contextlib.suppress(OSError):
                if _read(old) == data:
                    os.link(old, target)
                    return
        _write(target, data)

    def clear(self, keep: str) -> None:
        """Takes every file away whose name does not end in ``keep``."""
        for path in [path for path in self.files if not path.endswith(keep)]:
            (self.folder / path).unlink()
            del self.files[path]
            self.checked.discard(path)

    def check(self) -> None:
        """Reads back what was written since the last check.  Raises OSError if a file is not as written."""
        for path in self.files.keys() - self.checked:
            if hash_of(_read(f"{self.folder}/{path}")) != self.files[path]:
                raise self._changed()
            self.checked.add(path)

    def _changed(self) -> OSError:
        return OSError(errno.EIO, "the new site was changed while it was written", str(self.folder))

    def publish(self) -> None:
        """Puts the new site into the place of the old one.

        Raises ForeignFolderError or OSError with the old site in its place.
        """
        content = {"generator": GENERATOR, "files": dict(sorted(self.files.items()))}
        (self.folder / MANIFEST).write_text(json.dumps(content, indent=1) + "\n")
        (self.folder / UNFINISHED).unlink()
        self.check()
        if _there(self.folder) != {*self.files, MANIFEST}:
            raise self._changed()
        self.folder.chmod(0o755)
        check_output(self.output)
        _exchange(self.folder, self.output)


def _exchange(new: Path, output: Path) -> None:
    """Puts ``new`` in the place of ``output``; what was there is then at ``new``."""
    if not output.exists():
        new.rename(output)
        return
    if sys.platform == "linux" and _renameat2(new, output):
        return
    old = new.with_name(new.name.replace(".new-", ".old-"))
    output.rename(old)
    new.rename(output)
    old.rename(new)


def _renameat2(one: Path, other: Path) -> bool:
    """Exchanges two paths.  False where the system or file system cannot; raises OSError otherwise."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
