"""The rules that an edition states: whether they speak of what is there, and whether it keeps them itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.languages import LANGUAGES
from generator.load.fields import nearest, place_of
from generator.model.base import Words
from generator.model.edition import Edition
from generator.model.rules import Forbidden, Relation
from generator.problems import CODES, Problem, Suggestions, quoted
from generator.source.markdown import fill
from generator.source.yaml import Node


def check_rules(file: str, tree: Node, edition: Edition) -> Iterator[Problem]:
    """What is wrong with the rules of an edition; ``file`` is its own, ``tree`` what it extends and has.

    A relation or a rate that an earlier edition states is silent where this one no longer has its figures.
    """
    for kind in ("relations", "forbidden"):
        for code in getattr(edition, kind):
            if code in CODES:
                yield Problem.at(
                    place_of(tree, (kind, code), on_key=True),
                    "wrong-value",
                    f"{quoted(code)} is a code of the program's own.",
                    "Give the rule another name.",
                )
    known = {prefix for cell in edition.cells for prefix in _prefixes(cell.key)}
    suggestions = Suggestions()
    for code, relation in edition.relations.items():
        if _stated_in(file, tree, ("relations", code)) and not edition.compared(relation):
            yield _nothing_compared(tree, code, relation, edition, known, suggestions)
    yield from _rates_of_nothing(file, tree, edition, known, suggestions)
    yield from _forbidden_lines(tree, edition)


def _stated_in(file: str, tree: Node, path: tuple[str, ...]) -> bool:
    """Whether any line of what stands at a path is this file's."""
    names = ("figure", "never_above")
    return any(place_of(tree, (*path, name)).file == file for name in names)


def _nothing_compared(
    tree: Node, code: str, relation: Relation, edition: Edition, known: set[str], suggestions: Suggestions
) -> Problem:
    """A relation one of whose names means nothing, or whose names have no cell in common."""
    for name, key in (("figure", relation.figure), ("never_above", relation.never_above)):
        if key not in known:
            return Problem.at(
                place_of(tree, ("relations", code, name)),
                "wrong-value",
                f"{quoted(key)} is no table, row or figure of the edition {edition.name}.",
                f"Write the keys joined by dots. {nearest(key, known, suggestions)}",
            )
    return Problem.at(
        place_of(tree, ("relations", code, "never_above")),
        "wrong-value",
        f"{quoted(relation.figure)} and {quoted(relation.never_above)} have no cell in common that could be "
        "compared.",
        "Name two tables or rows with the same keys below them, or two single figures.",
    )


def _rates_of_nothing(
    file: str, tree: Node, edition: Edition, known: set[str], suggestions: Suggestions
) -> Iterator[Problem]:
    """What this file's rates are worked out from, where it is no table, row or figure."""
    for key, table in edition.tables.items():
        for name, figure in (("of", table.rate.of), ("among", table.rate.among)) if table.rate else ():
            place = place_of(tree, ("tables", key, "rate", name))
            if figure is not None and figure not in known and place.file == file:
                yield Problem.at(
                    place,
                    "wrong-value",
                    f"{quoted(figure)} is no table, row or figure of the edition {edition.name}.",
                    f"Write the keys joined by dots. {nearest(figure, known, suggestions)}",
                )


def _prefixes(key: str) -> Iterator[str]:
    """A figure's key, and those of the row and the table that it is in."""
    while key:
        yield key
        key = key.rpartition(".")[0]


def _forbidden_lines(tree: Node, edition: Edition) -> Iterator[Problem]:
    """The tables, rows and columns whose keys, or else whose words, may never hold a figure."""
    refused: set[tuple[str | int, ...]] = set()
    for table_key, table in edition.tables.items():
        path: tuple[str | int, ...] = ("tables", table_key)
        lines = [(table_key, path, True)]
        lines += [(line.key, (*path, "rows", number, "key"), False) for number, line in enumerate(table.rows)]
        lines += [
            (line.key, (*path, "columns", number, "key"), False) for number, line in enumerate(table.columns)
        ]
        for key, where, on_key in lines:
            forbidding = edition.forbidding(key)
            if forbidding is not None:
                code, rule = forbidding
                refused.add(where if on_key else where[:-1])
                yield Problem.at(
                    place_of(tree, where, on_key), code, *forbidden_words(key, rule), severity="error"
                )
    for where, words in _words_of_places(edition):
        if where[:-1] not in refused:
            yield from _forbidden_in(tree, edition, where, words)


def _words_of_places(edition: Edition) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    """The words that say what figures count, with the path to them; lines of totals count nothing else."""
    for key, table in edition.tables.items():
        yield ("tables", key, "title"), table.title
        if table.label:
            yield ("tables", key, "label"), table.label
        if table.short:
            yield ("tables", key, "short"), table.short
        for name, lines in (("rows", table.rows), ("columns", table.columns)):
            for number, line in enumerate(lines):
                if not line.total:
                    yield ("tables", key, name, number, "label"), line.label
                    if line.short:
                        yield ("tables", key, name, number, "short"), line.short
    for number, headline in enumerate(edition.headlines):
        yield ("headlines", number, "label"), headline.label
    if edition.map is not None:
        yield ("map", "title"), edition.map.title
    if edition.comparisons.population:
        yield ("comparisons", "population", "label"), edition.comparisons.population.label
    for key, measure in edition.comparisons.measures.items():
        yield ("comparisons", "measures", key, "label"), measure.label


def _forbidden_in(
    tree: Node, edition: Edition, where: tuple[str | int, ...], words: Words
) -> Iterator[Problem]:
    texts = {words.in_language(language): language for language in reversed(LANGUAGES)}
    for text, language in texts.items():
        for code, rule in edition.forbidden.items():
            name = rule.forbidden_words(text)
            if name is not None:
                place = place_of(tree, (*where, language))
                yield Problem.at(place, code, *forbidden_words(name, rule), severity="error")


def forbidden_words(key: str, rule: Forbidden) -> tuple[str, str]:
    """The message and the hint of the problem that a forbidden key is, in the edition's words."""
    # The edition's words have quotation marks of their own.
    words = {"key": quoted(key)[1:-1]}
    return fill(rule.message, words), fill(rule.hint, words)
