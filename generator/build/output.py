"""The output folder: written beside it as a whole, then exchanged with it."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: Names every file of the site, and marks the folder as one that this program made.
MANIFEST = "manifest.json"
GENERATOR = "mappa"
#: Linux's renameat2 with RENAME_EXCHANGE (linux/fs.h): two folders change places in one step.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class ForeignFolderError(Exception):
    """The output folder holds something that this program did not make."""


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Every file with the SHA-256 of its content, by path."""
    content = {
        "generator": GENERATOR,
        "files": {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)},
    }
    return (json.dumps(content, indent=1) + "\n").encode()


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


def publish(files: Mapping[str, bytes], output: Path) -> None:
    """Makes ``output`` hold exactly these files, and their manifest, in one step.

    Raises ForeignFolderError before anything is touched, and OSError (disk full, no permission) with the
    old site still in its place.
    """
    check_output(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
    try:
        new.chmod(0o755)
        _write(files, new)
        _exchange(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, data in {**files, MANIFEST: manifest(files)}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


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
