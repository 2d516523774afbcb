"""The lines of a workspace's files, to be shown beside a problem."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from generator.problems import printable
from generator.workspace.folders import Workspace


def line_reader(workspace: Workspace) -> Callable[[str, int], str | None]:
    """A function that gives a line of a file that the workspace lists, or None.

    Problems come file by file, so each file is read once; what may not be read is not opened to be shown.
    """

    @lru_cache(maxsize=1)
    def lines_of(file: str) -> list[str]:
        path = workspace.files.get(file)
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace") if path else ""
            text = unicodedata.normalize("NFC", text)
        except OSError:
            return []
        return [] if is_binary(text) else text.split("\n")

    def line_of(file: str, line: int) -> str | None:
        lines = lines_of(file)
        return lines[line - 1] if line <= len(lines) else None

    return line_of


def is_binary(text: str) -> bool:
    """Whether what was decoded is no text at all, of which no line shall be shown."""
    beginning = text[:1000]
    strange = sum(printable(letter) == "\ufffd" for letter in beginning if letter not in "\n\t\f")
    return "\0" in text or 10 * strange > len(beginning)
