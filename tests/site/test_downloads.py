"""What pages say of the files that they link to, and how they are cited."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from playwright.sync_api import Browser, expect

from generator.render.links import FileSize, file_size
from tests.conftest import Run

KIND = {".csv": "CSV", ".ods": "ODS", ".json": "JSON"}
SIZE = re.compile(r"\((CSV|ODS|JSON|Data Package), (\d+(?:\.\d)?) (KB|MB)\)")


def _check(output: Path) -> int:
    """How many links to data files a website has, each of which says the file's format and its size."""
    number = 0
    for page in output.rglob("*.html"):
        for link in lxml.html.parse(page).getroot().iterfind(".//a[@href]"):
            path = output / urljoin(page.relative_to(output).as_posix(), link.get("href"))
            if path.suffix not in KIND:
                continue
            match = SIZE.search(link.text_content())
            assert match, (page, link.text_content())
            kind = "Data Package" if path.name == "datapackage.json" else KIND[path.suffix]
            size = file_size(path.stat().st_size)
            assert match.groups() == (kind, size.number, size.unit), (page, path)
            number += 1
    return number


@pytest.mark.parametrize(
    ("number", "size"),
    [
        (0, ("1", "KB")),
        (1499, ("1", "KB")),
        (1500, ("2", "KB")),
        (999_499, ("999", "KB")),
        (999_500, ("1.0", "MB")),
        (3_449_999, ("3.4", "MB")),
    ],
)
def test_a_size_is_rounded_and_never_nothing(number: int, size: FileSize) -> None:
    assert file_size(number) == size


def test_every_link_to_a_data_file_says_its_format_and_its_size(site: Path) -> None:
    # By report 4 files and 9 tables; by year 4 on its page, 4 on that of the data, 3 of rates; 4 of all.
    assert _check(site) == 5 * 13 + 3 * 11 + 4


def test_sizes_stay_true_when_most_of_the_website_is_reused(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    links = _check(workspace / "output")
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    note = "A note that makes a file larger by more than a KB. " * 30
    statistics.write_text(f"{statistics.read_text()}\nnotes: {{eligible: {note}}}\n")
    assert mappa("build", "--root", workspace).returncode == 0
    assert _check(workspace / "output") == links
    assert mappa("verify", "--root", workspace).returncode == 0
    shutil.rmtree(workspace / "areas/synthetic-north/2023-24")
    assert mappa("build", "--root", workspace).returncode == 0
    assert _check(workspace / "output") < links


def test_a_spreadsheet_that_another_zlib_wrote_is_as_large_as_its_page_says(
    workspace: Path, mappa: Run
) -> None:
    """With another zlib the same sheets have another size, which the pages there tell."""
    assert mappa("build", "--root", workspace).returncode == 0
    output = workspace / "output"
    path = output / "data/mappa-statistics.ods"
    before = file_size(path.stat().st_size).number
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry), compresslevel=0)
    _replace(output, "data/mappa-statistics.ods", out.getvalue())
    after = file_size(len(out.getvalue())).number
    assert after != before
    said = mappa("verify", "--root", workspace).stdout
    assert "data/index.html" in said and "mappa-statistics.ods" not in said
    page = (output / "data/index.html").read_text().replace(f"(ODS, {before} KB)", f"(ODS, {after} KB)", 1)
    _replace(output, "data/index.html", page.encode())
    assert mappa("verify", "--root", workspace).returncode == 0


def _replace(output: Path, name: str, data: bytes) -> None:
    """Writes a file of a website, and its hash into the manifest."""
    (output / name).write_bytes(data)
    manifest = json.loads((output / "manifest.json").read_text())
    manifest["files"][name] = hashlib.sha256(data).hexdigest()
    (output / "manifest.json").write_text(json.dumps(manifest))


def test_a_page_is_cited_with_its_date_and_address(workspace: Path, mappa: Run) -> None:
    with (workspace / "content/site.yaml").open("a") as file:
        file.write("address: https://www.example.org/mappa\n")
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text().replace("release: published", "release: 2025-10-30"))
    assert mappa("build", "--only", "html", "--only", "data", "--root", workspace).returncode == 0
    cited = {
        name: lxml.html.parse(workspace / f"preview/{name}/index.html").getroot().find(".//textarea").text
        for name in ("2024-25/synthetic-north", "2023-24/synthetic-north", "data")
    }
    assert cited == {
        "2024-25/synthetic-north": "Synthetic North MAPPA Strategic Management Board, “Synthetic North MAPPA "
        "annual report 2024 to 2025”. Released on 30 October 2025. "
        "https://www.example.org/mappa/2024-25/synthetic-north/",
        "2023-24/synthetic-north": "Synthetic North MAPPA Strategic Management Board, “Synthetic North MAPPA "
        "annual report 2023 to 2024”. https://www.example.org/mappa/2023-24/synthetic-north/",
        "data": "MAPPA areas of England and Wales, “MAPPA statistics of all areas and years”, version 1.1.0. "
        "2023-24 to 2024-25. Released on 30 October 2025. https://www.example.org/mappa/data/",
    }


def test_a_citation_is_copied_by_a_button_that_needs_a_script(site: Path, browser: Browser) -> None:
    for path in ("data/index.html", "2024-25/london/index.html"):
        page = browser.new_page()
        page.goto((site / path).as_uri())
        button = page.get_by_role("button", name="Copy")
        button.click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        page.close()
        plain = browser.new_page(java_script_enabled=False)
        plain.goto((site / path).as_uri())
        assert plain.get_by_role("button", name="Copy").count() == 0
        assert plain.get_by_label("To cite it:").input_value()
        plain.close()
