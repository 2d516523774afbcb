"""The editions: each laid over the one it extends, key by key and file by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.languages import LANGUAGES, Language
from generator.load.fields import nearest, validate
from generator.load.files import FileReader
from generator.load.narratives import load_narrative
from generator.load.rules import check_rules
from generator.model.base import Model
from generator.model.edition import SUMMARY_NAMES, Edition
from generator.model.narrative import Narrative
from generator.model.rules import FORBIDDEN_NAMES, RELATION_NAMES
from generator.model.statistics import statistics_model
from generator.problems import Place, Problem, has_errors
from generator.source.markdown import NAME
from generator.source.yaml import Mapping, Node, Scalar, Sequence
from generator.workspace import Workspace, in_language


@dataclass(frozen=True)
class LoadedEdition:
    """An edition with its national text (by part and language), its problems, and its statistics' shape."""

    name: str
    edition: Edition | None
    parts: dict[tuple[str, Language], Narrative]
    problems: tuple[Problem, ...]
    statistics: type[Model] | None = None

    @property
    def sound(self) -> bool:
        """Whether reports can be made of it."""
        return self.edition is not None and not has_errors(self.problems)


def load_editions(
    reader: FileReader, wanted: tuple[str, ...], area_names: frozenset[str] | None = None
) -> dict[str, LoadedEdition]:
    """The editions by name, oldest first; an edition with errors is there with its problems.

    Problems are told of the wanted editions alone (of all, if none is named).  ``area_names`` are the names
    of what texts may tell of an area; None where the register does not say.
    """
    trees = {name: _tree(reader.workspace, path) for name, path in reader.workspace.editions.items()}
    editions = {name: _load_edition(reader.workspace, name, trees, area_names) for name in trees}
    for name, edition in editions.items():
        if not wanted or name in wanted:
            reader.problems += edition.problems
    return editions


Tree = tuple[Node | None, tuple[Problem, ...]]


def _tree(workspace: Workspace, path: Path) -> Tree:
    reader = FileReader(workspace)
    tree = reader.tree(path / "edition.yaml")
    return tree, tuple(reader.problems)


def _load_edition(
    workspace: Workspace, name: str, trees: dict[str, Tree], area_names: frozenset[str] | None
) -> LoadedEdition:
    own = FileReader(workspace)
    chain = _chain(own, name, trees)
    tree: Node | None = None
    for link in chain:
        node, met = trees[link]
        own.problems += met
        if isinstance(node, Mapping):
            tree = node if tree is None else _laid_over(tree, node)
        elif node is not None:
            own.add(node.place, "wrong-value", "The file must hold keys.", "Begin with “edition: 2024-25”.")
    edition = None
    if tree is not None and not has_errors(own.problems):
        edition, problems = validate(Edition, tree)
        own.problems += problems
    parts: dict[tuple[str, Language], Narrative] = {}
    if edition is not None and tree is not None:
        _check_name(own, name, edition, tree)
        _check_words(own, tree, edition, area_names)
        own.problems += check_rules(f"content/{name}/edition.yaml", tree, edition)
        parts = _load_parts(own, edition, [own.workspace.editions[link] for link in chain])
    shape = statistics_model(edition) if edition is not None else None
    return LoadedEdition(name, edition, parts, tuple(own.problems), shape)


def _chain(reader: FileReader, name: str, trees: dict[str, Tree]) -> list[str]:
    """The editions from the first one to this one."""
    chain = [name]
    while True:
        node = trees[chain[0]][0]
        extends = node.get("extends") if isinstance(node, Mapping) else None
        if not isinstance(extends, Scalar) or extends.is_empty:
            return chain
        if extends.text in chain:
            reader.add(
                extends.place,
                "unknown-edition",
                f"The edition {chain[0]} extends {extends.text}, which in turn extends {chain[0]}.",
                "Name an earlier edition, or nothing.",
            )
            return chain
        if extends.text not in trees:
            reader.add(
                extends.place,
                "unknown-edition",
                f"There is no edition “{extends.text}”.",
                f"Name one of the folders of content/, or nothing. {nearest(extends.text, trees)}",
            )
            return chain
        chain.insert(0, extends.text)


def _laid_over(below: Node, above: Node) -> Node:
    """Keys of both, ``above``'s values first; what is no mapping is replaced whole.

    A key that ``above`` leaves without a value is taken away.
    """
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    entries = {key.text: (key, value) for key, value in below.entries}
    for key, value in above.entries:
        under = entries.get(key.text)
        if under is not None and isinstance(value, Scalar) and value.is_empty:
            del entries[key.text]
            continue
        entries[key.text] = (key, _laid_over(under[1], value) if under else value)
    return Mapping(tuple(entries.values()), above.place)


def _check_words(
    reader: FileReader,
    node: Node,
    edition: Edition,
    area_names: frozenset[str] | None,
    path: tuple[str, ...] = (),
) -> None:
    """A problem for each ``{{ name }}`` in the edition's titles, labels and notes that stands for nothing."""
    if isinstance(node, Scalar):
        known = _names_at(path, edition) | (area_names or frozenset())
        for match in NAME.finditer(node.text):
            unsure = area_names is None and match[1].startswith("area.")
            if match[1] not in known and not unsure:
                reader.add(
                    node.place,
                    "unknown-name",
                    f"“{match[1]}” is no figure or fact of the edition {edition.name}.",
                    nearest(match[1], known),
                )
    for below in node.items if isinstance(node, Sequence) else ():
        _check_words(reader, below, edition, area_names, path)
    for key, below in node.entries if isinstance(node, Mapping) else ():
        _check_words(reader, below, edition, area_names, (*path, key.text))


def _names_at(path: tuple[str, ...], edition: Edition) -> frozenset[str]:
    """The names that words at a path of edition.yaml may put between double braces."""
    if path[:1] == ("relations",):
        return RELATION_NAMES
    if path[:1] == ("forbidden",):
        return FORBIDDEN_NAMES
    if path == ("charts", "summary"):
        return edition.names | SUMMARY_NAMES
    return edition.names


def _check_name(reader: FileReader, name: str, edition: Edition, tree: Node | None) -> None:
    if edition.name != name and isinstance(tree, Mapping):
        node = tree.get("edition")
        reader.add(
            node.place if node else tree.place,
            "wrong-value",
            f"The file says edition {edition.name}, but its folder is called {name}.",
            "Give both the same name.",
        )


def _load_parts(
    reader: FileReader, edition: Edition, folders: list[Path]
) -> dict[tuple[str, Language], Narrative]:
    """Each part's narrative in each language that has it, from the latest edition that has its file."""
    parts: dict[tuple[str, Language], Narrative] = {}
    for part in edition.parts:
        for language in LANGUAGES:
            name = in_language(f"{part}.md", language)
            found = [path for folder in folders if (path := folder / "sections" / name).is_file()]
            if found:
                narrative = load_narrative(reader, found[-1], part, language, None)
                if narrative is not None:
                    parts[part, language] = narrative
            elif language == LANGUAGES[0]:
                reader.add(
                    Place(f"content/{edition.name}/edition.yaml"),
                    "missing-section",
                    f"There is no file sections/{name} for the section “{part}”.",
                    "Write the file here or in an earlier edition, or take it out of edition.yaml.",
                )
    return parts
