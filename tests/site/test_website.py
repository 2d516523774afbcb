"""The built website in a browser and in checkers: accessible, valid, complete, and alone."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.conftest import PROJECT, on_a_server


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with on_a_server(site) as address:
        yield address


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    # The first page; 3 editions, their texts and comparisons; 5 reports, 42 areas; 4 of words and the search.
    assert len(found) == 1 + 3 * 3 + 5 + 42 + 4
    return found


#: An area without a report, and the other kinds of page: the areas' pages are alike.
def some_pages(site: Path) -> list[Path]:
    reported = {path.parent.name for path in site.glob("20*/*/index.html")}
    return [
        path
        for path in pages(site)
        if path.parent.parent.name != "areas" or path.parent.name in {*reported, "kent"}
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_else_is_asked_for(
    width: int, scripts: bool, site: Path, served: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    if not scripts:  # axe itself is a script, so the page's own are kept away instead of all
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    for path in some_pages(site):
        page.goto(served + path.relative_to(site).as_posix())
        page.wait_for_load_state("networkidle")
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.response["violations"] == [], f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{path} is wider than the screen"
        )
    assert all(url.startswith(served) for url in asked)
    assert said == []
    context.close()


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
    expect(page).to_have_url(re.compile("#main$"))
    page.close()


def test_the_nu_checker_finds_nothing(site: Path, served: str) -> None:
    checker = PROJECT / "node_modules/vnu-jar/build/dist/vnu.jar"
    addresses = [served + path.relative_to(site).as_posix() for path in pages(site)]
    allowed = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # those are the machine's own
    run = subprocess.run(
        ["java", allowed, "-jar", checker, "--format", "json", *addresses], capture_output=True, text=True
    )
    assert json.loads(run.stderr)["messages"] == []


PAGES_BY_KEYBOARD = (
    *("index.html", "2024-25/index.html", "2024-25/london/index.html", "areas/london/index.html"),
    *("search/index.html", "data/index.html", "accessibility/index.html", "404.html"),
)


def test_everything_is_reached_by_the_keyboard_and_is_seen_to_be(served: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for path in PAGES_BY_KEYBOARD:
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
        wanted = page.evaluate(
            """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
            .filter((one) => one.checkVisibility()).length"""
        )
        reached = 0
        for _ in range(wanted):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => { const one = document.activeElement;
                if (one === document.body) return null;
                if (one.dataset.reached) return null;
                one.dataset.reached = "yes";
                return getComputedStyle(one).outlineStyle; }"""
            )
            assert seen == "solid", f"{path}: the focus is not seen at place {reached}"
            reached += 1
        assert reached == wanted > 4
    page.close()


def test_sorting_announces_itself_and_the_page_is_whole_without_it(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served + "2024-25/index.html")
    table = page.locator("[data-table=notification_rate_per_100_000]")

    def areas() -> list[str]:
        return [row.get_attribute("data-area") or "" for row in table.locator("tbody tr").all()]

    assert areas() == ["london", "west-midlands"]
    button = table.locator("thead th").nth(1).locator("button")
    button.focus()
    page.keyboard.press("Enter")
    assert areas() == ["west-midlands", "london"]
    assert table.locator("[aria-sort=descending]").count() == 1
    assert page.inner_text("#sorted") == "Sorted by Individuals per 100,000 population, highest first."
    button.click()
    assert areas() == ["london", "west-midlands"]
    assert "lowest first" in page.inner_text("#sorted")
    page.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "2024-25/index.html")
    assert page.locator("table[data-table] tbody tr").count() == 18
    context.close()


def test_the_search_finds_a_local_word_and_filters_by_area(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served + "index.html")
    page.fill("#q", "spotlights")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results li")
    expect(page.locator("#results a").first).to_have_text(re.compile("^Staffordshire"))
    expect(page.locator("#found")).to_contain_text("found")
    expect(page.locator("#without")).to_be_hidden()
    page.fill("#q", "probation")
    page.keyboard.press("Enter")
    expect(page.locator("#results li").nth(3)).to_be_visible()
    page.select_option("#area", "London")
    expect(page.locator("#results li").nth(3)).to_be_hidden()
    names = page.locator("#results a").all_inner_texts()
    assert names and all("London" in name or name == "About MAPPA, 2024 to 2025" for name in names)
    page.get_by_role("link", name="London").first.click()
    expect(page).to_have_title(re.compile("London"))
    page.goto(served + "search/index.html?q=spotlights&area=Kent")
    expect(page.locator("#found")).to_have_text("Nothing was found.")
    page.close()


def test_the_search_finds_what_all_reports_say_once_for_each_year(served: str, browser: Browser) -> None:
    page = browser.new_page()
    names = page.locator("#results a")
    page.goto(served + "search/index.html?q=RoSHO")
    expect(names).to_have_count(3)
    assert {name[:13] for name in names.all_inner_texts()} == {"About MAPPA, "}
    page.goto(served + "search/index.html?q=RoSHO&area=London")
    expect(names).to_have_text(["About MAPPA, 2024 to 2025"])
    page.goto(served + "search/index.html?q=RoSHO&area=Kent")
    expect(page.locator("#found")).to_have_text("Nothing was found.")
    page.goto(served + "search/index.html?q=RoSHO&edition=2022-23")
    expect(names).to_have_text(["About MAPPA, 2022 to 2023"])
    names.click()
    expect(page.locator("h3", has_text="Sexual Risk Order")).to_be_visible()
    page.close()


def test_without_scripts_or_a_server_the_search_offers_the_list(site: Path, browser: Browser) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto((site / "search/index.html").as_uri())
        expect(page.locator("#without")).to_be_visible()
        expect(page.locator("#search")).to_be_hidden()
        page.click("#without a")
        expect(page).to_have_url(re.compile("index.html#a-to-z$"))
        context.close()


def test_a_page_from_the_disk_has_its_styles(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('header.site')).backgroundColor") == (
        "rgb(18, 67, 109)"
    )
    page.close()


def test_pages_are_light_and_forbid_what_they_do_not_need(site: Path) -> None:
    for path in site.glob("20*/*/index.html"):
        assert path.stat().st_size < 100_000, path
    for path in pages(site):
        tree = lxml.html.parse(path).getroot()
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe-inline" not in policy
        assert ("wasm" in policy) == (path.parent.name == "search")
        for script in tree.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json"
        assert tree.findtext(".//title") and tree.find(".//meta[@name='description']").get("content")
        assert tree.find(".//meta[@property='og:title']") is not None
        assert not [item for item in tree.iter() if item.get("style") or item.get("onclick")]


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
            assert all(cell.get("scope") in ("row", "col", "colgroup") for cell in table.iter("th"))


def test_the_chart_says_its_figures_in_words(site: Path) -> None:
    tree = lxml.html.parse(site / "2024-25/west-midlands/index.html").getroot()
    title = tree.find(".//svg/title").text
    for words in ("Level 1, 5,119 in all", "Category 1 3,483", "Level 2, 61 in all", "Category 3 32"):
        assert words in title
    assert "Of 5,183 individuals, 5,119 (98.8%) are at Level 1." in tree.text_content()
