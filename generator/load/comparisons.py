"""By what an edition compares its areas: whether each figure that it names is there and of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.consistency import Fault
from generator.load.fields import nearest, place_of
from generator.model.comparison import POPULATION
from generator.model.edition import Edition
from generator.model.rates import rate_figures
from generator.problems import Problem, Suggestions, quoted
from generator.source.yaml import Node


def check_comparisons(file: str, tree: Node, edition: Edition) -> Iterator[Problem]:
    """What is wrong with what an edition compares; ``file`` is its own, ``tree`` what it extends and has.

    What an earlier edition says is silent where this one no longer has its figures.
    """
    for fault in (*_population(edition), *_measures(edition), *_dots(edition)):
        place = place_of(tree, fault.path)
        if place.file == file:
            yield Problem.at(place, "wrong-value", fault.message, fault.hint)


def _population(edition: Edition) -> Iterator[Fault]:
    """The rate from which an area's people are worked out, where it is no rate of people."""
    spec = edition.comparisons.population
    if spec is None:
        return
    path = ("comparisons", "population", "rate")
    keys = {cell.key for cell in edition.cells}
    of_people = {rate.key for rate in rate_figures(edition) if rate.whole is None}
    if spec.rate not in keys:
        yield Fault(path, _no_figure(spec.rate, edition), nearest(spec.rate, of_people or keys))
    elif spec.rate not in of_people:
        table = spec.rate.partition(".")[0]
        message = f"The table {quoted(table)} does not say that its figures are rates of people."
        counts = (cell.key for cell in edition.cells if not edition.tables[cell.table].is_rate)
        example = f"rate: {{of: {next(counts, '…')}, per: 1000}}"
        hint = f"Write under the table what its figures are rates of, as in “{example}”."
        yield Fault(path, message, hint)


def _measures(edition: Edition) -> Iterator[Fault]:
    """The figures that are counted or are a whole, where there is none or it is no count."""
    counts = {cell.key for cell in edition.cells if not edition.tables[cell.table].is_rate}
    rates = {cell.key for cell in edition.cells} - counts
    suggestions = Suggestions()
    for key, measure in edition.comparisons.measures.items():
        path = ("comparisons", "measures", key)
        if key == POPULATION:
            message = f"{quoted(key)} is the name of the population that the rates are of."
            yield Fault((*path, "of"), message, "Give the measure another name.")
        for name, figure in (("of", measure.of), ("among", measure.among)):
            if figure in rates:
                hint = "Name a figure that counts something; a rate or a per cent is one already."
                yield Fault((*path, name), f"{quoted(figure)} is not a count.", hint)
            elif figure is not None and figure not in counts:
                message, hint = _no_figure(figure, edition), nearest(figure, counts, suggestions)
                yield Fault((*path, name), message, f"Write the keys joined by dots. {hint}")
        if measure.among is not None and "per" in measure.model_fields_set:
            message = "A share of another figure is in per cent, not for so many people."
            yield Fault((*path, "per"), message, "Delete per. For a rate of people, delete among.")
        if measure.among is None and edition.comparisons.population is None:
            message = f"{quoted(key)} is a rate of people, and the edition does not say how many there are."
            rate = next((cell.key for cell in edition.cells if cell.key in rates), "…")
            hint = (
                f"Say under “comparisons” from which rate they follow, as in “population: {{rate: {rate}, "
                "label: Population}”. For a share of another figure, add “among”."
            )
            yield Fault((*path, "of"), message, hint)


def _dots(edition: Edition) -> Iterator[Fault]:
    """Charts of dots of something else than one figure of each area."""
    for position, chart in enumerate(edition.charts):
        table = edition.tables.get(chart.table)
        path = ("charts", position, "form")
        if chart.form != "dots" or table is None:
            continue
        if not chart.areas:
            yield Fault(path, "Only a chart of areas has dots.", "Add “areas: true”, or delete form.")
        elif len(table.columns) > 1:
            message = f"Dots show one figure of each area, and a row of {quoted(chart.table)} has several."
            yield Fault(path, message, "Choose a table without columns, or delete form.")


def _no_figure(key: str, edition: Edition) -> str:
    return f"{quoted(key)} is no figure of the edition {edition.name}."
