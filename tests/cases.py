"""The cases of ``tests/data``: a folder laid over the sound workspace, and what must come of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import DATA

#: The ending of a file that takes away the one that is called the same without it.
REMOVED = ".removed"


def cases(kind: str) -> list[Path]:
    """The folders of the cases of a kind, ``bad`` or ``good``, by name."""
    return sorted(path for path in (DATA / kind).iterdir() if path.is_dir())


def expectations(case: Path, name: str) -> list[str]:
    """The lines of a case's file of expectations, without those that say what the case is."""
    lines = (case / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def overlay(case: Path, root: Path) -> None:
    """Lays a case's files over the workspace in ``root``; its own expectations stay behind."""
    for path in sorted(case.rglob("*")):
        target = root / path.relative_to(case)
        if not path.is_file() or path.parent == case:
            continue
        if path.suffix == REMOVED:
            target.with_suffix("").unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
