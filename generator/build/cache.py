"""What is costly to make, by the hash of what it is made of: PDFs, areas, pages, search, templates, a record.

An entry is a file whose first line is the SHA-256 of its key and the rest: one that is damaged, or that
belongs to another key, is noticed and made anew.  Entries are bytes of ours, and templates as Jinja2 keeps
them.  The folder may be deleted at any time, and several builds may share it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

#: The most that the cache may hold, in bytes; the entries that were not used for longest go first.
LARGEST = 2 * 1024**3


def hash_of(*pieces: bytes) -> str:
    """The SHA-256 of some pieces, in digits; where one ends and the next begins counts too."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


class Cache:
    """A folder of entries by key.  Whatever goes wrong with it, a build goes on without it."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self.largest = largest

    def get(self, key: str) -> bytes | None:
        """The entry of a key; None if it is not there, is damaged or belongs to another key."""
        path = self._path(key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            if hash_of(key.encode(), data).encode() != digest:
                return None
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps an entry."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # In one step, so that another build never reads half of it.
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                new = Path(file.name)
                try:
                    file.write(hash_of(key.encode(), data).encode() + b"\n" + data)
                    file.flush()
                    new.replace(path)
                except OSError:  # such as a full disk, which what is left would keep full
                    new.unlink()
                    raise

    def trim(self) -> None:
        """Deletes the entries that were not used for longest until the cache is within its bounds."""
        with contextlib.suppress(OSError):
            entries = [(e.stat().st_mtime_ns, e.stat().st_size, e) for e in self.folder.glob("??/*")]
            size = sum(entry[1] for entry in entries)
            for _, size_of_entry, path in sorted(entries):
                if size <= self.largest:
                    break
                path.unlink(missing_ok=True)
                size -= size_of_entry

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.entry"


def pack(files: Mapping[str, bytes]) -> bytes:
    """Several files as one entry: a line of JSON with the length of each by its name, then all of them."""
    lengths = json.dumps({name: len(data) for name, data in files.items()})
    return b"".join((lengths.encode(), b"\n", *files.values()))


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an entry that ``pack`` made."""
    lengths, _, rest = data.partition(b"\n")
    files: dict[str, bytes] = {}
    start = 0
    for name, length in json.loads(lengths).items():
        files[name] = rest[start : start + length]
        start += length
    return files
