"""Every page is made when it is asked for, and one alone if one alone is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import TemplateError

from generator.export.files import joint_files
from generator.languages import LANGUAGES
from generator.load.templates import load_templates
from generator.render import address
from generator.render.frame import Frame
from generator.render.sections import Shared
from generator.render.templates import Templates
from generator.report.compare import newest_first
from generator.report.review import review
from generator.site.data import Reporting, SiteData
from generator.site.pages import pages
from generator.site.search_entries import page_entries
from generator.workspace import survey
from tests.conftest import PROJECT, Run, frame_for

NEWEST, OLDEST = "synthetic-north 2024-25", "synthetic-north 2023-24"
WITH_ADDRESS = frame_for(address="https://www.example.org", kinds=("html", "data"))


def site_data(workspace: Path, frame: Frame = WITH_ADDRESS, **files: str) -> SiteData:
    texts, catalogues = load_templates(PROJECT)
    templates = Templates({**texts, **files}, catalogues, frame=frame)
    found = review(survey(workspace))
    shared = {key: Shared(text, templates) for key, text in found.texts.items()}
    data = SiteData(newest_first(found.reports), found.areas, len(found.areas), templates, shared)
    return replace(data, joint_files=joint_files(data.counted, templates))


def test_the_pages_are_those_of_the_website_but_the_reports(workspace: Path, mappa: Run) -> None:
    settings = workspace / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}address: https://www.example.org\n")
    words = ("build", "--only", "html", "--only", "data", "--root", workspace)
    assert mappa(*words).returncode == 0
    output = workspace / "preview"
    data = site_data(workspace)
    made = pages(data)
    built = {
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if path.suffix in (".html", ".xml", ".txt")
    }
    assert set(made) == built - {address.report_page(report) for report in data.reports}
    names = (
        "index",
        "search/index",
        "data/index",
        "accessibility/index",
        "areas/synthetic-south/index",
        "404",
    )
    assert {f"{name}.html" for name in names} <= set(made)
    for path, make in made.items():
        assert make() == (output / path).read_text(), path


def test_one_page_is_made_without_the_others(workspace: Path) -> None:
    broken = {f"{name}.html.jinja": "{{ wrong" for name in ("home", "edition", "area", "search")}
    made = pages(site_data(workspace, **broken))
    assert "<h1>" in made[address.data_page()]() and "<h1>" in made[address.not_found_page()]()
    for path in (address.home(), address.edition_page("2024-25"), address.area_page("synthetic-north")):
        with pytest.raises(TemplateError):
            made[path]()


def test_a_report_s_neighbours_are_in_its_language(workspace: Path) -> None:
    data = site_data(workspace)
    reports = tuple(replace(report, language=code) for report in data.reports for code in LANGUAGES)
    data = replace(data, reports=reports)
    newest = {report.language: report for report in reports if str(report.id).startswith(NEWEST)}
    oldest = {report.language: report for report in reports if str(report.id).startswith(OLDEST)}
    for language in LANGUAGES:
        assert data.neighbours(oldest[language]).newer is newest[language]
        neighbours = data.neighbours(newest[language])
        assert neighbours.before is oldest[language] and neighbours.newer is None
        assert neighbours.others == (oldest[language],)


def test_the_search_reads_every_page_that_has_words_but_the_reports(workspace: Path) -> None:
    made = page_entries(site_data(workspace))
    assert "Edition" not in made[address.area_page("synthetic-south")]()
    text = made[address.area_page("synthetic-north")]()
    assert '<p data-pagefind-filter="area">Synthetic North</p>' in text and "<table" not in text
    assert '<p data-pagefind-filter="edition">2024-25</p>' in made[address.edition_page("2024-25")]()
    assert address.home() not in made and address.search_page() not in made


def test_how_many_areas_have_reported_is_one_of_three_sentences(workspace: Path) -> None:
    data = site_data(workspace)
    assert data.reporting(data.of_edition("2024-25")) == Reporting("all", 2, 2)
    assert data.reporting(data.of_edition("2023-24")) == Reporting("one", 1, 2)
    larger = SiteData(data.reports, data.areas, 42, data.templates)
    assert larger.reporting(data.of_edition("2024-25")) == Reporting("some", 2, 42)


def test_a_preview_is_in_no_feed_and_no_sitemap(workspace: Path) -> None:
    made = pages(site_data(workspace, Frame(WITH_ADDRESS.site, preview=True)))
    assert address.SITEMAP not in made and address.feed() not in made
    assert "Disallow: /\n" in made[address.ROBOTS]()
