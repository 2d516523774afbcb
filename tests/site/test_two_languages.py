"""With two published languages, what counts areas counts areas, and every link leads somewhere."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from tests.build.test_build import tree
from tests.conftest import PROJECT
from tests.report.test_compare import HEADLINES, edition, figures

BILINGUAL = """
import generator.languages
generator.languages.PUBLISHED = ("en", "cy")
from generator.__main__ import main
main()
"""


def bilingual_mappa(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a program that publishes Welsh as well."""
    return subprocess.run(
        [sys.executable, "-c", BILINGUAL, *map(str, words)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def bilingual(workspace: Path) -> Path:
    """The website of a workspace in which one area of two has written its newest report in Welsh too."""
    edition(workspace, "  - {table: rate, title: {en: By area, cy: Fesul ardal}, areas: true}\n" + HEADLINES)
    edition(workspace, "tables: {rate: {measure: rate}}\n", "2024-25")
    figures(workspace, "synthetic-south/2024-25", "rate: 120", "rate: not available")
    (workspace / "areas/synthetic-north/2024-25/foreword.cy.md").write_text(
        "---\ntitle: Rhagair\n---\nTestun.\n"
    )
    texts = workspace / "content/2024-25/sections"
    texts.mkdir()
    (texts / "about.md").write_text("---\ntitle: Background\n---\nText.\n")
    (texts / "about.cy.md").write_text("---\ntitle: Cefndir\n---\nTestun.\n")
    run = bilingual_mappa("build", "--only", "html", "--only", "data", "--root", workspace)
    assert run.returncode == 0, run.stdout + run.stderr
    return workspace / "preview"


def words_of(path: Path) -> str:
    return " ".join(lxml.html.parse(path).getroot().find(".//main").text_content().split())


def test_a_bilingual_area_counts_once(bilingual: Path) -> None:
    assert (bilingual / "cy/2024-25/synthetic-north/index.html").is_file()
    assert not (bilingual / "cy/2024-25/synthetic-south").exists()
    assert "2024 to 2025: 2 areas" in words_of(bilingual / "index.html")
    assert "2023 to 2024: 1 area" in words_of(bilingual / "index.html")
    for page, link, words in (
        ("2024-25/index.html", "synthetic-north/index.html", "[x] not available"),
        ("cy/2024-25/index.html", "synthetic-north/index.html", "[x] ddim ar gael"),
    ):
        tree = lxml.html.parse(bilingual / page).getroot()
        table = tree.find(".//table[@data-table='rate']")
        rows = {row.get("data-area"): row for row in table.findall("tbody/tr")}
        assert set(rows) == {"synthetic-north", "synthetic-south"}
        assert len(table.findall("tbody/tr")) == 2
        assert rows["synthetic-north"].find("th/a").get("href") == f"{link}#table-rate"
        assert "[x]" in table.text_content() and words in table.getparent().getparent().text_content()
        total = tree.find(".//table[@data-table='restrictive_orders']/tfoot/tr/td")
        assert total.text_content() == "60"


def test_the_joint_data_have_each_figure_once(bilingual: Path) -> None:
    for path in ("data/mappa-statistics.csv", "2024-25/data/mappa-statistics-2024-25.csv"):
        with (bilingual / path).open(newline="") as file:
            keys = [tuple(line[:5]) for line in csv.reader(file)]
        assert len(keys) == len(set(keys)) > 20
    content = json.loads((bilingual / "2024-25/data/mappa-statistics-2024-25.json").read_text())
    assert [area["name"] for area in content["areas"]] == ["Synthetic North", "Synthetic South"]


def test_a_welsh_page_has_welsh_words_and_else_the_first_language_s(bilingual: Path) -> None:
    page = words_of(bilingual / "cy/2024-25/index.html")
    assert "Gogledd Synthetig" in page and "Unigolion ar 31 Mawrth 2025" in page
    area = lxml.html.parse(bilingual / "cy/areas/synthetic-north/index.html").getroot()
    links = [str(link.get("href")) for link in area.iterfind(".//main//ul/li/a")][:2]
    assert links == [
        "../../2024-25/synthetic-north/index.html",
        "../../../2023-24/synthetic-north/index.html",
    ]
    report = lxml.html.parse(bilingual / "cy/2024-25/synthetic-north/index.html").getroot()
    assert "Cefndir" in report.text_content() and "Background" not in report.text_content()
    # The change on the year before is there, though that year has no Welsh report.
    assert len(report.findall(".//span[@class='change']")) == 2
    assert "Cefndir" in words_of(bilingual / "cy/2024-25/about/index.html")
    assert "Background" in words_of(bilingual / "2024-25/about/index.html")


def test_every_link_leads_to_a_page(bilingual: Path) -> None:
    pages = {path: lxml.html.parse(path).getroot() for path in bilingual.rglob("*.html")}
    ids = {path: {item.get("id") for item in page.iter() if item.get("id")} for path, page in pages.items()}
    for path, page in pages.items():
        assert page.get("lang") == ("cy" if path.relative_to(bilingual).parts[0] == "cy" else "en-GB")
        for _, _, link, _ in page.iterlinks():
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], f"{path}: {link}"
    for feed in (bilingual / "feed.xml", bilingual / "cy/feed.xml"):
        for _, _, link, _ in lxml.html.fromstring(feed.read_bytes()).iterlinks():
            assert (feed.parent / link / ("index.html" if link.endswith("/") else "")).is_file(), link


def test_a_page_tells_the_size_of_files_in_the_other_language(bilingual: Path, tmp_path: Path) -> None:
    words = ("build", "--only", "html", "--only", "data", "--root", bilingual.parent)
    statistics = bilingual.parent / "areas/synthetic-north/2024-25/statistics.yaml"
    text = statistics.read_text()
    for note in ("A note.", "A note." * 400):
        statistics.write_text(f"{text}  rate: {{en: {note}, cy: Nodyn.}}\n")
        assert bilingual_mappa(*words).returncode == 0
    assert bilingual_mappa(*words, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode == 0
    assert tree(bilingual) == tree(tmp_path / "o")


def test_it_is_read_back_without_a_difference(bilingual: Path) -> None:
    run = bilingual_mappa("verify", bilingual, "--root", bilingual.parent)
    assert run.returncode == 0, run.stdout + run.stderr
