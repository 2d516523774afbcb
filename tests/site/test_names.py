"""What areas call their pages and pictures is in no id and in no file name of the website."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from PIL import Image
from playwright.sync_api import Browser

from generator.languages.file_order import by_numbers
from generator.load.pictures import published_stems
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import DATA, run_mappa

YEAR = "areas/synthetic-north/2024-25"
REPORT = "2024-25/synthetic-north"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FILE = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")

SCRIPT = "<script>window.ran=1</script>"
#: Names of local pages; what is no file name on some machine is one on another.
PAGES = (
    '10-x"><iframe srcdoc="<script src=images&#47;evil.js>">.md',
    "11-x' onfocus='window.ran=1' autofocus='.md",
    f"12-{SCRIPT.replace('/', '&#47;')}.md",
    "13-text.md",
    "14-plain.md",
    "15-plain-text.md",
    "16-Plain Text.md",
    "17-plain-text-2.md",
    "18-statistics.md",
    "19-main.md",
    "20-contents.md",
    "21-table-eligible.md",
    "22-about.md",
    "23-图.md",
    "24-.md",
    "24 .md",
    "tŷ.md",
    "25-a.b.md",
    "26-a.c.md",
    "27-\x1b[31m.md",
)
TEXT = """---
title: Page {number}
---
## Note 1

Text.[^1] Again.[^1]

## Note 1 mark

## Text

## Text

## 2

<script>window.ran=1</script> ![A square]({picture})

[^1]: A note.
"""
PICTURES = (
    'x"onerror="window.ran=1".png',
    "a b.png",
    "A_b.png",
    "a-b.png",
    "ab/c.png",
    "ab.c.png",
    "тест.png",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose names are chosen to be taken for markup or for one another, and its website."""
    root = tmp_path_factory.mktemp("hostile") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    year = root / YEAR
    (year / "images/ab").mkdir()
    for name in PICTURES:
        shutil.copy(year / "images/square.png", year / "images" / name)
    (year / "images/evil.js").write_text("window.ran = 1")
    for number, name in enumerate(PAGES):
        picture = PICTURES[number % (len(PICTURES) - 1)]
        text = TEXT.format(number=number, picture=f"<../images/{picture}>")
        (year / "local" / name).write_text(text)
    run = run_mappa("build", "--root", root, "--output", root / "output", "--only", "html")
    assert run.returncode == 0, run.stderr
    return root


def test_every_id_is_of_plain_letters_and_no_two_are_alike(hostile: Path) -> None:
    for path in (hostile / "output").rglob("*.html"):
        page = lxml.html.parse(path).getroot()
        ids = Counter(page.xpath("//@id"))
        assert all(ID.fullmatch(name) for name in ids), path
        assert [name for name, number in ids.items() if number > 1] == [], path
        for href in page.xpath("//a/@href[starts-with(., '#')]"):
            assert href[1:] in ids, (path, href)
    page = lxml.html.parse(hostile / "output" / REPORT / "index.html").getroot()
    assert len(page.xpath("//section[@class='local']")) == len(PAGES) + 1
    assert not page.xpath("//iframe | //*[@onfocus] | //*[@onerror] | //script[not(@type) and not(@src)]")


def test_every_file_name_is_of_plain_letters(hostile: Path) -> None:
    output = hostile / "output"
    for path in output.rglob("*"):
        if "pagefind" not in path.relative_to(output).parts and path.name != ".lock":
            assert FILE.fullmatch(path.name), path
    images = sorted(path.name for path in (output / REPORT / "images").iterdir())
    assert len(images) == len(PICTURES) and "evil.js" not in images
    page = lxml.html.parse(output / REPORT / "index.html").getroot()
    assert {f"images/{name}" for name in images} >= set(page.xpath("//section//img/@src"))


