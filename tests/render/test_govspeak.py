"""Markdown and its Govspeak, by the examples of data/markdown; and the figures of reports in Govspeak."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from generator.model.narrative import FrontMatter, Narrative
from generator.model.report import Part
from generator.render.govspeak import escaped, narrative_govspeak
from generator.source.markdown import read_markdown
from tests.conftest import DATA, PROJECT, Run, run_mappa
from tests.render.test_markdown import ANCHORS, FACTS, examples

PUBLISHED = sorted((DATA / "published").glob("*.csv"))
#: A line of a table with the heading of its row, and the beginning of a table.
ROW, TABLE = re.compile(r"\|# .*\|"), re.compile(r"### .* \{#table-([a-z0-9-]+)\}")


@pytest.mark.parametrize(
    ("name", "markdown", "govspeak"), examples("govspeak.txt"), ids=lambda value: str(value)[:50]
)
def test_example(name: str, markdown: str, govspeak: str) -> None:
    read, _ = read_markdown(markdown, "a.md")
    part = Part("p", None, Narrative("a", FrontMatter(), read))
    assert narrative_govspeak(part, 3, FACTS, ANCHORS) == govspeak


def test_a_text_of_several_lines_stays_text() -> None:
    assert escaped("# one\n2. two\nthree") == "&#35; one\n2\\. two\nthree"


def figures_of(path: Path) -> dict[str, list[str]]:
    """The words of the figures of each table of a report in Govspeak, by the table's key."""
    tables: dict[str, list[str]] = {}
    for line in path.read_text().split("\n"):
        if match := TABLE.fullmatch(line):
            figures = tables.setdefault(match[1].replace("-", "_"), [])
        elif ROW.fullmatch(line):
            figures += re.split(r"(?<!\\)\|", line)[2:-1]
    return tables


@pytest.fixture(scope="module")
def govspeak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five reports in Govspeak."""
    folder = tmp_path_factory.mktemp("govspeak")
    words = (
        "--only",
        "govspeak",
        "--output",
        folder / "site",
        "--cache",
        folder / "cache",
        "--root",
        PROJECT,
    )
    assert run_mappa("build", *words).returncode == 0
    return folder / "site"


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_report_in_govspeak_has_the_published_figures(path: Path, site: Path, govspeak: Path) -> None:
    area, edition = path.stem[:-8], path.stem[-7:]
    folder = site / edition / area
    tables = figures_of(govspeak / edition / area / f"mappa-annual-report-{path.stem}.md")
    words = [figure for figures in tables.values() for figure in figures]
    with path.open() as file:
        printed = [row["printed"] for row in csv.DictReader(file)]
    assert ["-" if one == "not applicable" else one.replace(",", "") for one in words] == printed
    with (folder / f"mappa-statistics-{path.stem}.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    by_table: dict[str, list[str]] = {}
    for line in lines:
        value = f"{int(line['value']):,}" if line["value"] else {"z": "not applicable"}[line["marker"]]
        by_table.setdefault(line["table"], []).append(value)
    assert tables == by_table
    assert not list(folder.glob("*.md"))  # readers have no use for it


def test_a_report_in_govspeak_is_whole(workspace: Path, mappa: Run) -> None:
    (workspace / "areas/synthetic-north/area.yaml").write_text(
        "contacts: [{name: An office, telephone: 01632 960000, email: a@example.org}]\n"
        "links: [{title: 'A [link]', url: https://example.org}]\n"
    )
    local = workspace / "areas/synthetic-north/2024-25/local/10-page.md"
    local.write_text(
        "---\ntitle: A page\nretold: true\nauthor: {role: Chair, organisation: The Board}\n---\n"
        "See [the foreword](../foreword.md), [the table](#table-eligible).\n\n"
        "![a square](images/square.png)\n"
    )
    assert mappa("build", "--only", "govspeak", "--root", workspace).returncode == 0
    assert mappa("verify", workspace / "preview", "--root", workspace).returncode == 0
    folder = workspace / "preview/2024-25/synthetic-north"
    text = (folder / "mappa-annual-report-synthetic-north-2024-25.md").read_text()
    assert "{{" not in text and "\n\n\n" not in text and text.endswith("\n")
    for words in (
        "not its own words: “A page”.",
        "\n## A page {#local-page}\n",
        "[the foreword](#foreword), [the table](#table-eligible)",
        "\n[Image: square.png]\n",
        "\nChair  \nThe Board\n",
        "\n### An office\n\n$C\nTelephone: 01632 960000  \nEmail: <a@example.org>  \n$C\n",
        "\n* [A \\[link\\]](https://example.org)\n",
        "|# With travel restriction|",
        "\n1. A synthetic note.\n",
    ):
        assert words in text, words
    assert (folder / "images/square.png").exists() and not list((workspace / "preview").rglob("*.html"))
