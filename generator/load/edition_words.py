"""The names in an edition's titles, labels, notes and rules: whether each stands for something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.load.fields import nearest
from generator.load.own_file import OwnFile, Path, quoted_path, table_causes
from generator.model.chart import SUMMARY_NAMES
from generator.model.edition import Edition
from generator.model.names import filter_fault, is_figure, read_name
from generator.model.narrative import Narrative
from generator.model.rules import FORBIDDEN_NAMES, RELATION_NAMES
from generator.problems import Problem, Suggestions, quoted
from generator.source.markdown import NAME
from generator.source.yaml import Mapping, Node, Scalar, Sequence

#: Where words stand that are put into others, or into tables, as they are: nothing is put into them.
PUT_IN_AS_THEY_ARE = (("words",), ("population",), ("markers",))


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
        if path[:1] in PUT_IN_AS_THEY_ARE:
            return ()
        if path[:1] == ("forbidden",):
            return (FORBIDDEN_NAMES,)
        names = (self.edition.names, self.area_names or frozenset())
        return (*names, SUMMARY_NAMES) if path[:2] == ("charts", "summary") else names

    def has(self, name: str, path: tuple[str, ...]) -> bool:
        """Whether a name may stand in the words at a path; of an area, while the register does not say."""
        unsure = self.area_names is None and name.startswith("area.")
        names_here = self.at(path)
        return (unsure and bool(names_here)) or any(name in names for names in names_here)

    def have_figures(self, names: Iterable[str]) -> bool:
        """Whether all of some names are figures'; those of a rule or a chart stand for something else."""
        return all(name in self.edition.names and is_figure(name) for name in names)


def check_words(
    own: OwnFile, tree: Node, edition: Edition, area_names: frozenset[str] | None
) -> Iterator[Problem]:
    """A problem for each ``{{ name }}`` in the words of edition.yaml that stands for nothing."""
    yield from _check(own, tree, _Known(edition, area_names, Suggestions()), ())


def _check(own: OwnFile, node: Node, known: _Known, path: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        for match in NAME.finditer(node.text):
            use = read_name(match[1])
            wrong = next((name for name in use.names if not known.has(name, path)), None)
            if wrong is not None and not known.at(path):
                message = f"{quoted(wrong)} stands for nothing here: it would be printed as it is."
                hint = "Write words alone here."
                yield own.named_here(Problem.at(node.place, "unknown-name", message, hint), ())
                continue
            if wrong is not None:
                problem = Problem.at(
                    node.place,
                    "unknown-name",
                    f"{quoted(wrong)} is no figure or fact of the edition {known.edition.name}.",
                    nearest(wrong, frozenset().union(*known.at(path)), known.suggestions),
                )
                yield own.named_here(
                    problem, _causes(own, wrong), _hint(wrong, f"{quoted_path(path)} anew here")
                )
                continue
            fault = filter_fault(use, known.have_figures(use.names), known.suggestions)
            if fault is not None:
                yield own.named_here(Problem.at(node.place, "unknown-filter", *fault), ())
    for below in node.items if isinstance(node, Sequence) else ():
        yield from _check(own, below, known, path)
    for key, below in node.entries if isinstance(node, Mapping) else ():
        yield from _check(own, below, known, (*path, key.text))


def dropped_names(own: OwnFile, part: Narrative, edition: Edition, earlier: Edition) -> Iterator[Problem]:
    """A problem for each name in a section's file of an earlier edition that this one no longer has."""
    for reference in part.markdown.names:
        for name in read_name(reference.target).names:
            if name in earlier.names - edition.names:
                message = f"{quoted(name)} is no figure or fact of the edition {edition.name}."
                problem = Problem.at(reference.place, "unknown-name", message, "")
                file = reference.place.file.rpartition("/")[2]
                hint = _hint(name, f"content/{edition.name}/sections/{file} anew")
                yield own.named_here(problem, _causes(own, name), hint)


def _causes(own: OwnFile, name: str) -> list[Path]:
    """The keys of an edition's own file that may have taken away what a name stands for."""
    first, _, rest = name.partition(".")
    return [(first, rest), (first,), *table_causes(own.tree, first)]


def _hint(name: str, passage: str) -> str:
    first = name.partition(".")[0]
    return f"Give {quoted(first)} its value back in this edition, or write {passage}, without the name."
