"""The editions: each laid over the one it extends, key by key and file by file."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.languages import Language
from generator.load.comparisons import check_comparisons
from generator.load.consistency import check_consistency
from generator.load.edition_words import check_words, dropped_names
from generator.load.fields import place_of, validate
from generator.load.files import FileReader
from generator.load.forerunners import load_lineages
from generator.load.own_file import OwnFile
from generator.load.refused import refused_paths
from generator.load.rules import check_rules
from generator.load.sections import Parts, load_parts, unused_files
from generator.load.years import is_year, no_edition_hint
from generator.load.years_own import ALWAYS, GAPS, check_years_own, gaps, with_stand_ins, without_years_own
from generator.model.base import Model
from generator.model.data_version import DataVersion, data_versions
from generator.model.edition import Edition
from generator.model.lineage import Lineage
from generator.model.narrative import Narrative
from generator.model.statistics import statistics_model
from generator.problems import Problem, has_errors, quoted
from generator.source.texts import Text, texts_of
from generator.source.yaml import Mapping, Node, Scalar
from generator.workspace import Workspace


@dataclass(frozen=True)
class LoadedEdition:
    """An edition with its national text (by part and language), its problems, and its statistics' shape."""

    name: str
    edition: Edition | None
    parts: dict[tuple[str, Language], Narrative]
    problems: tuple[Problem, ...]
    statistics: type[Model] | None = None
    #: Its own file, where what is wrong with it is named.
    own: OwnFile | None = None
    #: The words of edition.yaml, those that it inherits included.
    texts: tuple[Text, ...] = ()
    #: What its tables, rows and figures are called over the years.
    lineage: Lineage = field(default_factory=Lineage)
    #: The version of its open data.
    data_version: DataVersion = field(default_factory=DataVersion)

    @property
    def sound(self) -> bool:
        """Whether reports can be made of it."""
        return self.edition is not None and not has_errors(self.problems)

    def keys_in(self, earlier: LoadedEdition) -> dict[str, str]:
        """By the key of each figure that an earlier edition counts too, in the same way, the key there."""
        if self.edition is None or earlier.edition is None:
            return {}
        keys = {}
        for cell in self.edition.cells:
            key = self.lineage.same(cell.key, earlier.lineage)
            if key is not None:
                table = key.partition(".")[0]
                if not self.edition.counts_otherwise(cell.table, earlier.edition, table):
                    keys[cell.key] = key
        return keys


def load_editions(
    reader: FileReader, wanted: tuple[str, ...], area_names: frozenset[str] | None = None
) -> dict[str, LoadedEdition]:
    """The editions by name, oldest first; an edition with errors is there with its problems.

    Problems are told of the wanted editions alone (of all, if none is named).  ``area_names`` are the names
    of what texts may tell of an area; None where the register does not say.
    """
    workspace = reader.workspace
    trees = {name: _tree(workspace, path) for name, path in workspace.editions.items()}
    chains = {name: _chain(FileReader(workspace), name, trees) for name in trees}
    editions: dict[str, LoadedEdition] = {}
    for name in sorted(trees, key=lambda name: len(chains[name])):  # each after those that it is made of
        editions[name] = _load_edition(workspace, name, trees, editions, area_names)
    for name, (lineage, problems) in load_lineages(
        {name: (one.edition, one.own) for name, one in editions.items()}
    ).items():
        one = editions[name]
        editions[name] = replace(one, lineage=lineage, problems=(*one.problems, *problems))
    known = [one.edition for one in editions.values() if one.edition is not None]
    for name, version in data_versions(known, {name: one.lineage for name, one in editions.items()}).items():
        editions[name] = replace(editions[name], data_version=version)
    reader.problems += _once({name: one for name, one in editions.items() if not wanted or name in wanted})
    consistent = {name: one.edition if one.statistics else None for name, one in editions.items()}
    told = {problem.file for one in editions.values() for problem in one.problems}
    reader.problems += [one for one in unused_files(workspace, consistent, chains) if one.file not in told]
    return {name: editions[name] for name in trees}


def _once(editions: MappingOf[str, LoadedEdition]) -> Iterator[Problem]:
    """The problems of editions, each after those that it is made of: what is taken over is told once.

    The same words of an earlier edition are wrong in each that takes them over, which its problem names.
    """
    told: set[Problem] = set()
    for name, edition in editions.items():
        words = [p._replace(message=p.message.replace(name, ""), hint="") for p in edition.problems]
        yield from (p for p, its_words in zip(edition.problems, words, strict=True) if its_words not in told)
        told |= set(words)


Tree = tuple[Node | None, tuple[Problem, ...]]


def _tree(workspace: Workspace, path: Path) -> Tree:
    reader = FileReader(workspace)
    tree = reader.tree(path / "edition.yaml")
    return tree, tuple(reader.problems)


