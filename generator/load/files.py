"""A path -> its bytes, its text or its YAML tree; or why not."""

from __future__ import annotations

from pathlib import Path

from generator.load.file_names import similar_file
from generator.problems import Place, Problem, quoted
from generator.source.text import decode
from generator.source.texts import Text
from generator.source.yaml import Node, read_yaml
from generator.workspace import Workspace


class FileReader:
    """Reads the files of a workspace and keeps the problems that it meets, and the words that readers see."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: list[Problem] = []
        self.texts: list[Text] = []

    def name(self, path: Path) -> str:
        """A path as problems name it."""
        return self.workspace.relative(path)

    def has(self, path: Path) -> bool:
        """Whether there is anything at a path, be it something that may not be read."""
        return self.workspace.has(self.name(path))

    def add(self, place: Place, code: str, message: str, hint: str) -> None:
        """Keeps a problem."""
        self.problems.append(Problem.at(place, code, message, hint))

    def is_file(self, path: Path) -> bool:
        """Whether a path is that of a file that may be read."""
        return self.name(path) in self.workspace.files

    def data(self, path: Path) -> bytes | None:
        """The bytes of a file that the workspace lists, or None and a problem.

        Of what is refused nothing is told here: ``refused_paths`` tells it of the whole folder.
        """
        name = self.name(path)
        listed = self.workspace.files.get(name)
        if listed is None:
            if not self.workspace.is_refused(name):
                self._name_missing(name)
            return None
        try:
            return listed.read_bytes()
        except OSError as error:
            self._unreadable(name, f"The file cannot be opened: {error.strerror or error}.")
            return None

    def _name_missing(self, name: str) -> None:
        """A problem for a file that is not there: at the one that seems to be meant, if there is one."""
        similar, last = similar_file(self.workspace, name), name.rpartition("/")[2]
        if similar is not None:
            other = similar.rpartition("/")[2]
            message = f"The file {last} is needed here, and this one is called {quoted(other)}."
            self.add(Place(similar), "unreadable-file", message, f"Rename {other} to {last}.")
        elif self.workspace.has(name):
            self._unreadable(name, "A file of this name is needed, and it is a folder.")
        else:
            hint = "Write the file, or put it back. The documentation shows what it holds."
            self.add(
                Place(name), "unreadable-file", "A file of this name is needed, and it is not there.", hint
            )

    def size(self, path: Path) -> int:
        """How many bytes a file has; 0 for what cannot be asked, of which ``data`` tells."""
        listed = self.workspace.files.get(self.name(path))
        try:
            return listed.stat().st_size if listed is not None else 0
        except OSError:
            return 0

    def _unreadable(self, name: str, message: str) -> None:
        hint = "Look whether it is a file, and whether you may read it."
        self.add(Place(name), "unreadable-file", message, hint)

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
