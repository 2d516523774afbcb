"""The time that a file with many slips takes grows with the file, not with its square."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.problems import Place, Problem, Suggestions, as_text
from generator.report.review import review
from generator.source.markdown import parser
from generator.source.slips import Body
from generator.source.slips.tables import wide_tables
from generator.workspace import survey
from generator.workspace.lines import line_reader

YEAR = "areas/synthetic-north/2024-25"
STATISTICS, FOREWORD, AREA = (
    f"{YEAR}/statistics.yaml",
    f"{YEAR}/foreword.md",
    "areas/synthetic-north/area.yaml",
)
MANY = 4000

Text = Callable[[str], str]


def lines(text: str, times: int = MANY) -> str:
    """``text`` many times, each time with another number in the place of its #."""
    return "".join(text.replace("#", str(number)) for number in range(times))


def note(text: str, behind: str = "") -> Text:
    """A note of many lines, with what stands behind its key and what stands behind its lines."""
    return lambda before: f"{before}  rate: {behind}\n{text * (10 * MANY)}"


#: What is added to or replaced in a file, and the number of problems that it brings, by what it is.
CASES: dict[str, tuple[str, Text, int]] = {
    "unknown keys": (STATISTICS, lambda text: text + lines("key_#: 1\n", 4 * MANY), 4 * MANY),
    "unknown rows": (
        STATISTICS,
        lambda text: text.replace("restrictive_orders:\n", "restrictive_orders:\n" + lines("  k_#: 1\n")),
        MANY,
    ),
    "keys that stand twice": (STATISTICS, lambda text: text + "rate: 1\n" * MANY, MANY),
    # The number has too many groups to be one.
    "groups of digits": (
        STATISTICS,
        lambda text: text.replace("{category_1: 100}", "{category_1: 1" + ",000" * (10 * MANY) + "}"),
        1,
    ),
    "a note as it stands": (STATISTICS, note("    line of text\n", "|"), 0),
    "a note in one paragraph": (STATISTICS, note("    line of text\n", ">"), 0),
    "a note without marks": (STATISTICS, note("    line of text\n"), 0),
    "a note with doubled marks": (
        STATISTICS,
        lambda text: note("    it''s text\n", "'")(text) + "    '\n",
        0,
    ),
    "remarks that nothing closes": (
        STATISTICS,
        lambda text: text.replace("A synthetic", "<!-- a " * (5 * MANY) + "A synthetic"),
        1,
    ),
    "spaces before a remark": (
        STATISTICS,
        lambda text: text.replace(
            "A synthetic", '"A' + " " * (40 * MANY) + "<b <!-- a --> synthetic"
        ).replace("note.", 'note."'),
        1,
    ),
    "notes": (STATISTICS, lambda text: text + lines("  rat#: A note.\n"), MANY),
    "tabs": (STATISTICS, lambda text: text + lines("a#:\t1\n"), 2 * MANY),
    "contacts": (AREA, lambda _: "contacts:\n" + lines("  - name: Office #\n"), 0),
    "contacts with slips": (AREA, lambda _: "contacts:\n" + lines("  - nmae: Office #\n"), 2 * MANY),
    "keys of the front matter": (FOREWORD, lambda _: "---\n" + lines("key_#: 1\n") + "---\nText.\n", MANY),
    "links": (FOREWORD, lambda _: lines("[text](#-nowhere)\n"), MANY),
    "names": (FOREWORD, lambda _: lines("{{ rate# }}\n"), MANY),
    "filters": (FOREWORD, lambda _: lines("{{ rate | w# }}\n"), MANY),
    # All but the one that is right, and two hundred that may be years.
    "typed numbers": (
        FOREWORD,
        lambda _: lines("There were # orders with travel restriction.\n"),
        MANY - 201,
    ),
    "footnotes": (FOREWORD, lambda _: lines("text[^#]\n"), MANY),
    "one picture": (FOREWORD, lambda _: "![A square](images/square.png)\n" * MANY, 0),
    "pictures that are not there": (FOREWORD, lambda _: lines("![A square](images/#.png)\n"), MANY),
}


@pytest.mark.parametrize("what", CASES)
def test_many_of_a_kind(what: str, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, change, problems = CASES[what]
    text = (workspace / path).read_text() if (workspace / path).exists() else ""
    (workspace / path).write_text(change(text))
    compared: list[Any] = []
    real = difflib.get_close_matches

    def counted(word: str, *rest: Any, **options: Any) -> list[str]:
        compared.append(word)
        return real(word, *rest, **options)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    start = time.process_time()
    reviewed = review(survey(workspace))
    assert time.process_time() - start < 4
    told = [problem for problem in reviewed.problems if problem.file == path]
    assert len(told) == problems
    assert len(compared) <= 2 * Suggestions.MOST
    assert "synthetic-south 2024-25" in {str(report.id) for report in reviewed.reports}


def test_a_file_is_read_once_for_all_its_problems(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path] = []
    real = Path.read_text

    def read_text(path: Path, *rest: Any, **options: Any) -> str:
        reads.append(path)
        return real(path, *rest, **options)

    line_of = line_reader(survey(workspace))
    monkeypatch.setattr(Path, "read_text", read_text)
    assert [line_of(STATISTICS, 1), line_of(STATISTICS, 2), line_of(STATISTICS, 999)][2] is None
    assert reads == [workspace / STATISTICS]


def test_a_long_line_is_not_copied_for_each_of_its_problems() -> None:
    line = "\ta: 1" * 500_000
    problems = [
        Problem.at(Place("a", 1, column, 1, column + 1), "yaml-tab", "Message.", "Hint.")
        for column in range(1, 2_500_000, 2500)
    ]
    start = time.process_time()
    assert all(" a: 1 a: 1" in as_text(problem, lambda file, number: line) for problem in problems)
    assert time.process_time() - start < 1


def test_many_sections_in_an_order(workspace: Path) -> None:
    path = workspace / "content/2023-24/edition.yaml"
    path.write_text(path.read_text().replace("order: [", f"order: [{lines('k#, ', 4 * MANY)}"))
    start = time.process_time()
    problems = [
        one for one in review(survey(workspace)).problems if one.file == "content/2023-24/edition.yaml"
    ]
    assert time.process_time() - start < 4
    assert len(problems) >= MANY


def test_many_tables() -> None:
    text = "| a | b |\n|---|---|\n| x | y |\n\n" * (2 * MANY)
    tokens = parser().parse(text)
    body = Body.of("a", 1, text.split("\n"), tokens, (), {})
    start = time.process_time()
    assert not list(wide_tables(body))
    assert time.process_time() - start < 1
