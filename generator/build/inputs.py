"""Hashes of everything that a build reads, so that one in which nothing changed ends at once.

Imports hardly more than the standard library: an unchanged workspace costs no more than reading its files.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.libraries import versions

PROGRAM = Path(__file__).resolve().parents[1]


class Inputs(NamedTuple):
    """The SHA-256 of what each area has of its own, by its folder's name, and of all that they share."""

    shared: str
    areas: Mapping[str, str]

    def of(self, area: str) -> str:
        """The hash of all that an area's own files are made of."""
        return hash_of(f"{self.shared} {self.areas[area]}".encode())

    def whole(self, asked: str) -> str:
        """The hash of everything, with what was asked for beside."""
        return hash_of(json.dumps([self.shared, sorted(self.areas.items()), asked]).encode())


def inputs(root: Path, templates: Iterable[Path], asked: str) -> Inputs:
    """What is there now: the workspace's files, the templates, the program, its libraries.

    ``asked`` are the options that an area's own files depend on.
    """
    shared = hashlib.sha256(f"{sys.version} {asked}".encode())
    shared.update(repr(versions()).encode())
    for folder in (root / "content", *templates, PROGRAM):
        _update(shared, folder, _names(folder))
    areas: dict[str, str] = {}
    for path in sorted((root / "areas").iterdir()) if (root / "areas").is_dir() else ():
        if path.is_dir():
            own = hashlib.sha256()
            _update(own, path, _names(path))
            areas[path.name] = own.hexdigest()
        else:
            _update(shared, path.parent, [path.name])
    return Inputs(shared.hexdigest(), areas)


def _update(digest: Any, folder: Path, names: Iterable[str]) -> None:
    """Adds files, with their bytes, and folders to a hash, by their names below ``folder``."""
    for name in names:
        digest.update(os.fsencode(name) + b"\0")
        if name.endswith("/"):
            continue
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            data = str(error).encode()
        digest.update(hashlib.sha256(data).digest())


def hash_of(data: bytes) -> str:
    """The SHA-256, in digits: what this room knows files, inputs and entries of the cache by."""
    return hashlib.sha256(data).hexdigest()


def _names(folder: Path) -> list[str]:
    """The files below a folder, in order, and the folders with a stroke behind; Python's own notes apart."""
    start = len(f"{folder}/")
    found: list[str] = []
    for where, folders, files in os.walk(folder):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        found += [f"{where}/{name}/"[start:] for name in folders]
        found += [f"{where}/{name}"[start:] for name in files]
    return sorted(found)


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
