"""A fingerprint of everything that a build reads, so that one in which nothing changed ends at once.

Imports the standard library alone: an unchanged workspace costs no more than reading its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).resolve().parents[1]


def fingerprint(root: Path, templates: Path, options: str) -> str:
    """The SHA-256 of the workspace's files, the templates, the program, its libraries and the options."""
    digest = hashlib.sha256(options.encode())
    for line in _libraries():
        digest.update(line.encode() + b"\0")
    for folder in (root / "content", root / "areas", templates, PROGRAM):
        for path in sorted(_files(folder)):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            try:
                data = path.read_bytes()
            except OSError as error:
                data = str(error).encode()
            digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix != ".pyc" and not path.is_dir():
            yield path


def _libraries() -> list[str]:
    """The name and version of each library that the program names as its own."""
    try:
        names = [
            re.split(r"[^A-Za-z0-9._-]", line)[0] for line in requires("mappa") or () if "extra" not in line
        ]
        return [f"{name} {version(name)}" for name in names]
    except PackageNotFoundError:
        return []


class Record:
    """What the last build of an output folder read and said, kept in the cache folder."""

    def __init__(self, cache: Path, output: Path) -> None:
        self.path = cache / "last" / f"{hashlib.sha256(str(output).encode()).hexdigest()[:32]}.json"

    def read(self) -> dict[str, Any]:
        """The record, or nothing."""
        try:
            found = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, content: dict[str, Any]) -> None:
        """Keeps a record; a cache that cannot be written costs the next build its short cut, no more."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(content))
        except OSError:
            return
