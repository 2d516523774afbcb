"""Markdown and its HTML, by the examples of data/markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.narrative import FrontMatter, Narrative
from generator.model.report import Part
from generator.render.markdown import MarkdownWords, narrative_html
from generator.source.markdown import read_markdown
from tests.conftest import DATA

WORDS = MarkdownWords("Note {}".format, "Back to note {}".format, "Back", "Notes", "Table")
FACTS = {"snapshot": "31 March 2025", "eligible.total": "<5>"}
ANCHORS = {"10-page.md": "local-page-text", "#table-eligible": "table-eligible"}


def examples(file: str = "narrative.txt") -> list[tuple[str, str, str]]:
    pieces = (DATA / "markdown" / file).read_text().split("\n.\n")
    found = []
    for text, html in zip(pieces[::2], pieces[1::2], strict=False):
        name, _, markdown = text.partition("\n")
        found.append((name, markdown, html))
    return found


@pytest.mark.parametrize(("name", "markdown", "html"), examples(), ids=lambda value: str(value)[:50])
def test_example(name: str, markdown: str, html: str) -> None:
    read, _ = read_markdown(markdown, "a.md")
    part = Part("p", None, Narrative("a", FrontMatter(), read))
    assert narrative_html(part, 3, FACTS, ANCHORS, WORDS).strip() == html


@pytest.mark.parametrize("path", sorted(DATA.glob("workspace/areas/**/*.md")), ids=lambda path: path.name)
def test_places_point_at_the_words(path: Path) -> None:
    lines = path.read_text().split("\n")
    read, _ = read_markdown(path.read_text(), "a.md")
    for reference in (*read.names, *read.links, *read.pictures):
        place = reference.place
        assert reference.target in lines[place.line - 1][place.column - 1 : place.end_column - 1]
