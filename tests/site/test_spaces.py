"""Words of pages and feeds stand apart, however their text is taken: with or without what the styles do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

from tests.conftest import DATA, PROJECT, run_mappa

#: The end of a sentence, or of a quotation, and the next word without a space, in one piece of text.
GLUED = re.compile(r"[a-z0-9%)”’][.!?;,:]+[”’)]*[A-Z“‘][a-z ]|[.,;:”)]https?:|”[A-Za-z0-9]|[a-z]\)[A-Za-z]")
#: How a piece of text ends and the next one begins, if both are of one word or sentence.
END, BEGINNING = re.compile(r"[\w.!?;,:%”’)]\Z"), re.compile(r"[\w“‘(]")
#: What holds no words.
NO_WORDS = ("script", "style", "{http://www.w3.org/2005/Atom}id", "{http://www.w3.org/2005/Atom}updated")


@pytest.fixture(scope="module", params=[PROJECT, DATA / "workspace"], ids=["five reports", "two years"])
def website(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The pages of a workspace at an address, which some sentences name, with a day of release."""
    root = tmp_path_factory.mktemp("spaces")
    for name in ("content", "areas"):
        shutil.copytree(request.param / name, root / name)
    file = root / "content/site.yaml"
    without = re.sub(r"^address:.*\n", "", file.read_text(), flags=re.MULTILINE)
    file.write_text(f"{without}\naddress: https://www.example.org/mappa/\n")
    edition = root / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text().replace("release: published", "release: 2025-10-30"))
    output = root / "output"
    run = run_mappa("build", "--only", "html", "--root", root, "--output", output)
    assert run.returncode == 0, run.stderr
    return output


def pieces(element: lxml.etree._Element) -> Iterator[str]:
    """The pieces of text in their order, without what is no words."""
    if isinstance(element.tag, str) and element.tag not in NO_WORDS:
        yield element.text or ""
        for child in element:
            yield from pieces(child)
            yield child.tail or ""


def glued(tree: lxml.etree._Element) -> list[str]:
    """What stands together and should not."""
    all_of_them = [piece for piece in pieces(tree) if piece]
    inside = [match[0] for piece in all_of_them for match in GLUED.finditer(piece)]
    between = [
        f"{one[-20:]}|{other[:20]}"
        for one, other in pairwise(all_of_them)
        if END.search(one) and BEGINNING.match(other)
    ]
    return inside + between


def test_no_word_of_a_page_is_glued_to_the_next(website: Path) -> None:
    pages = sorted(website.rglob("*.html"))
    assert len(pages) > 10
    found = {str(page.relative_to(website)): glued(lxml.html.parse(page).getroot()) for page in pages}
    assert not {page: words for page, words in found.items() if words}


def test_no_word_of_a_feed_is_glued_to_the_next(website: Path) -> None:
    feeds = [path for path in website.rglob("*.xml") if path.name != "sitemap.xml"]
    assert feeds and not [words for path in feeds for words in glued(lxml.etree.parse(path).getroot())]


@pytest.mark.parametrize(
    "html",
    [
        "<p>1 more.Years on two sides</p>",
        "<p>in “2025”.https://www.example.org/</p>",
        "<p>to “2010”.Released on</p>",
        "<p>The chair<br>Kent Police</p>",
        "<p><b>Rise.</b><i>Fall</i></p>",
        "<tr><th>value</th><td>The figure</td></tr>",
    ],
)
def test_what_is_glued_is_seen(html: str) -> None:
    assert glued(lxml.html.fromstring(html))
