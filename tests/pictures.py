"""Pictures of every kind of page and of PDFs, for people to look at: ``python -m tests.pictures``.

One sheet for each way of showing the website: its pages one below the other, each at four widths; and one for
each of four PDFs, with all its pages.  They are written into ``docs/pictures/``.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from math import ceil
from pathlib import Path
from typing import Any

import pdfplumber
from playwright.sync_api import Browser

from bench.synthetic import write_workspace
from tests.conftest import PROJECT, chromium, on_a_server, run_mappa

FOLDER = PROJECT / "docs" / "pictures"
#: Widths of windows, in CSS pixels: a phone, a tablet, a laptop, a large screen; and their common height.
WIDTHS, HEIGHT = (320, 768, 1280, 1920), 1200
#: How large a picture is on its sheet.
SCALE = 0.25
#: The width of A4 in CSS pixels, how large a page of paper is on its sheet, and how many stand side by side.
PAPER, PAPER_SCALE, PAPERS = 794, 0.3, 5
#: How good a JPEG is, of a hundred.
QUALITY = 60
#: What lies between two pictures, and how wide sheets are, in CSS pixels.
GAP = 8
SCREENS_WIDTH = sum(WIDTHS) * SCALE + (len(WIDTHS) + 1) * GAP
PAPERS_WIDTH = PAPERS * PAPER * PAPER_SCALE + (PAPERS + 1) * GAP

#: What a browser is asked to emulate, by the name of the sheet.
SCREEN: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
}
#: The kinds of page that look otherwise with other figures, and those that do not.
FIGURES = ("", "2024-25/", "2024-25/compare/?areas={area},{other}", "2024-25/{area}/", "areas/{area}/")
TEXTS = ("data/", "2024-25/about/", "search/?q=level", "accessibility/", "404.html")
#: Reports whose PDFs are shown, each page of them; beside them one with figures of the year before.
REPORTS = ("london", "west-mercia", "west-midlands")


def main() -> None:
    """Builds the five reports and a synthetic workspace of full size, and writes all sheets."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        folder = Path(temporary)
        synthetic = write_workspace(folder / "workspace")
        one, other = sorted(path.name for path in (synthetic / "areas").iterdir())[:2]
        real = _built(PROJECT, folder / "five-reports")
        made_up = _built(synthetic, folder / "synthetic")
        _draw_website(browser, real, _pages((*FIGURES, *TEXTS), "west-midlands", "london"))
        _draw_website(browser, made_up, _pages(FIGURES, one, other))
        pdfs = {area: next(real.glob(f"20*/{area}/*.pdf")) for area in REPORTS}
        pdfs["synthetic"] = next(made_up.glob(f"2024-25/{one}/*.pdf"))
        for area, pdf in pdfs.items():
            name = f"pdf-{area}"
            _write_sheet(browser, [_pages_of(pdf, folder / name)], PAPERS_WIDTH, PAPER_SCALE, name)


def _draw_website(browser: Browser, root: Path, pages: tuple[str, ...]) -> None:
    """Writes a sheet for each way of showing some pages of a website."""
    with tempfile.TemporaryDirectory() as temporary, on_a_server(root) as address:
        folder = Path(temporary)
        for way, emulated in SCREEN.items():
            rows = []
            for page in pages:
                pictures = [folder / f"{way}-{len(rows)}-{width}.png" for width in WIDTHS]
                for width, picture in zip(WIDTHS, pictures, strict=True):
                    window = {"width": width, "height": HEIGHT}
                    with closing(browser.new_page(viewport=window, **emulated)) as tab:
                        tab.goto(address + page, wait_until="networkidle")
                        tab.screenshot(path=picture)
                rows.append(pictures)
            _write_sheet(browser, rows, SCREENS_WIDTH, SCALE, f"{root.name}-{way}")
        papers: list[Path] = []
        for number, page in enumerate(pages):
            pdf = folder / f"{number}.pdf"
            with closing(browser.new_page()) as tab:
                tab.goto(address + page, wait_until="networkidle")
                tab.pdf(path=pdf, prefer_css_page_size=True, format="A4")
            papers += _pages_of(pdf, folder / f"{number}", most=1)
        _write_sheet(browser, [papers], PAPERS_WIDTH, PAPER_SCALE, f"{root.name}-printed")


def _pages(kinds: tuple[str, ...], area: str, other: str) -> tuple[str, ...]:
    return tuple(kind.format(area=area, other=other) for kind in kinds)


def _built(root: Path, output: Path) -> Path:
    run = run_mappa("build", "--root", root, "--output", output, "--cache", output.with_suffix(".cache"))
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    return output


def _pages_of(pdf: Path, folder: Path, most: int | None = None) -> list[Path]:
    """Pictures of the pages of a PDF, or of the first ones, in order."""
    folder.mkdir()
    with pdfplumber.open(pdf) as document:
        for page in document.pages[:most]:
            page.to_image(resolution=96, antialias=True).save(
                folder / f"{page.page_number:03}.png", quantize=False
            )
    return sorted(folder.iterdir())


def _write_sheet(browser: Browser, rows: list[list[Path]], width: float, scale: float, name: str) -> None:
    """All pictures on one so wide, each made small by ``scale``; the rows below one another."""
    images = "".join(f"<div>{''.join(f'<img src={path.as_uri()}>' for path in row)}</div>" for row in rows)
    style = (
        f"body {{ margin: 0; background: #808080 }} img {{ zoom: {scale} }}"
        f"div {{ display: flex; flex-wrap: wrap; gap: {GAP}px; padding: {GAP}px }}"
    )
    window = {"width": ceil(width), "height": 100}
    with tempfile.TemporaryDirectory() as folder, closing(browser.new_page(viewport=window)) as tab:
        page = Path(folder) / "sheet.html"
        page.write_text(f"<!doctype html><style>{style}</style><body>{images}")
        tab.goto(page.as_uri(), wait_until="load")
        tab.screenshot(path=FOLDER / f"{name}.jpg", full_page=True, type="jpeg", quality=QUALITY)


if __name__ == "__main__":
    main()
