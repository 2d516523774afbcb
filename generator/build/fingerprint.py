"""Hashes of everything that a build reads, so that what did not change is not made again.

What is hashed is what the workspace lists, which is also all that is read of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.build.cache import hash_of
from generator.build.libraries import engine_libraries, python_libraries
from generator.workspace import Workspace, template_files

PROGRAM = Path(__file__).resolve().parents[1]


class Fingerprint(NamedTuple):
    """The SHA-256 of what each area has of its own, by its folder's name, and of all that they share."""

    shared: str
    areas: Mapping[str, str]

    def of_area(self, area: str) -> str:
        """The hash of all that an area's own files are made of: its name is in each of them."""
        return hash_of(b"area", self.shared.encode(), os.fsencode(area), self.areas[area].encode())

    def of_all(self, asked: str) -> str:
        """The hash of everything, with what was asked for beside."""
        areas = (piece.encode() for pair in sorted(self.areas.items()) for piece in map(repr, pair))
        return hash_of(b"all", self.shared.encode(), asked.encode(), *areas)


def fingerprint(workspace: Workspace, shaping: str) -> Fingerprint:
    """What is there now: the workspace's files, the templates, the program, its libraries.

    ``shaping`` are the options that the bytes of files depend on.
    """
    own: dict[str, list[tuple[str, bytes]]] = {area: [] for area in workspace.areas}
    shared = [(shaping, b""), (machine(), b"")]
    for path, data in _listed(workspace):
        top, _, below = path.partition("/")
        area, _, below = below.partition("/")
        if top == "areas" and area in own:
            own[area].append((below, data))
        else:
            shared.append((path, data))
    shared += [(f"template {name}", _digest(path)) for name, path in template_files(workspace.root).items()]
    shared += [(f"program {name}", data) for name, data in _program()]
    return Fingerprint(_hash(shared), {area: _hash(files) for area, files in own.items()})


@cache
def machine() -> str:
    """The versions of Python and of every library, in one text."""
    return repr([sys.version, python_libraries(), engine_libraries()])


@cache
def engine() -> str:
    """The hash of what makes a PDF of its job: the room ``pdf``, the font's list, and all libraries."""
    names = ("languages/fonts.py", *(f"pdf/{path.name}" for path in sorted((PROGRAM / "pdf").glob("*.py"))))
    return hash_of(machine().encode(), *((PROGRAM / name).read_bytes() for name in names))


def _listed(workspace: Workspace) -> Iterable[tuple[str, bytes]]:
    """Everything below the workspace's folders: files with their bytes, folders, and what is refused."""
    yield from ((path, _digest(file)) for path, file in workspace.files.items())
    yield from ((f"{path}/", b"") for path in workspace.folders)
    yield from ((path, repr(refusal).encode()) for path, refusal in workspace.refused.items())


def _program() -> Iterable[tuple[str, bytes]]:
    """The program's own files, in order."""
    for path in sorted(PROGRAM.rglob("*.py")):
        yield path.relative_to(PROGRAM).as_posix(), _digest(path)


def _digest(path: Path) -> bytes:
    """The hash of a file; of one that cannot be read, that of why, which is what a build then tells of it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        data = str(error).encode()
    return hash_of(data).encode()


def _hash(entries: Iterable[tuple[str, bytes]]) -> str:
    return hash_of(*(piece for name, data in sorted(entries) for piece in (os.fsencode(name), data)))
