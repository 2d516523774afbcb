"""Every example of the CommonMark specification, as a local page: it is named at its file, or it is built."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import lxml.html
import pytest

from generator.languages.fonts import lacking
from generator.model.report import Report
from generator.pdf.engine import make
from generator.pdf.validation import faults
from generator.problems import Problem
from generator.render.sections import sections
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import DATA, PROJECT, templates_for
from tests.pdf.jobs import workspace_jobs

SPECIFICATION = PROJECT / "node_modules/commonmark-spec/spec.txt"
#: An example: its Markdown up to a line with a point, and its HTML.
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
YEAR = "areas/synthetic-north/2024-25"
#: Those whose letters no font of ours has, as entities; they were found in the PDF alone.
ONCE_FOUND_LATE = (25, 26, 27)


def examples() -> list[str]:
    """The Markdown of each example; the specification writes tabs as arrows."""
    return [match[1].replace("→", "\t") for match in EXAMPLE.finditer(SPECIFICATION.read_text())]


def with_pages(root: Path, pages: dict[int, str]) -> Path:
    """A workspace with these local pages alone, and what is left of the first area."""
    shutil.copytree(DATA / "workspace", root)
    shutil.rmtree(root / "areas/synthetic-south")
    shutil.rmtree(root / "areas/synthetic-north/2023-24")
    shutil.rmtree(root / YEAR / "local")
    (root / YEAR / "local").mkdir()
    (root / YEAR / "foreword.md").write_text("---\ntitle: Foreword\n---\nText.\n")
    for number, text in pages.items():
        path = root / YEAR / f"local/{number:03}-page-{number}.md"
        path.write_text(f"---\ntitle: Example {number}\n---\n{text}")
    return root


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Problem]]:
    """The problems of each example, by its number."""
    pages = dict(enumerate(examples(), start=1))
    assert len(pages) == 652
    root = with_pages(tmp_path_factory.mktemp("specification") / "workspace", pages)
    problems = defaultdict(list)
    for problem in review(survey(root)).problems:
        match = re.fullmatch(rf"{YEAR}/local/(\d+)-page-\d+\.md", problem.file)
        assert match, problem
        problems[int(match[1])].append(problem)
    return problems


def sound(named: dict[int, list[Problem]]) -> dict[int, str]:
    """The examples without an error."""
    return {
        number: text
        for number, text in enumerate(examples(), start=1)
        if not any(problem.severity == "error" for problem in named[number])
    }


def test_what_cannot_be_printed_is_named(named: dict[int, list[Problem]]) -> None:
    for number in ONCE_FOUND_LATE:
        assert {problem.code for problem in named[number]} == {"unknown-letter"}


def test_what_is_not_named_is_a_page(named: dict[int, list[Problem]], tmp_path: Path) -> None:
    pages = sound(named)
    (report,) = reports(with_pages(tmp_path / "workspace", pages))
    htmls = sections(report, templates_for(DATA / "workspace"))
    local = {
        section.title: lxml.html.fromstring(html.whole)
        for section, html in zip(report.sections, htmls, strict=True)
        if section.kind == "local"
    }
    assert list(local) == [f"Example {number}" for number in pages]
    for title, page in local.items():
        assert lacking(page.text_content()) == [], title
        for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "a", "th"):
            assert element.text_content().strip(), title
        assert all(picture.get("alt") for picture in page.iter("img")), title
        assert not list(page.iter("script", "style", "iframe")), title


def test_what_is_not_named_is_a_pdf(named: dict[int, list[Problem]], tmp_path: Path) -> None:
    pages = list(sound(named).items())
    for start in range(0, len(pages), 100):
        root = with_pages(tmp_path / str(start), dict(pages[start : start + 100]))
        (job,) = workspace_jobs(root, "synthetic-north")
        assert faults(make(job), job.html) == []


def reports(root: Path) -> tuple[Report, ...]:
    """The reports of a workspace."""
    return review(survey(root)).reports
