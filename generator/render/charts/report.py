"""The chart of a table in a report: bars for its rows, and a sentence on the largest row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.figure import Figure
from generator.model.report import Chart, Row, Table
from generator.render.charts.bars import report_bars, shares, shows_shares
from generator.render.charts.marks import Drawing, Share, Words, plain_cells, share_of
from generator.source.markdown import NAME

#: The names by which a sentence tells of the largest row, and of the largest column.
OF_ROW, OF_COLUMN = frozenset({"row", "part", "share"}), frozenset({"column", "column_share"})


class Bar(NamedTuple):
    """A bar in words: its column, its figure, and the share that is drawn, if one is."""

    label: str
    figure: str
    share: Share | None = None


class Bars(NamedTuple):
    """A row in words: its heading, its total if that is a number, and its bars."""

    label: str
    total: str
    bars: tuple[Bar, ...]


class Summary(NamedTuple):
    """What it shows at a glance: the whole, its largest row and its largest column, with their shares.

    The names are those that an edition's sentences on it may use (``model.chart.SUMMARY_NAMES``).  Where
    several are equally large, these are the names of all, and what each of them has.
    """

    whole: str
    row: str
    part: str
    share: Share
    column: str
    column_share: Share


class _Largest(NamedTuple):
    """The names of the largest parts, and what each of them has."""

    names: tuple[str, ...]
    each: Figure

    @property
    def is_shared(self) -> bool:
        """Whether several are equally large."""
        return len(self.names) > 1


class _Outstanding(NamedTuple):
    """What stands out: the whole, its largest rows and its largest columns."""

    whole: Figure
    row: _Largest
    column: _Largest


class ReportChart(NamedTuple):
    """The chart of a report's table: its marks, and what is said of it."""

    id: str
    title: str
    #: What the bars are: shares of their groups, numbers to one scale, or to one of each panel.
    scale: Literal["shares", "one", "several"]
    drawing: Drawing
    rows: tuple[Bars, ...]
    summary: Summary | None
    #: The edition's sentences on the summary that are true of it, with their names still in them.
    sentences: tuple[str, ...]


def report_chart(chart: Chart, words: Words, language: Language) -> ReportChart:
    """A chart of a report, drawn and in words of a language; ``words`` says how a figure is written."""
    rows = tuple(_in_words(chart, row, words, language) for panel in chart.panels for row in panel.rows)
    drawing = report_bars(chart, words, language)
    several: Literal["one", "several"] = "several" if len(chart.panels) > 1 else "one"
    scale = "shares" if shows_shares(chart.table) else several
    outstanding = _outstanding(chart)
    summary = _summary(outstanding, words, language) if outstanding else None
    sentences = tuple(_sentences(chart.summary, outstanding)) if outstanding else ()
    return ReportChart(chart.key, chart.title, scale, drawing, rows, summary, sentences)


def _in_words(chart: Chart, row: Row, words: Words, language: Language) -> Bars:
    columns = chart.table.columns
    short = {column.key: column.short for column in columns}
    total = _row_total(chart.table, row)
    is_number = total is not None and total.value is not None and chart.table.measure == "count"
    cells = plain_cells(row, columns)
    of_row = shares(row, columns, language) if shows_shares(chart.table) else (None,) * len(cells)
    bars = tuple(
        Bar(short[cell.column], words(cell.figure), share) for cell, share in zip(cells, of_row, strict=True)
    )
    return Bars(row.heading.short, words(total) if total and is_number else "", bars)


def _outstanding(chart: Chart) -> _Outstanding | None:
    """The largest rows and columns; None where a total is not there or not known, which might be larger."""
    totalled = [(row, total) for row in chart.table.rows if (total := _row_total(chart.table, row))]
    known = [(row, total) for row, total in totalled if total.value is not None]
    parts = [(row.heading.short, total) for row, total in known if not row.heading.total]
    wholes = [row for row, _ in known if row.heading.total]
    is_known = all(total.marker in (None, "z") for _, total in totalled)
    if not wholes or not parts or not is_known:
        return None
    columns = [
        (column.short, cell.figure)
        for column, cell in zip(chart.table.columns, wholes[-1].cells, strict=True)
        if not column.total
    ]
    whole = _row_total(chart.table, wholes[-1])
    if whole is None or not whole.value or any(figure.value is None for _, figure in columns):
        return None
    return _Outstanding(whole, _largest(parts), _largest(columns))


def _largest(parts: Sequence[tuple[str, Figure]]) -> _Largest:
    """The largest of some parts with numbers, at least one."""
    most = max(parts, key=lambda part: part[1].value or 0)[1]
    return _Largest(tuple(name for name, figure in parts if figure.value == most.value), most)


def _summary(outstanding: _Outstanding, words: Words, language: Language) -> Summary:
    whole, row, column = outstanding
    all_of_them = whole.value or 1
    return Summary(
        words(whole),
        wording.names(row.names, language),
        words(row.each),
        share_of(row.each.value or 0, all_of_them, language),
        wording.names(column.names, language),
        share_of(column.each.value or 0, all_of_them, language),
    )


def _sentences(sentences: Mapping[str, str], outstanding: _Outstanding) -> Iterator[str]:
    """Those that are true: one alone has no shares, and of several that are equal none is the largest."""
    whole, row, column = outstanding
    if whole.value == 1:
        chosen = ["one"]
    else:
        chosen = ["rows" if row.is_shared else "row", "columns" if column.is_shared else "column"]
        names = {match[1] for match in NAME.finditer(sentences.get("sentence", ""))}
        is_true = not (row.is_shared and names & OF_ROW) and not (column.is_shared and names & OF_COLUMN)
        chosen += ["sentence"] if is_true else []
    yield from (sentences[key] for key in chosen if key in sentences)


def _row_total(table: Table, row: Row) -> Figure | None:
    """The row's own total, if the table has a column for it."""
    totals = (cell.figure for cell, column in zip(row.cells, table.columns, strict=True) if column.total)
    return next(totals, None)
