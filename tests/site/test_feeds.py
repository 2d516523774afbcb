"""What other programs read of the website: sitemap, feed, robots.txt, what search engines want."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import lxml.html
import pikepdf
import pytest

from tests.conftest import Run

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://www.example.org/mappa/"


def published_at(workspace: Path, mappa: Run) -> Path:
    settings = workspace / "content/site.yaml"
    settings.write_text(
        f"{settings.read_text()}"
        "address: https://www.example.org/mappa\nemail: mappa@example.org\n"
        "licence: {name: Synthetic licence, url: https://www.example.org/licence}\n"
    )
    assert mappa("build", "--only", "html", "--only", "data", "--root", workspace).returncode == 0
    return workspace / "preview"


def test_with_an_address_every_page_is_in_the_sitemap_once(workspace: Path, mappa: Run) -> None:
    output = published_at(workspace, mappa)
    tree = ElementTree.parse(output / "sitemap.xml")
    found = [loc.text for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = {
        BASE + path.relative_to(output).as_posix().removesuffix("index.html")
        for path in output.rglob("*.html")
        if path.name != "404.html"
    }
    assert len(found) == len(pages) and set(found) == pages
    for path in output.rglob("index.html"):
        page = lxml.html.parse(path).getroot()
        assert page.find(".//link[@rel='canonical']").get("href") in pages
        assert page.find(".//meta[@property='og:url']").get("content") in pages
    assert (output / "robots.txt").read_text().endswith(f"Sitemap: {BASE}sitemap.xml\n")
    lost = lxml.html.parse(output / "404.html").getroot()
    assert all(link.startswith((BASE, "#", "mailto:", "https://")) for _, _, link, _ in lost.iterlinks())


def test_without_an_address_nothing_pretends_to_have_one(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()
    assert "Sitemap" not in (site / "robots.txt").read_text()
    assert lxml.html.parse(site / "index.html").getroot().find(".//link[@rel='canonical']") is None


def test_the_feed_names_every_report_the_newest_first(workspace: Path, site: Path, mappa: Run) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 5
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True) and feed.findtext(f"{ATOM}updated") == updated[0]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 5 and all(str(one).startswith("urn:uuid:") for one in ids)
    for entry in entries:
        assert (site / str(entry.find(f"{ATOM}link").get("href")) / "index.html").is_file()  # type: ignore[union-attr]
        assert "MAPPA annual report" in str(entry.findtext(f"{ATOM}title"))
    output = published_at(workspace, mappa)
    feed = ElementTree.parse(output / "feed.xml").getroot()
    assert all(str(one.findtext(f"{ATOM}id")).startswith(BASE) for one in feed.findall(f"{ATOM}entry"))


@pytest.mark.parametrize(
    ("release", "published", "expected"),
    [
        ("published", "2025-07-30", "2025-07-30T00:00:00+00:00"),
        ("published", "2024-12-01", "2025-03-31T00:00:00+00:00"),
        ("2025-10-10", "2025-07-30", "2025-10-10T00:00:00+01:00"),
        ("2025-10-10 09:30", "2025-07-30", "2025-10-10T09:30:00+01:00"),
        ("2025-06-01", "2025-07-30", "2025-07-30T00:00:00+00:00"),
    ],
)
def test_no_date_is_before_what_the_report_cites(
    workspace: Path, mappa: Run, release: str, published: str, expected: str
) -> None:
    path = workspace / "content/2024-25/edition.yaml"
    text = path.read_text().replace("release: published", f"release: {release}")
    path.write_text(text.replace("published: 2025-07-30", f"published: {published}"))
    assert mappa("build", "--root", workspace).returncode == 0
    feed = ElementTree.parse(workspace / "output/feed.xml").getroot()
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}updated") == expected
    assert feed.findtext(f"{ATOM}updated") == expected
    with pikepdf.open(next(workspace.glob("output/2024-25/synthetic-north/*.pdf"))) as pdf:
        assert str(pdf.docinfo["/CreationDate"])[2:10] == expected[:10].replace("-", "")


def test_search_engines_are_told_of_the_data_set(workspace: Path, mappa: Run) -> None:
    output = published_at(workspace, mappa)
    page = lxml.html.parse(output / "2024-25/synthetic-north/index.html").getroot()
    content = json.loads(page.find(".//script[@type='application/ld+json']").text)
    assert content["@type"] == "Dataset" and content["temporalCoverage"] == "2024-04-01/2025-03-31"
    assert content["license"] == "https://www.example.org/licence"
    for item in content["distribution"]:
        assert (output / item["contentUrl"].removeprefix(BASE)).is_file()


def test_a_report_tells_of_newer_and_older_ones(workspace: Path, mappa: Run) -> None:
    output = published_at(workspace, mappa)
    older = lxml.html.parse(output / "2023-24/synthetic-north/index.html").getroot()
    assert "This is an older report." in older.find(".//p[@class='notice']").text_content()
    assert older.find(".//p[@class='notice']/a").get("href") == "../../2024-25/synthetic-north/index.html"
    newer = lxml.html.parse(output / "2024-25/synthetic-north/index.html").getroot()
    assert newer.find(".//p[@class='notice']") is None
    about = newer.find(".//section[@class='about']").text_content()
    for words in ("To cite it", "Synthetic licence", "2023 to 2024"):
        assert words in " ".join(about.split()), words
    links = [a.get("href") for a in newer.iterfind(".//p[@class='table-links']/a")]
    assert (
        "../index.html#table-rate" in links and "../../areas/synthetic-north/index.html#table-rate" in links
    )
    assert "mappa-rate-synthetic-north-2024-25.csv" in links
