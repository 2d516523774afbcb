"""Ways to tamper with a website: what is done in words, the path that must be named, and the change.

Each leaves the files that other copies share as they are: it writes a new file in the place of the old one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

#: Changes a website below a folder.
Change = Callable[[Path], None]

SOUTH, NORTH = "2024-25/synthetic-south", "2024-25/synthetic-north"
SOUTH_FILE = f"{SOUTH}/mappa-statistics-synthetic-south-2024-25"
NORTH_FILE = f"{NORTH}/mappa-statistics-synthetic-north-2024-25"
PDF = f"{SOUTH}/mappa-annual-report-synthetic-south-2024-25.pdf"
NORTH_PDF = f"{NORTH}/mappa-annual-report-synthetic-north-2024-25.pdf"
OLD_PDF = "2023-24/synthetic-north/mappa-annual-report-synthetic-north-2023-24.pdf"


class Tampering(NamedTuple):
    """What is done in words, the path that must be named, and the change."""

    words: str
    path: str
    change: Change


def put(path: Path, data: bytes) -> None:
    """Writes a file in the place of an old one, which may be a link to what other tests share."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def mend(site: Path) -> None:
    """Writes the manifest anew, so that it names the files as they are now."""
    said = json.loads((site / "manifest.json").read_bytes())
    files = sorted(path for path in site.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path.relative_to(site).as_posix(): path for path in files if path.name != "manifest.json"}
    said["files"] = {name: sha256(path.read_bytes()).hexdigest() for name, path in names.items()}
    put(site / "manifest.json", (json.dumps(said, indent=1) + "\n").encode())
