"""A report as a screen reader has it, held to the text of ``tests/data/accessibility``.

Those texts are made anew with ``RENEW=1 scripts/test tests/site/test_screen_reader.py``. Read what has
changed in them as a blind reader would hear it, before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.conftest import DATA, run_mappa

EXPECTED = DATA / "accessibility"

#: An element of a PDF's structure, as pdfplumber has it, and the letters by their page and mark.
Element = dict[str, Any]
Letters = dict[tuple[int, int], str]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report of the small synthetic workspace."""
    output = tmp_path_factory.mktemp("small") / "output"
    run = run_mappa(
        "build", "--root", DATA / "workspace", "--output", output, "--cache", output.parent / "cache"
    )
    assert run.returncode == 0, run.stderr
    return output / "2024-25/synthetic-north"


def check(text: str, name: str) -> None:
    """Holds a text to the file of what is expected, or makes that file anew when it is asked for."""
    path = EXPECTED / name
    if os.environ.get("RENEW"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    hint = "If this is how it should be heard: RENEW=1 scripts/test tests/site/test_screen_reader.py"
    assert text == path.read_text(encoding="utf-8"), hint


def letters_by_mark(document: pdfplumber.PDF) -> Letters:
    """What is drawn under each mark of a page."""
    letters: Letters = {}
    for page in document.pages:
        for letter in page.chars:
            if letter["mcid"] is not None:
                mark = (page.page_number, letter["mcid"])
                letters[mark] = letters.get(mark, "") + letter["text"]
    return letters


def words(element: Element, letters: Letters) -> str:
    """The words of an element that has no others below it."""
    texts = (letters.get((element["page_number"], mark), "") for mark in element.get("mcids", ()))
    return " ".join(" ".join(texts).split())


def scopes(element: Element) -> list[str]:
    """What a header of a table is that of: its row or its column."""
    return [element["attributes"]["Scope"]] if "Scope" in element.get("attributes", {}) else []


def is_line(element: Element) -> bool:
    """Whether an element is a line of text and nothing else."""
    return element["type"] == "Span" and not element.get("children") and "alt_text" not in element


def spoken(element: Element, letters: Letters, depth: int = 0) -> Iterator[str]:
    """An element and all below it, in order: a line each, and those of a text together in one."""
    children = element.get("children", [])
    assert not (children and element.get("mcids")), "the order of the two would not be known"
    said = element.get("alt_text") or words(element, letters)
    if children and all(map(is_line, children)):
        said, children = " ".join(words(line, letters) for line in children), []
    name = " ".join([element["type"], *scopes(element)])
    yield "  " * depth + name + (f": {said}" if said else "")
    for are_lines, some in groupby(children, is_line):
        if are_lines:
            yield "  " * (depth + 1) + " ".join(words(line, letters) for line in some)
            continue
        for child in some:
            yield from spoken(child, letters, depth + 1)


def test_the_page_as_it_is_heard(report: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    check(page.locator("body").aria_snapshot() + "\n", "report.txt")
    page.close()


def test_the_pdf_as_it_is_heard(report: Path) -> None:
    with pdfplumber.open(report / "mappa-annual-report-synthetic-north-2024-25.pdf") as document:
        letters = letters_by_mark(document)
        lines = [line for element in document.structure_tree for line in spoken(element, letters)]
    check("\n".join(lines) + "\n", "report-pdf.txt")
