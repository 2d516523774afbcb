"""Numbers typed in sentences: excerpts of an invented area's report, and what must be found in them.

The excerpts are ``tests/data/typed-numbers/*.md``; what must be found is in the ``.txt`` of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from generator.checks.typed_numbers import Known, typed_numbers
from generator.checks.typed_numbers.last_year import Written
from generator.checks.typed_numbers.subjects import Subjects
from generator.load import load_national
from generator.model.figure import Figure, read_figure
from generator.model.statistics import completed
from generator.report.review import review
from generator.source.markdown import read_markdown
from generator.workspace import survey
from tests.conftest import DATA, PROJECT

FOLDER = DATA / "typed-numbers"
EXCERPTS = sorted(path.stem for path in FOLDER.glob("*.md"))
YEAR, YEAR_BEFORE = "2024-25", "2023-24"
#: A line of expectations; before what ought to be found and is not stands “! ”.
LINE = re.compile(r"(! )?(\d+):(\d+): (.+) (\S+)")


class Found(NamedTuple):
    """A number, where it stands, and the figure that it should be."""

    line: int
    column: int
    typed: str
    key: str


@cache
def known() -> Known:
    """The figures of the invented area for two years, in the tables of the MAPPA editions."""
    editions = load_national(survey(PROJECT)).editions
    figures: dict[str, dict[str, Figure]] = {}
    for year in (YEAR, YEAR_BEFORE):
        edition = editions[year].edition
        assert edition is not None
        given = dict(_figures(yaml.safe_load((FOLDER / f"{year}.yaml").read_text())))
        assert given.keys() <= {cell.key for cell in edition.cells}
        figures[year] = completed(edition, given)
    subjects = Subjects(editions[YEAR].edition)  # type: ignore[arg-type]
    names = ("Northmoor", "MAPPA", "Multi-Agency Public Protection Arrangements (MAPPA)")
    return Known(subjects, figures[YEAR], figures[YEAR_BEFORE], names, "England and Wales")


def _figures(tree: Any, key: str = "") -> Iterator[tuple[str, Figure]]:
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield from _figures(below, f"{key}.{name}".strip("."))
        return
    figure = read_figure(str(tree))
    assert isinstance(figure, Figure)
    yield key, figure


def found_in(name: str) -> set[Found]:
    text = (FOLDER / f"{name}.md").read_text()
    last_year = FOLDER / "last-year" / f"{name}.md"
    written: tuple[Written, ...] = ()
    if last_year.exists():
        markdown, _ = read_markdown(last_year.read_text(), last_year.name)
        written = (Written(markdown.texts, markdown.names),)
    problems = typed_numbers(read_markdown(text, name)[0].texts, known()._replace(written=written))
    lines = text.split("\n")
    return {
        Found(
            p.line,
            p.column,
            lines[p.line - 1][p.column - 1 : p.end_column - 1],
            re.findall(r"(?:but|,|and) ([a-z_]\S*) is ", p.message)[0],
        )
        for p in problems
    }


def expected_in(name: str) -> tuple[set[Found], set[Found]]:
    """What must be found, and what ought to be found and is not."""
    must, ought = set[Found](), set[Found]()
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        if not line.startswith("#"):
            match = LINE.fullmatch(line)
            assert match, f"{name}.txt: {line}"
            (ought if match[1] else must).add(Found(int(match[2]), int(match[3]), match[4], match[5]))
    return must, ought


@pytest.mark.parametrize("name", EXCERPTS)
def test_exactly_these_numbers_are_found(name: str) -> None:
    assert found_in(name) == expected_in(name)[0]


def test_precision_and_recall_are_what_the_documents_say() -> None:
    right = wrong = missed = 0
    for name in EXCERPTS:
        must, ought = expected_in(name)
        found = found_in(name)
        right += len(found & (must | ought))
        wrong += len(found - must - ought)
        missed += len((must | ought) - found)
    precision, recall = right / (right + wrong), right / (right + missed)
    for document in ("reliability.md", "writing-a-report.md"):
        text = (PROJECT / "docs" / document).read_text()
        (said,) = re.findall(r"(\d+) excerpts.*?precision (\d\.\d\d), recall (\d\.\d\d)", text, re.DOTALL)
        assert int(said[0]) == len(EXCERPTS), document
        assert precision >= float(said[1]) >= 0.95 and recall >= float(said[2]) >= 0.8, document


def test_the_published_reports_bring_no_false_alarm() -> None:
    assert [p for p in review(survey(PROJECT)).problems if p.code == "typed-number"] == []


SAID = {
    "61 individuals were managed at Level 2 on 31 March 2025.": (
        "“61” stands here, but eligible.level_2.total is 58 in the table.",
        "Write {{ eligible.level_2.total }}, which is always the table's; "
        "or say what else the number counts.",
    ),
    "Five individuals were managed at Level 3 on 31 March 2025.": (
        "“Five” stands here, but eligible.level_3.total is 6 in the table.",
        "Write {{ eligible.level_3.total | Words }}, which is always the table's; "
        "or say what else the number counts.",
    ),
    "On 31 March 2025, 66 individuals were managed at Levels 2 and 3.": (
        "“66” stands here, but eligible.level_2.total is 58 and eligible.level_3.total is 6 in the table.",
        "Write {{ eligible.level_2.total }} or {{ eligible.level_3.total }}, which is always the table's; "
        "or say what else the number counts.",
    ),
}


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_the_message_has_both_values_and_what_to_write(text: str, said: tuple[str, str]) -> None:
    (problem,) = typed_numbers(read_markdown(text, "text.md")[0].texts, known())
    assert (problem.code, problem.severity) == ("typed-number", "warning")
    assert (problem.message, problem.hint) == said


def test_what_the_table_hides_is_not_to_be_told() -> None:
    figures = {**known().figures, "eligible.level_3.total": Figure(marker="c")}
    text = "Five individuals were managed at Level 3 on 31 March 2025."
    texts = read_markdown(text, "text.md")[0].texts
    (problem,) = typed_numbers(texts, known()._replace(figures=figures))
    assert problem.message == "“Five” stands here, but eligible.level_3.total is suppressed in the table."
    assert problem.hint == "Leave the number out: a sentence must not tell what the table hides."


def change(workspace: Path, name: str, old: str, new: str) -> None:
    path = workspace / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_last_year_s_text_is_known_though_its_report_is_not_asked_for(workspace: Path) -> None:
    change(
        workspace,
        "areas/synthetic-north/2023-24/foreword.md",
        "Synthetic text",
        "Of {{ rate }} bright mornings",
    )
    change(
        workspace,
        "areas/synthetic-north/2024-25/foreword.md",
        "See [the",
        "Of 119 bright mornings of the year [the",
    )
    for editions in ((), ("2024-25",)):
        (problem,) = review(survey(workspace), ("synthetic-north",), editions).problems
        assert (problem.code, problem.line) == ("typed-number", 9)
        assert "rate is 120 in the table" in problem.message
