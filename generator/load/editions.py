"""The editions: each laid over the one it extends, key by key and file by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.languages import LANGUAGES, Language
from generator.load.fields import nearest, validate
from generator.load.files import FileReader
from generator.load.narratives import load_narrative, name_unpublished
from generator.load.refused import refused_paths
from generator.load.rules import check_rules
from generator.model.base import Model
from generator.model.edition import SUMMARY_NAMES, Edition
from generator.model.narrative import Narrative
from generator.model.rules import FORBIDDEN_NAMES, RELATION_NAMES
from generator.model.statistics import statistics_model
from generator.problems import Place, Problem, Suggestions, has_errors, quoted
from generator.source.markdown import NAME
from generator.source.texts import Text, texts_of
from generator.source.yaml import Mapping, Node, Scalar, Sequence
from generator.workspace import Workspace, in_language

#: The keys that are the year's own, which an edition never has from the one that it extends: an example of
#: each, and what else can be said.
YEARS_OWN = {
    "period": ("{start: 2024-04-01, end: 2025-03-31}", "These are the year's first day and its last."),
    "snapshot": ("2025-03-31", "A line with “snapshot:” alone says that this year has none."),
    "population": (
        "{name: mid-2024, published: 2025-07-30}",
        "A line with “population:” alone says that this year has none.",
    ),
    "release": (
        "2025-10-30 09:30",
        "The time is London's. Write “not yet” while there is no day, and “published” for an edition that is "
        "out and whose day is not recorded.",
    ),
}
#: Those that every edition has; the others may be left out where no text names them.
ALWAYS = ("period", "release")


@dataclass(frozen=True)
class LoadedEdition:
    """An edition with its national text (by part and language), its problems, and its statistics' shape."""

    name: str
    edition: Edition | None
    parts: dict[tuple[str, Language], Narrative]
    problems: tuple[Problem, ...]
    statistics: type[Model] | None = None
    #: The words of edition.yaml, those that it inherits included.
    texts: tuple[Text, ...] = ()

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
    reader = FileReader(workspace)
    chain = _chain(reader, name, trees)
    tree: Mapping | None = None
    for link in chain:
        node, met = trees[link]
        reader.problems += met
        if isinstance(node, Mapping):
            tree = _laid_over(_without_years_own(tree), node) if tree else node
        elif node is not None:
            reader.add(
                node.place, "wrong-value", "The file must hold keys.", "Begin with “edition: 2024-25”."
            )
    edition = None
    if tree is not None:
        _check_name(reader, name, trees[name][0])
        _check_years_own(reader, name, [trees[link][0] for link in chain])
    if tree is not None and not has_errors(reader.problems):
        edition, problems = validate(Edition, tree)
        reader.problems += problems
    parts: dict[tuple[str, Language], Narrative] = {}
    if edition is not None and tree is not None:
        _check_words(reader, tree, _Known(edition, area_names, Suggestions()))
        reader.problems += check_rules(f"content/{name}/edition.yaml", tree, edition)
        parts = _load_parts(reader, edition, [reader.workspace.editions[link] for link in chain])
    for link in chain:
        reader.problems += refused_paths(workspace, reader.name(workspace.editions[link]))
    shape = statistics_model(edition) if edition is not None else None
    return LoadedEdition(name, edition, parts, tuple(reader.problems), shape, tuple(texts_of(tree)))


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
                f"There is no edition {quoted(extends.text)}.",
                f"Name one of the folders of content/, or nothing. {nearest(extends.text, trees)}",
            )
            return chain
        chain.insert(0, extends.text)


def _laid_over(below: Mapping, above: Mapping) -> Mapping:
    """Keys of both, ``above``'s values first; what is no mapping is replaced whole.

    A key that ``above`` leaves without a value is taken away.
    """
    entries = {key.text: (key, value) for key, value in below.entries}
    for key, value in above.entries:
        under = entries.get(key.text)
        if under is not None and isinstance(value, Scalar) and value.is_empty:
            del entries[key.text]
            continue
        if under is not None and isinstance(under[1], Mapping) and isinstance(value, Mapping):
            value = _laid_over(under[1], value)
        entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), above.place)


def _without_years_own(tree: Mapping) -> Mapping:
    """What an edition passes on to the one that extends it."""
    return Mapping(tuple(entry for entry in tree.entries if entry[0].text not in YEARS_OWN), tree.place)


def _check_years_own(reader: FileReader, name: str, chain: list[Node | None]) -> None:
    """A problem for each key of the year's own that the last edition of a chain does not say anew.

    One that may be left out is asked for if an earlier edition has it: it was most likely forgotten.
    """
    own, earlier = chain[-1], [node for node in chain[:-1] if isinstance(node, Mapping)]
    if not isinstance(own, Mapping):
        return
    for key, (example, otherwise) in YEARS_OWN.items():
        key_node, value = own.key(key), own.get(key)
        is_empty = value is None or (isinstance(value, Scalar) and value.is_empty)
        forgotten = key_node is None and any(node.key(key) for node in earlier)
        if is_empty and (key in ALWAYS or forgotten):
            reader.add(
                key_node.place if key_node else Place(f"content/{name}/edition.yaml"),
                "missing-key",
                f"The edition {name} must say its own {key}; nothing is taken from an earlier year.",
                f"Write a line such as “{key}: {example}”. {otherwise}",
            )


class _Known(NamedTuple):
    """What the words of an edition may name between double braces."""

    edition: Edition
    #: None where the register does not say.
    area_names: frozenset[str] | None
    suggestions: Suggestions

    def at(self, path: tuple[str, ...]) -> tuple[frozenset[str], ...]:
        """The names for the words at a path of edition.yaml: not joined, as there are many of both."""
        if path[:1] == ("relations",):
            return (RELATION_NAMES,)
        if path[:1] == ("forbidden",):
            return (FORBIDDEN_NAMES,)
        names = (self.edition.names, self.area_names or frozenset())
        return (*names, SUMMARY_NAMES) if path[:2] == ("charts", "summary") else names


def _check_words(reader: FileReader, node: Node, known: _Known, path: tuple[str, ...] = ()) -> None:
    """A problem for each ``{{ name }}`` in the edition's titles, labels and notes that stands for nothing."""
    if isinstance(node, Scalar):
        for match in NAME.finditer(node.text):
            unsure = known.area_names is None and match[1].startswith("area.")
            if not unsure and not any(match[1] in names for names in known.at(path)):
                reader.add(
                    node.place,
                    "unknown-name",
                    f"{quoted(match[1])} is no figure or fact of the edition {known.edition.name}.",
                    nearest(match[1], frozenset().union(*known.at(path)), known.suggestions),
                )
    for below in node.items if isinstance(node, Sequence) else ():
        _check_words(reader, below, known, path)
    for key, below in node.entries if isinstance(node, Mapping) else ():
        _check_words(reader, below, known, (*path, key.text))


def _check_name(reader: FileReader, name: str, own: Node | None) -> None:
    node = own.get("edition") if isinstance(own, Mapping) else None
    if isinstance(node, Scalar) and not node.is_empty and node.text != name:
        reader.add(
            node.place,
            "wrong-value",
            f"The file says edition {quoted(node.text)}, but its folder is called {quoted(name)}.",
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
            files = [path for folder in folders if reader.has(path := folder / "sections" / name)]
            if files:
                narrative = load_narrative(reader, files[-1], part, language)
                name_unpublished(reader, files[-1], language)
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