def _load_edition(
    workspace: Workspace,
    name: str,
    trees: dict[str, Tree],
    earlier: MappingOf[str, LoadedEdition],
    area_names: frozenset[str] | None,
) -> LoadedEdition:
    reader = FileReader(workspace)
    chain = _chain(reader, name, trees)
    tree = _merged(reader, [trees[link] for link in chain])
    told = {
        (p.file, p.line, p.column, p.code)
        for link in chain[:-1]
        if link in earlier
        for p in earlier[link].problems
    }
    own = OwnFile(name, trees[name][0], told)
    if tree is not None:
        _check_name(reader, name, own.tree)
        reader.problems += check_years_own(name, [trees[link][0] for link in chain])
        reader.problems += [problem for key, problem in gaps(own.tree) if key in ALWAYS]
    edition = None
    if tree is not None and not has_errors(reader.problems):
        reader.problems += [problem for _, problem in gaps(own.tree)]
        tree = with_stand_ins(tree)
        edition, problems = validate(Edition, tree)
        reader.problems += [own.named_here(problem, ()) for problem in problems]
    parts: Parts = {}
    shape = None
    if edition is not None and tree is not None:
        # The areas are told nothing of figures while the tables are not as they shall be.
        rules = [*check_rules(own.file, tree, edition), *check_comparisons(own.file, tree, edition)]
        faults = list(check_consistency(own, tree, edition, may_be_unshown=has_errors(rules))) + rules
        reader.problems += faults
        shape = None if has_errors(faults) else statistics_model(edition)
    if edition is not None and tree is not None and shape is not None:
        reader.problems += check_words(own, tree, edition, area_names)
        parts = load_parts(reader, edition, [workspace.editions[link] for link in chain])
        for part in parts.values():
            before = earlier.get(part.markdown.file.split("/")[1])
            if before is not None and before.edition is not None:
                reader.problems += dropped_names(own, part, edition, before.edition)
    for link in chain:
        reader.problems += refused_paths(workspace, reader.name(workspace.editions[link]))
    # Of what is still to be filled in it is told already that it waits for words.
    waiting = {(problem.file, problem.line) for _, problem in gaps(own.tree)}
    texts = tuple(t for t in texts_of(tree) if not (t.words in GAPS and t.whole[:2] in waiting))
    return LoadedEdition(name, edition, parts, tuple(reader.problems), shape, own, texts)


def _merged(reader: FileReader, chain: list[Tree]) -> Mapping | None:
    """The trees of a chain laid over each other; None if there is none of keys."""
    tree: Mapping | None = None
    for node, met in chain:
        reader.problems += met
        if isinstance(node, Mapping):
            tree = _laid_over(without_years_own(tree), node) if tree else node
        elif node is not None:
            reader.add(
                node.place, "wrong-value", "The file must hold keys.", "Begin with “edition: 2024-25”."
            )
    return tree


def _chain(reader: FileReader, name: str, trees: dict[str, Tree]) -> list[str]:
    """The editions from the first one to this one."""
    chain = [name]
    while True:
        node = trees[chain[0]][0]
        extends = node.get("extends") if isinstance(node, Mapping) else None
        if node is None or extends is None or (isinstance(extends, Scalar) and extends.is_empty):
            return chain
        wrong = _wrong_extends(extends, chain, trees)
        if wrong is not None:
            reader.add(place_of(node, ("extends",)), *wrong)
        if wrong is not None or not isinstance(extends, Scalar):
            return chain
        chain.insert(0, extends.text)


def _wrong_extends(extends: Node, chain: list[str], trees: dict[str, Tree]) -> tuple[str, str, str] | None:
    """Code, message and hint for what the first edition of a chain is said to extend, if it cannot be."""
    code, name, hint = "unknown-edition", chain[0], "Name an earlier edition, or nothing."
    if not isinstance(extends, Scalar):
        message = "An edition extends one other, whose name stands alone behind the colon."
        example = max((other for other in trees if other < name), default="2023-24")
        hint = f"Write the name of one earlier edition: “extends: {example}”, or leave the key out."
        return "wrong-value", message, hint
    if extends.text == name:
        return code, f"The edition {name} extends itself.", hint
    if extends.text not in trees:
        hint = f"Name one of the folders of content/, or nothing. {_which(extends.text, trees)}"
        return code, f"There is no edition {quoted(extends.text)}.", hint
    if extends.text[:4] > name[:4]:
        return code, f"The edition {name} extends {extends.text}, which is a later one.", hint
    if extends.text in chain:
        return code, f"The edition {name} extends {extends.text}, which in turn extends {name}.", hint
    return None


def _which(name: str, trees: dict[str, Tree]) -> str:
    return f"There are: {', '.join(trees)}." if is_year(name) else no_edition_hint(name, trees)


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


def _check_name(reader: FileReader, name: str, own: Node | None) -> None:
    node = own.get("edition") if isinstance(own, Mapping) else None
    if isinstance(node, Scalar) and not node.is_empty and node.text != name:
        reader.add(
            node.place,
            "wrong-value",
            f"The file says edition {quoted(node.text)}, but its folder is called {quoted(name)}.",
            "Give both the same name.",
        )
