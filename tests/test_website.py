"""The built website in a browser and in checkers: accessible, valid, complete, and alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) == 14
    return found


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_else_is_asked_for(width: int, site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in pages(site):
        page.goto(path.as_uri())
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.response["violations"] == [], f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{path} is wider than the screen"
        )
    assert all(url.startswith(site.as_uri()) for url in asked)
    assert said == []
    page.close()


def test_axe_would_find_something(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.evaluate("document.querySelector('html').removeAttribute('lang')")
    assert Axe().run(page).violations_count > 0
    page.close()


def test_text_at_four_hundred_per_cent_needs_no_sideways_scrolling(site: Path, browser: Browser) -> None:
    # 1280 pixels at 400 % are 320 CSS pixels, with letters four times as large (WCAG 2.2, 1.4.10).
    page = browser.new_page(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    page.goto((site / "2024-25/london/index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_keyboard_reaches_the_content_by_the_skip_link(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "2024-25/west-midlands/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.close()


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    checker = PROJECT / "node_modules/vnu-jar/build/dist/vnu.jar"
    run = subprocess.run(
        ["java", "-jar", checker, "--format", "json", "--skip-non-html", site], capture_output=True, text=True
    )
    assert json.loads(run.stderr)["messages"] == []


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    trees = {path: lxml.html.parse(path).getroot() for path in pages(site)}
    ids = {path: {item.get("id") for item in tree.iter() if item.get("id")} for path, tree in trees.items()}
    for path, tree in trees.items():
        names = [item.get("id") for item in tree.iter() if item.get("id")]
        assert len(names) == len(set(names)), f"{path}: an id stands twice"
        for _, _, link, _ in tree.iterlinks():
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            assert not parts.scheme and not parts.netloc and not link.startswith("/"), link
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], f"{path}: {link}"


def test_the_outline_of_every_page(site: Path) -> None:
    for path in pages(site):
        tree = lxml.html.parse(path).getroot()
        levels = [int(item.tag[1]) for item in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(below - above <= 1 for above, below in pairwise(levels)), path
        assert tree.get("lang") == "en-GB"
        assert len(tree.findall(".//main")) == 1 and len(tree.findall(".//a[@class='skip']")) == 1
        for table in tree.iter("table"):
            assert table.find("caption") is not None or table.getparent().get("aria-label")
            assert all(cell.get("scope") in ("row", "col") for cell in table.iter("th"))


def test_the_chart_says_its_figures_in_words(site: Path) -> None:
    tree = lxml.html.parse(site / "2024-25/west-midlands/index.html").getroot()
    title = tree.find(".//svg/title").text
    for words in ("Level 1, 5,119 in all", "Category 1 3,483", "Level 2, 61 in all", "Category 3 32"):
        assert words in title
    assert "Of 5,183 individuals, 5,119 (98.8%) are at Level 1." in tree.text_content()
