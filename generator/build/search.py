"""What the search reads -> the files of its index, made by Pagefind or reused."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.build.cache import Cache, hash_of, pack, unpack
from generator.build.libraries import python_libraries
from generator.build.options import LIMIT
from generator.render import address

#: Pagefind's own search boxes, which our search page does without.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
#: The package whose version can change the index.
PROGRAM = "pagefind_bin"
#: What stands before the CBOR (RFC 8949) in Pagefind's compressed files.
MAGIC = b"pagefind_dcd"
#: The place of the list of filters, (name, file) each, in Pagefind's description of an index.
FILTERS = 3


class Search:
    """The index of what the search reads of each page by path: reused, or made by Pagefind while others work.

    Used as a context manager, which ends Pagefind if it is still at work.  ``place`` is a folder in which it
    may have one meanwhile, and which is deleted if it cannot begin.
    """

    def __init__(self, entries: Mapping[str, str], cache: Cache, place: Path) -> None:
        self.entries = entries
        self.cache = cache
        self.place = place
        self.key = _key(entries)

    def __enter__(self) -> Search:
        """Begins.  Raises OSError if Pagefind is not there."""
        self.index = self.cache.get(self.key)
        self.process: subprocess.Popen[str] | None = None
        if self.index is None:
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        from pagefind_bin import get_executable

        program = get_executable()
        self.folder = Path(tempfile.mkdtemp(prefix=".search-", dir=self.place))
        for path, text in self.entries.items():
            page = self.folder / "pages" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(text.encode())
        self.process = subprocess.Popen(
            [program, "--site", self.folder / "pages", "--output-path", self.folder / "index", "--quiet"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def files(self) -> dict[str, bytes]:
        """The index's files by path, when it is done.  Raises OSError if it was not made."""
        if self.index is None:
            self.index = self._finished()
            self.cache.put(self.key, self.index)
        return {f"{address.SEARCH_INDEX}/{name}": data for name, data in unpack(self.index).items()}

    def _finished(self) -> bytes:
        """All files in one entry."""
        assert self.process is not None
        try:
            _, said = self.process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            raise OSError(errno.ETIME, f"Pagefind took longer than {LIMIT:.0f} seconds") from None
        if self.process.returncode:
            raise OSError(errno.EIO, f"Pagefind could not make the search: {said.strip()[-500:]}")
        index = self.folder / "index"
        for pattern in UNUSED:
            for path in index.glob(pattern):
                path.unlink()
        _settle(index)
        files = sorted(path for path in index.rglob("*") if path.is_file())
        return pack({path.relative_to(index).as_posix(): path.read_bytes() for path in files})


def _key(entries: Mapping[str, str]) -> str:
    """The hash of all that an index is made of: this module, Pagefind, and what it reads."""
    pieces = (piece.encode() for entry in sorted(entries.items()) for piece in entry)
    version = python_libraries().get(PROGRAM, "")
    return hash_of(b"search", Path(__file__).read_bytes(), version.encode(), *pieces)


def _settle(index: Path) -> None:
    """Puts an index into the same bytes each time: Pagefind writes its filters in any order.

    Pagefind documents neither a way to set the order of its filters nor the form of these files: they are
    those of the version that the lock file pins, and a test fails where another version has other ones.
    Fragments and words are settled already (Pagefind 1.3.0 and later); the files that are written anew here
    get the hash of their new content as their name.
    """
    entry = json.loads((index / "pagefind-entry.json").read_bytes())
    for language in sorted(entry["languages"]):
        described_language = entry["languages"][language]
        path = index / f"pagefind.{described_language['hash']}.pf_meta"
        described = _read(path)
        for item in described[FILTERS]:
            old = index / "filter" / f"{item[1]}.pf_filter"
            name, values = _read(old)
            item[1] = _rename(old, language, [name, sorted(values)], "{}.pf_filter")
        described[FILTERS].sort()
        described_language["hash"] = _rename(path, language, described, "pagefind.{}.pf_meta")
    (index / "pagefind-entry.json").write_bytes(json.dumps(entry, sort_keys=True).encode())


def _read(path: Path) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))


def _rename(old: Path, language: str, content: Any, name: str) -> str:
    """Writes content in the place of an old file, under a name with its hash, and gives that hash."""
    import cbor2

    data = MAGIC + cbor2.dumps(content)
    # Of the content: another version of zlib compresses it into other bytes.
    digest = f"{language}_{hashlib.sha256(data).hexdigest()[:12]}"
    old.unlink()
    (old.parent / name.format(digest)).write_bytes(gzip.compress(data, mtime=0))
    return digest
