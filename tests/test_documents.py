"""The documents say what the program does."""

from __future__ import annotations

import re
import subprocess

from generator.problems import CODES
from tests.cases import cases
from tests.conftest import PROJECT


def test_every_code_is_explained() -> None:
    text = (PROJECT / "docs" / "problems.md").read_text()
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)) == set(CODES)


def test_links_between_the_documents_lead_somewhere() -> None:
    for document in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", re.sub(r"`[^`]*`", "", document.read_text())):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_no_room_has_grown_too_large() -> None:
    files = subprocess.run(
        ["git", "ls-files", "generator"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    for name in files.stdout.split():
        if name.endswith(".py"):
            assert len((PROJECT / name).read_text().splitlines()) <= 330, name


def test_the_locks_name_no_host() -> None:
    for path in (*PROJECT.glob("requirements/*.txt"), PROJECT / "package-lock.json"):
        assert "://" not in path.read_text(), path.name


def test_the_catalogue_is_as_large_as_the_documents_say() -> None:
    text = (PROJECT / "docs" / "reliability.md").read_text()
    for kind in ("bad", "good"):
        (said,) = re.findall(rf"(\d+) cases in `tests/data/{kind}/`", text)
        assert int(said) == len(cases(kind)), f"docs/reliability.md: tests/data/{kind}/"
