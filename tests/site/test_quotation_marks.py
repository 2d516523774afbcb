"""No straight quotation mark or apostrophe stands among the curly ones that readers see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from generator.source.markdown import read_markdown
from generator.source.texts import texts_of
from generator.source.yaml import read_yaml
from tests.conftest import PROJECT

STRAIGHT = frozenset("'\"")
#: Attributes whose words are read out, shown, or printed by a search engine.
READ_OUT = ("alt", "aria-label", "content", "placeholder", "title")
FILES = [
    path.relative_to(PROJECT).as_posix()
    for folder in ("content", "areas")
    for path in sorted((PROJECT / folder).rglob("*"))
    if path.suffix in (".md", ".yaml")
]


def words_of(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Everything in a page that is read."""
    for element in page.iter():
        if element.tag in ("script", "style"):
            continue
        # A policy for the browser has straight marks of its own.
        if element.get("http-equiv") is None:
            yield from (element.get(name, "") for name in READ_OUT)
        # What is inside of a comment is not read, and what follows it is.
        yield element.text or "" if isinstance(element.tag, str) else ""
    yield from (element.tail or "" for element in page.iter())


@pytest.mark.parametrize("name", FILES)
def test_what_is_written(name: str) -> None:
    text = (PROJECT / name).read_text()
    texts = read_markdown(text, name)[0].texts if name.endswith(".md") else texts_of(read_yaml(text, name)[0])
    assert [one.words for one in texts if STRAIGHT & set(one.words)] == []


def test_what_is_seen(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert pages
    for path in pages:
        words = words_of(lxml.html.parse(path).getroot())
        assert [one for one in words if STRAIGHT & set(one)] == [], path
