"""The output folder: what it holds, and the new site, which is written beside it as a whole and checked."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

from generator.build.exchange import UNFINISHED, begin, discard, exchange
from generator.build.options import PART, WHOLE

#: Names every file of the site, and marks the folder as one that this program made.
MANIFEST = "manifest.json"
GENERATOR = "mappa"
#: Everyone may read what is published, a web server above all, whatever the builder's umask is.
FILE_MODE, FOLDER_MODE, READABLE = 0o644, 0o755, 0o444


class ForeignFolderError(Exception):
    """The output folder holds something that this program did not make."""


class WholeWebsiteError(Exception):
    """The output folder holds the whole website, and a part or a preview was to take its place."""


def check_output(output: Path, kind: str) -> None:
    """Whether a website of a kind may be put at ``output``.

    Raises ForeignFolderError if that is neither free, empty nor a site of this program, WholeWebsiteError
    if it is the whole website and the new one is not.
    """
    if not output.exists() and not output.is_symlink():
        return
    if output.is_dir() and not output.is_symlink() and (is_ours(output) or not any(output.iterdir())):
        if kind != WHOLE and kind_of(output) == WHOLE:
            raise WholeWebsiteError(str(output))
        return
    raise ForeignFolderError(str(output))


def kind_of(folder: Path) -> str:
    """What a site of this program is: whole, a part or a preview; nothing if there is no site.

    Before sites said so themselves, they counted as whole.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return str(manifest.get("kind", WHOLE)) if manifest.get("generator") == GENERATOR else ""
    except (OSError, ValueError, AttributeError):
        return ""


def is_ours(folder: Path) -> bool:
    """Whether a folder is a site that this program made."""
    return bool(kind_of(folder))


def manifest_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file by path, as the folder's manifest has them; empty if there is none."""
    try:
        return dict(json.loads((folder / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def is_whole(folder: Path) -> bool:
    """Whether the folder holds exactly the files of its manifest, each with its hash, for all to read."""
    files = manifest_of(folder)
    try:
        if not files or not _is_as_published(folder, {*files, MANIFEST}):
            return False
        return all(_digest(_read(f"{folder}/{path}")) == digest for path, digest in files.items())
    except OSError:
        return False


def _is_as_published(folder: Path, files: set[str]) -> bool:
    """Whether there are these plain files and their folders, nothing else, and everyone may read them."""
    folders = {""} | {path[:end] for path in files for end, sign in enumerate(path) if sign == "/"}
    if _listed(folder) != (files, folders):
        return False
    modes = {path: os.lstat(f"{folder}/{path}").st_mode for path in files | folders}
    readable = all(mode & READABLE == READABLE for mode in modes.values())
    return readable and all(stat.S_ISREG(modes[path]) for path in files)


def _listed(folder: Path) -> tuple[set[str], set[str]]:
    """The paths of all files below a folder, and those of all folders, its own included."""
    start, walked = len(f"{folder}/"), list(os.walk(folder))
    files = {f"{where}/{name}"[start:] for where, _, names in walked for name in names}
    return files, {where[start:] for where, _, _ in walked}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _read(path: str) -> bytes:
    """A file's bytes, without the buffers and objects between: a website has thousands of files."""
    with io.FileIO(path) as file:
        return file.readall()


def _write(path: str, data: bytes) -> None:
    with io.FileIO(path, "w") as file:
        left = memoryview(data)
        try:
            while left:  # a system may write less than it is given at a time
                left = left[file.write(left) :]
        except OSError as error:
            error.filename = path
            raise


class Staging:
    """A folder beside the output in which the new site is written; used as a context manager."""

    def __init__(self, output: Path, kind: str, named: tuple[str, ...] = ()) -> None:
        """``named`` is what a part is of."""
        self.output = output
        self.kind = kind
        self.named = named
        self.before = manifest_of(output)
        self.files: dict[str, str] = {}
        self.checked: set[str] = set()
        self.folders: set[str] = set()

    def __enter__(self) -> Staging:
        """Makes the folder.  Raises OSError if it cannot."""
        self.folder = Path(tempfile.mkdtemp(prefix=f".{self.output.name}.new-", dir=self.output.parent))
        begin(self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        discard(self.folder)

    def add(self, path: str, data: bytes) -> None:
        """Writes a file, as a hard link if the old site has the same.  Raises OSError if it cannot."""
        digest = _digest(data)
        if self.files.get(path) == digest:
            return
        if path in self.files:  # it may be a link to the old site's file, which must stay as it is
            (self.folder / path).unlink()
            self.checked.discard(path)
        self.files[path] = digest
        target = f"{self.folder}/{path}"
        self._make_folder(path.rpartition("/")[0])
        if not (self.before.get(path) == digest and self._linked(path, data)):
            _write(target, data)
        Path(target).chmod(FILE_MODE)

    def _linked(self, path: str, data: bytes) -> bool:
        """Whether the old site's file, read now, is the same; it stands in the new one too then."""
        old = f"{self.output}/{path}"
        with contextlib.suppress(OSError):
            if not Path(old).is_symlink() and _read(old) == data:
                os.link(old, f"{self.folder}/{path}")
                self.checked.add(path)
                return True
        return False

    def _make_folder(self, name: str) -> None:
        if name and name not in self.folders:
            self._make_folder(name.rpartition("/")[0])
            folder = self.folder / name
            folder.mkdir(exist_ok=True)
            folder.chmod(FOLDER_MODE)
            self.folders.add(name)

    def clear(self, keep: str) -> None:
        """Takes every file away whose name does not end in ``keep``."""
        for path in [path for path in self.files if not path.endswith(keep)]:
            (self.folder / path).unlink()
            del self.files[path]
            self.checked.discard(path)

    def check(self) -> None:
        """Reads back what was written since the last check.  Raises OSError if a file is not as written."""
        for path in self.files.keys() - self.checked:
            if _digest(_read(f"{self.folder}/{path}")) != self.files[path]:
                raise self._changed()
            self.checked.add(path)

    def _changed(self) -> OSError:
        return OSError(errno.EIO, "the new site was changed while it was written", str(self.folder))

    def publish(self) -> None:
        """Puts the new site into the place of the old one.

        Raises ForeignFolderError, WholeWebsiteError or OSError with the old site in its place.
        """
        of = {"of": list(self.named)} if self.kind == PART else {}
        files = dict(sorted(self.files.items()))
        content = {"generator": GENERATOR, "kind": self.kind, **of, "files": files}
        manifest = self.folder / MANIFEST
        manifest.write_bytes(f"{json.dumps(content, indent=1)}\n".encode())
        manifest.chmod(FILE_MODE)
        self.check()
        if _listed(self.folder)[0] != {*self.files, MANIFEST, UNFINISHED}:
            raise self._changed()
        (self.folder / UNFINISHED).unlink()
        self.folder.chmod(FOLDER_MODE)
        check_output(self.output, self.kind)
        exchange(self.folder, self.output)
