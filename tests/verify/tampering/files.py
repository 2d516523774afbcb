"""Files, folders and links that are taken away, added, or others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.verify.tampering.ways import (
    NORTH,
    NORTH_FILE,
    NORTH_PDF,
    OLD_PDF,
    PDF,
    SOUTH,
    SOUTH_FILE,
    Change,
    Tampering,
    put,
)


def files(words: str, path: str, change: Change) -> Tampering:
    return Tampering(words, path, change)


def removed(path: str) -> Tampering:
    return files(f"{path} is taken away", path, lambda site: (site / path).unlink())


def added(path: str, data: bytes = b"more") -> Tampering:
    return files(f"{path} is added", path, lambda site: put(site / path, data))


def swapped(path: str, other: str) -> Tampering:
    """A file with the content of another."""
    return files(f"{path} is {other}", path, lambda site: put(site / path, (site / other).read_bytes()))


def renamed(path: str, name: str) -> Tampering:
    return files(
        f"{path} is called {name}", path, lambda site: (site / path).rename((site / path).parent / name)
    )


def folder_away(path: str) -> Tampering:
    return files(f"the folder {path} is taken away", path, lambda site: shutil.rmtree(site / path))


def linked(path: str, target: str) -> Tampering:
    def change(site: Path) -> None:
        if (site / path).is_file():
            (site / path).unlink()
        (site / path).symlink_to(target)

    return files(f"{path} is a link to {target}", path, change)


def of_index(pattern: str, words: str, change: Callable[[bytes], bytes | None]) -> Tampering:
    """A file of the search's index, of which nothing more is known than how its name ends."""

    def tamper(site: Path) -> None:
        path = sorted(site.glob(pattern))[0]
        data = change(path.read_bytes())
        if data is None:
            path.unlink()
        else:
            put(path, data)

    return files(f"{words} of {pattern}", pattern.partition("*")[0], tamper)


def damaged(data: bytes) -> bytes:
    return data[: len(data) // 2]


FILES = [
    removed(f"{SOUTH}/index.html"),
    removed(PDF),
    removed(f"{SOUTH_FILE}.csv"),
    removed(f"{SOUTH}/mappa-rate-synthetic-south-2024-25.csv"),
    removed(f"{NORTH}/images/square.png"),
    removed("feed.xml"),
    removed("assets/screen.css"),
    removed("areas/synthetic-south/index.html"),
    folder_away(SOUTH),
    folder_away("2023-24"),
    folder_away("pagefind"),
    folder_away("data"),
    added("notes.txt"),
    added(f"{SOUTH}/draft.html"),
    added(f"{SOUTH}/.hidden"),
    files(
        "an edition is added",
        "2025-26",
        lambda site: put(site / "2025-26/synthetic-south/index.html", b"more"),
    ),
    added("assets/manifest.json", b"{}"),
    added(f"{NORTH}/images/other.png", b"\x89PNG"),
    added("pagefind/fragment/en-gb_0000000.pf_fragment"),
    swapped(f"{SOUTH}/index.html", f"{NORTH}/index.html"),
    swapped(PDF, NORTH_PDF),
    swapped(NORTH_PDF, OLD_PDF),
    swapped(f"{SOUTH_FILE}.ods", f"{NORTH_FILE}.ods"),
    swapped(f"{SOUTH_FILE}.csv", f"{NORTH_FILE}.csv"),
    swapped(f"{SOUTH_FILE}.json", f"{NORTH_FILE}.json"),
    swapped("areas/synthetic-south/index.html", "areas/synthetic-north/index.html"),
    swapped("2024-25/index.html", "2023-24/index.html"),
    renamed(PDF, "report.pdf"),
    renamed(f"{SOUTH}/index.html", "INDEX.html"),
    renamed(SOUTH, "synthetic-west"),
    files("an empty folder is added", "empty", lambda site: (site / "empty").mkdir()),
    files(
        "an empty folder is added to a report",
        f"{SOUTH}/images",
        lambda site: (site / SOUTH / "images").mkdir(),
    ),
    linked("link.html", "index.html"),
    linked(f"{SOUTH}/index.html", "../synthetic-north/index.html"),
    linked("2026-27", "2024-25"),
    linked("nowhere", "/nowhere"),
    files("a pipe", "pipe", lambda site: os.mkfifo(site / "pipe")),
    files("a damaged PDF", PDF, lambda site: put(site / PDF, damaged((site / PDF).read_bytes()))),
    files("an empty PDF", PDF, lambda site: put(site / PDF, b"")),
    files(
        "a damaged spreadsheet",
        f"{SOUTH_FILE}.ods",
        lambda site: put(site / f"{SOUTH_FILE}.ods", damaged((site / f"{SOUTH_FILE}.ods").read_bytes())),
    ),
    files(
        "words behind a spreadsheet",
        f"{SOUTH_FILE}.ods",
        lambda site: put(site / f"{SOUTH_FILE}.ods", (site / f"{SOUTH_FILE}.ods").read_bytes() + b"more"),
    ),
    files(
        "a page that is no UTF-8",
        f"{SOUTH}/index.html",
        lambda site: put(site / SOUTH / "index.html", b"\xff" + (site / SOUTH / "index.html").read_bytes()),
    ),
    files(
        "another picture",
        f"{NORTH}/images/square.png",
        lambda site: put(site / NORTH / "images/square.png", b"\x89PNG other"),
    ),
    of_index("pagefind/fragment/*.pf_fragment", "another text", lambda data: data + b"x"),
    of_index("pagefind/fragment/*.pf_fragment", "a lack", lambda data: None),
    of_index("pagefind/index/*.pf_index", "another index", lambda data: data + b"x"),
    of_index("pagefind/filter/*.pf_filter", "another filter", damaged),
    of_index("pagefind/pagefind-entry.json", "another entry", lambda data: data.replace(b'"', b' "', 1)),
    of_index("pagefind/pagefind.js", "another script", lambda data: data + b"alert(1)"),
]
