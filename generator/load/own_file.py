"""An edition's own file: where to name what is wrong with what it takes over from an earlier edition.

The earlier edition's file is right as it stands; what made its words wrong is a key of this one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from generator.problems import Place, Problem, quoted
from generator.source.yaml import Mapping, Node, Scalar, Sequence

#: A path of keys and positions in a file.
Path = tuple[str | int, ...]


class OwnFile(NamedTuple):
    """The edition.yaml of an edition, without what it extends."""

    edition: str
    tree: Node | None
    #: What has been told of earlier editions: file, line, column and code of each problem.
    told: Collection[tuple[str, int, int, str]]

    @property
    def file(self) -> str:
        """Its name."""
        return f"content/{self.edition}/edition.yaml"

    def place(self, paths: Iterable[Path]) -> Place:
        """The place of the first of the paths that the file has; else that of its name."""
        for path in (*paths, ("edition",)):
            place = self._place(path)
            if place is not None:
                return place
        return Place(self.file)

    def has(self, path: Path) -> bool:
        """Whether the file says anything under a path of keys."""
        return self._place(path) is not None

    def _place(self, path: Path) -> Place | None:
        node, place = self.tree, None
        for step in path:
            key = node.key(str(step)) if isinstance(node, Mapping) else None
            if key is None or not isinstance(node, Mapping):
                return None
            node, place = node.get(str(step)), key.place
        return place

    def named_here(self, problem: Problem, causes: Iterable[Path], hint: str = "") -> Problem:
        """A problem with what an earlier edition's file says, told at the key of this one that causes it.

        It stays where it is if it is this file's, or the earlier edition's too.
        """
        where = (problem.file, problem.line, problem.column, problem.code)
        if problem.file == self.file or where in self.told:
            return problem
        place = self.place(causes)
        taken = f"Line {problem.line} of {problem.file}, which the edition {self.edition} takes over: "
        return Problem.at(
            place, problem.code, taken + problem.message, hint or problem.hint, problem.severity
        )


def written(node: Node | None) -> str:
    """A node as it can be written on one line of YAML."""
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{key.text}: {written(value)}' for key, value in node.entries)}}}"
    if isinstance(node, Sequence):
        return f"[{', '.join(map(written, node.items))}]"
    if node is None or (node.plain and not any(sign in node.text for sign in ",[]{}:#")):
        return node.text if node else ""
    return json.dumps(node.text, ensure_ascii=False)


def without(tree: Node | None, path: Path, wrong: Collection[int]) -> str:
    """The lines for an edition's own file that give a list without some of its entries."""
    node: Any = tree
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else None
    items = node.items if isinstance(node, Sequence) else ()
    kept = [item for position, item in enumerate(items) if position not in wrong]
    lines = [f"{'  ' * depth}{step}:" for depth, step in enumerate(path)]
    if all(isinstance(item, Scalar) for item in kept):
        lines[-1] += f" [{', '.join(map(written, kept))}]"
    else:
        lines += [f"{'  ' * len(path)}- {written(item)}" for item in kept]
    return "\n".join(lines)


def sections_of(tree: Node | None) -> list[Path]:
    """The paths of the lists of tables that an edition's own file has."""
    sections = tree.get("sections") if isinstance(tree, Mapping) else None
    keys = [key.text for key, _ in sections.entries] if isinstance(sections, Mapping) else []
    return [("sections", key, "tables") for key in keys]


def table_causes(tree: Node | None, table: str) -> list[Path]:
    """The keys of an edition's own file that may have taken a table, or a line of it, away."""
    below: list[Path] = [("tables", table, "rows"), ("tables", table, "columns"), ("tables", table)]
    return [*below, *sections_of(tree), ("order",), ("tables",)]


def quoted_path(path: Path) -> str:
    """The keys of a path as a message names them."""
    return quoted(": ".join(str(step) for step in path if isinstance(step, str)))
