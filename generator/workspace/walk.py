"""Places of a root -> every file and folder in them, and what may not be read."""

from __future__ import annotations

import errno
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

#: The folders of a root that make up the workspace; ``output/`` and the like are none of it.
PLACES = ("areas", "content", "templates")

#: What programs leave beside a person's files, of which nobody needs to be told.
LITTER = re.compile(
    r"desktop\.ini|(?:eh)?thumbs\.db|icon\r|\$recycle\.bin|__macosx"  # of the system
    r"|~\$.*|~wr[a-z][0-9]+\.tmp"  # of Word, while a document is open
    r"|.*~|#.*#|.*\.(?:sw[a-p]|tmp)",  # of editors
    re.IGNORECASE | re.DOTALL,
)

#: On how many ways, by links, a folder may be reached; links that fan out would have no end for us.
MOST_WAYS = 100


class Refusal(NamedTuple):
    """Why a path may not be read.

    ``outside``: a link that leads out of its folder; ``circle``: a link that leads back to a folder above it;
    ``nowhere``: a link to nothing that can be reached; ``special``: a pipe, a device or a socket;
    ``folder``: a folder that may not be opened; ``name``: a name that is no UTF-8; ``file``: a file where a
    folder belongs.
    """

    why: Literal["outside", "circle", "nowhere", "special", "folder", "name", "file"]
    #: The folder that a link at this path may not leave, relative to the root.
    border: str


class _Folder(NamedTuple):
    """A folder that is to be listed."""

    name: str
    real: str
    #: The real paths of the folders that led to it, its own included: a link to one of them is a circle.
    way: tuple[str, ...]
    #: The folder that links in it may not leave, by its name and by its real path.
    border: str
    real_border: str


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or LITTER.fullmatch(name) is not None


class Walk:
    """Lists the folders of a workspace, following links, and says of each name what it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.refused: dict[str, Refusal] = {}
        self.ways: Counter[str] = Counter()

    def all(self, places: Iterable[str]) -> None:
        """Lists everything in places of the root; a folder at a time, however deep they are nested."""
        waiting = [folder for place in places if (folder := self.place(place))]
        while waiting:
            waiting += self.listed(waiting.pop())

    def place(self, name: str) -> _Folder | None:
        """One of the folders of the root, if it is there; it may itself be a link to anywhere."""
        path = self.root / name
        if path.is_dir():
            self.folders.add(name)
            real = os.path.realpath(path)
            return _Folder(name, real, (real,), name, real)
        if path.is_symlink():
            self.refused[name] = Refusal("nowhere", name)
        elif path.exists():
            self.refused[name] = Refusal("file" if path.is_file() else "special", name)
        return None

    def listed(self, folder: _Folder) -> list[_Folder]:
        """Takes down what is in a folder, and gives the folders in it."""
        try:
            with os.scandir(folder.real) as entries:
                listed = list(entries)
        except OSError:
            self.folders.discard(folder.name)
            self.refused[folder.name] = Refusal("folder", folder.border)
            return []
        below = (self.entry(folder, entry) for entry in listed if not _is_ignored(entry.name))
        return [inner for inner in below if inner is not None]

    def entry(self, folder: _Folder, entry: os.DirEntry[str]) -> _Folder | None:
        """Takes down a name in a folder; gives the folder that it is, if it is one."""
        name, real = f"{folder.name}/{entry.name}", f"{folder.real}/{entry.name}"
        try:
            name.encode()
        except UnicodeEncodeError:  # bytes that are no UTF-8 (PEP 383)
            shown = os.fsencode(name).decode("utf-8", "backslashreplace")
            self.refused[shown] = Refusal("name", folder.border)
            return None
        try:
            if entry.is_symlink():
                real = os.path.realpath(real, strict=True)
                if not f"{real}/".startswith(f"{folder.real_border}/"):
                    self.refused[name] = Refusal("outside", folder.border)
                    return None
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError as error:
            circle = error.errno == errno.ELOOP
            self.refused[name] = Refusal("circle" if circle else "nowhere", folder.border)
            return None
        if is_folder:
            return self.folder(folder, entry, real)
        if is_file:
            self.files.add(name)
        else:
            self.refused[name] = Refusal("special", folder.border)
        return None

    def folder(self, above: _Folder, entry: os.DirEntry[str], real: str) -> _Folder | None:
        """Takes down a folder in another, unless a link leads to it in a circle, or on too many ways."""
        name = f"{above.name}/{entry.name}"
        if entry.is_symlink():
            self.ways[real] += 1
            if real in above.way or self.ways[real] > MOST_WAYS:
                self.refused[name] = Refusal("circle", above.border)
                return None
        self.folders.add(name)
        # Each area's folder is the border of what is in it.
        border, real_border = (name, real) if above.name == "areas" else (above.border, above.real_border)
        return _Folder(name, real, (*above.way, real), border, real_border)
