"""A path -> its bytes, its text or its YAML tree; the problem that says why not."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Place, Problem
from generator.source.text import decode
from generator.source.yaml import Node, read_yaml
from generator.workspace import Workspace


class FileReader:
    """Reads the files of a workspace and keeps the problems that it meets."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: list[Problem] = []

    def name(self, path: Path) -> str:
        """A path as problems name it."""
        return self.workspace.relative(path)

    def add(self, place: Place, code: str, message: str, hint: str) -> None:
        """Keeps a problem."""
        self.problems.append(Problem.at(place, code, message, hint))

    def data(self, path: Path) -> bytes | None:
        """The bytes of a file, or None and a problem."""
        if any("\udc80" <= letter <= "\udcff" for letter in path.name):  # bytes that are no UTF-8 (PEP 383)
            self.add(
                Place(self.name(path)),
                "unreadable-file",
                "The file's name has a letter that is not there in UTF-8, as from an old ZIP archive.",
                "Rename the file, with small letters, digits and hyphens.",
            )
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self.add(
                Place(self.name(path)),
                "unreadable-file",
                f"The file cannot be opened: {error.strerror or error}.",
                "Look whether it is a file, and whether you may read it.",
            )
            return None

    def text(self, path: Path) -> str | None:
        """The text of a file, or None and a problem."""
        data = self.data(path)
        if data is None:
            return None
        text, problems = decode(data, self.name(path))
        self.problems += problems
        return text

    def tree(self, path: Path) -> Node | None:
        """The YAML tree of a file, or None and problems."""
        text = self.text(path)
        if text is None:
            return None
        node, problems = read_yaml(text, self.name(path))
        self.problems += problems
        return node
