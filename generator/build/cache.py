"""What is costly to make, kept by the hash of what it is made of: PDFs and their sheets, areas, the search.

An entry is a file whose first line is the SHA-256 of the rest: a damaged entry is noticed and made anew.  The
folder may be deleted at any time, and several builds may share it.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.build.inputs import hash_of

#: The most that the cache may hold, in bytes; the entries that were not used for longest go first.
LARGEST = 2 * 1024**3


class Cache:
    """A folder of entries by key.  Whatever goes wrong with it, a build goes on without it."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self.largest = largest

    def has(self, key: str) -> bool:
        """Whether there is an entry; ``get`` says whether it is sound."""
        return self._path(key).exists()

    def get(self, key: str) -> bytes | None:
        """The entry of a key, or None if it is not there or damaged."""
        path = self._path(key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            if hash_of(data).encode() != digest:
                return None
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps an entry."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, hash_of(data).encode() + b"\n" + data)

    def remember(self, name: str, parts: Mapping[str, str]) -> None:
        """Keeps what a report's newest PDF was made of, so that the next build can say what changed."""
        with contextlib.suppress(OSError):
            path = self.folder / "made-of" / f"{name}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, json.dumps(parts).encode())

    def changed(self, name: str, parts: Mapping[str, str]) -> tuple[str, ...]:
        """The parts that differ from the report's newest PDF; none if there is no such PDF."""
        try:
            before = json.loads((self.folder / "made-of" / f"{name}.json").read_text())
            return tuple(part for part, digest in parts.items() if before.get(part) != digest)
        except (OSError, ValueError, AttributeError):
            return ()

    def trim(self) -> None:
        """Deletes the entries that were not used for longest until the cache is within its bounds."""
        with contextlib.suppress(OSError):
            entries = [(e.stat().st_mtime_ns, e.stat().st_size, e) for e in self.folder.glob("??/*.entry")]
            size = sum(entry[1] for entry in entries)
            for _, own, path in sorted(entries):
                if size <= self.largest:
                    break
                path.unlink(missing_ok=True)
                size -= own

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.entry"


def _replace(path: Path, data: bytes) -> None:
    """Puts a file into its place in one step, so that another build never reads half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)
