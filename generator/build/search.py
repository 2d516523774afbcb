"""The search index of a website that is being written, made by Pagefind from its pages."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from generator.build.output import Staging
from generator.model import address

#: Pagefind's own search boxes, which our search page does without.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
#: What stands before the CBOR (RFC 8949) in Pagefind's compressed files.
MAGIC = b"pagefind_dcd"
#: The place of the list of filters, (name, file) each, in Pagefind's description of an index.
FILTERS = 3


class Search:
    """Pagefind at work on the pages that are staged so far; used as a context manager."""

    def __init__(self, staging: Staging) -> None:
        self.staging = staging

    def __enter__(self) -> Search:
        """Starts it.  Raises OSError if it is not there."""
        from pagefind.service import get_executable

        program = get_executable()
        if program is None:
            raise OSError(errno.ENOENT, "Pagefind, which makes the search, is not installed")
        self.folder = tempfile.TemporaryDirectory()
        self.index = Path(self.folder.name) / address.SEARCH_INDEX
        words = [program, "--site", self.staging.folder, "--output-path", self.index, "--quiet"]
        self.process = subprocess.Popen(
            [*map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def add(self) -> None:
        """Waits for the index and adds it to the website.  Raises OSError if it was not made."""
        _, said = self.process.communicate()
        if self.process.returncode:
            raise OSError(errno.EIO, f"Pagefind could not make the search: {said.strip()[-500:]}")
        for pattern in UNUSED:
            for path in self.index.glob(pattern):
                path.unlink()
        _settle(self.index)
        for path in sorted(self.index.rglob("*")):
            if path.is_file():
                name = path.relative_to(self.folder.name).as_posix()
                self.staging.add(name, path.read_bytes())


def _settle(index: Path) -> None:
    """Puts an index into the same bytes each time: Pagefind writes its filters in any order.

    Fragments and words are settled already (Pagefind 1.3.0 and later); the files that are written anew here
    get the hash of their new content as their name.
    """
    entry = json.loads((index / "pagefind-entry.json").read_text())
    for language in sorted(entry["languages"]):
        own = entry["languages"][language]
        path = index / f"pagefind.{own['hash']}.pf_meta"
        described = _read(path)
        for item in described[FILTERS]:
            old = index / "filter" / f"{item[1]}.pf_filter"
            name, values = _read(old)
            item[1] = _rename(old, language, [name, sorted(values)], "{}.pf_filter")
        described[FILTERS].sort()
        own["hash"] = _rename(path, language, described, "pagefind.{}.pf_meta")
    (index / "pagefind-entry.json").write_text(json.dumps(entry, sort_keys=True))


def _read(path: Path) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))


def _rename(old: Path, language: str, content: Any, name: str) -> str:
    """Writes content in the place of an old file, under a name with its hash, and gives that hash."""
    import cbor2

    data = gzip.compress(MAGIC + cbor2.dumps(content), mtime=0)
    digest = f"{language}_{hashlib.sha256(data).hexdigest()[:12]}"
    old.unlink()
    (old.parent / name.format(digest)).write_bytes(data)
    return digest
