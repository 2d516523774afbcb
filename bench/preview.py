"""The live preview: from a save to the changed page in a browser, and to the PDF that has the change."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.synthetic import PROJECT, area_names

SAVES = 20
EDITION = "2024-25"
#: Notes when the text of a save is first seen on the page, in milliseconds since 1970.
WATCH = """() => {
  window.seen = {};
  new MutationObserver(() => {
    const found = document.querySelector("#foreword-text").textContent.match(/Saved (\\d+)/);
    if (found) seen[found[1]] ??= Date.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@contextmanager
def preview(root: Path, area: str) -> Iterator[str]:
    """The address of an area's report in a preview."""
    command = [sys.executable, "-m", "generator", "serve", area, "--edition", EDITION, "--root", str(root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def save_to_page(page: Page, path: Path, text: str) -> list[float]:
    """Seconds from each of some saves to the moment at which the browser has the change."""
    page.evaluate(WATCH)
    taken = []
    for number in range(SAVES):
        saved = time.time()
        path.write_text(f"{text}\n\nSaved {number}.\n")
        while not (seen := page.evaluate(f"seen[{number}]")):
            time.sleep(0.01)
        taken.append(seen / 1000 - saved)
        time.sleep(0.2)
    return taken


def save_to_pdf(address: str, path: Path, text: str) -> list[float]:
    """Seconds from each of some saves to the PDF that has the change; the first PDF is not counted."""
    before = urllib.request.urlopen(address).read()
    taken = []
    for number in range(SAVES // 4):
        saved = time.time()
        path.write_text(f"{text}\n\nPrinted {number}.\n")
        while (pdf := urllib.request.urlopen(address).read()) == before:
            time.sleep(0.01)
        taken.append(time.time() - saved)
        before = pdf
    return taken


def measured(root: Path) -> tuple[float, float]:
    """The medians of seconds from a save to the page and to the PDF, in a workspace of every area."""
    area = area_names()[20]
    path = root / "areas" / area / EDITION / "foreword.md"
    text = path.read_text()
    with preview(root, area) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        time.sleep(5)  # all areas are read meanwhile
        pages = save_to_page(page, path, text)
        link = re.search(r'href="([^"]+\.pdf)"', page.content())
        assert link is not None
        pdfs = save_to_pdf(address + link[1], path, text)
        browser.close()
    path.write_text(text)
    return statistics.median(pages), statistics.median(pdfs)