def test_nothing_of_it_runs_in_a_browser(hostile: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto((hostile / "output" / REPORT / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert page.frames == [page.main_frame]
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")


def test_each_entry_of_the_contents_leads_to_its_own_page(hostile: Path) -> None:
    page = lxml.html.parse(hostile / "output" / REPORT / "index.html").getroot()
    links = page.xpath("//nav[@class='contents']//a[starts-with(., 'Page ')]")
    assert len(links) >= 20
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]).text_content() == link.text_content()


def test_an_anchor_that_was_there_stays() -> None:
    """Addresses of a page with a usual name have been given away."""
    reports = review(survey(DATA / "workspace")).reports
    anchors = next(report for report in reports if str(report.id) == "synthetic-north 2024-25").anchors(False)
    assert {"#local-page", "#local-page-text", "#foreword-text-a-heading", "#table-eligible"} <= set(anchors)


LINKS = {
    "https://example.org/10-page.md": "https://example.org/10-page.md",
    "https://example.org/#statistics": "https://example.org/#statistics",
    "https://example.org/local/#table-eligible": "https://example.org/local/#table-eligible",
    "Http://example.org/foreword.md": "Http://example.org/foreword.md",
    "mailto:10-page.md": "mailto:10-page.md",
    "10-page.md": "#local-page-text",
    "./local/10-page.md": "#local-page-text",
    "../foreword.md": "#foreword-text",
    "20 our plan.md": "#local-our-plan-text",
    "20%20our%20plan.md": "#local-our-plan-text",
    "<20 our plan.md>": "#local-our-plan-text",
    "local\\\\10-page.md": "#local-page-text",
    "#statistics": "#statistics",
    "about.md": "#local-about-text",
}


def test_links_lead_where_they_say(workspace: Path) -> None:
    year = workspace / YEAR
    for name in ("20 our plan.md", "about.md"):
        (year / "local" / name).write_text("---\ntitle: A page\n---\nText.\n")
    lines = "\n\n".join(f"[{number}]({target})" for number, target in enumerate(LINKS))
    (year / "foreword.md").write_text(f"{lines}\n")
    (workspace / "content/2023-24/sections/about.md").write_text("{{ area.name }}: [our text](about.md)\n")
    run = run_mappa("build", "--root", workspace, "--output", workspace / "output", "--only", "html")
    assert run.returncode == 0, run.stderr
    page = lxml.html.parse(workspace / "output" / REPORT / "index.html").getroot()
    assert page.xpath("//section[@class='foreword']//p/a/@href") == list(LINKS.values())
    # A page of the area and a national text of one name: each text means its own.
    assert page.xpath("//section[@class='national']//a[.='our text']/@href") == ["#about-about"]


def test_names_in_the_order_of_their_numbers() -> None:
    names = [
        "1-a",
        "01-b",
        "2",
        "9-x.md",
        "10-x.md",
        "10-y.md",
        "20-x.md",
        "100.md",
        "Z.md",
        "a.md",
        "a2",
        "a10",
    ]
    assert sorted(sorted(names), key=by_numbers) == [
        *("1-a", "01-b", "2", "9-x.md", "10-x.md", "10-y.md", "20-x.md", "100.md", "Z.md"),
        *("a2", "a10", "a.md"),
    ]


def test_stems_are_plain_short_and_differ() -> None:
    names = [
        "A.png",
        "a-2.png",
        "a.jpg",
        "a.png",
        "图.png",
        "图.jpg",
        "x" * 200,
        ("y" * 200 + "/") * 3 + "z.png",
    ]
    stems = published_stems(names)
    assert list(stems.values())[:6] == ["a", "a-2", "a-3", "a-4", "picture", "picture-2"]
    assert len(set(stems.values())) == len(names) and max(map(len, stems.values())) < 70


def test_a_picture_that_several_texts_show_is_decoded_once(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = workspace / YEAR
    (year / "local/10-page.md").write_text("---\ntitle: A page\n---\n![The square](../images/square.png)\n")
    opened: list[io.BytesIO] = []
    really = Image.open

    def noted(data: io.BytesIO, **options: object) -> Image.Image:
        opened.append(data)
        return really(data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("PIL.Image.open", noted)
    reviewed = review(survey(workspace))
    assert reviewed.problems == () and len(opened) == 1
