"""Every case of data/good: files laid over the workspace build without a problem, and are seen."""

from __future__ import annotations

import io
import re
from pathlib import Path

import lxml.html
import pdfplumber
import pytest

from tests.cases import cases, expectations, overlay
from tests.conftest import Run


def text_of(path: Path) -> str:
    """What a reader sees in a page or PDF, on one line; all that another file holds."""
    data = path.read_bytes()
    if path.suffix == ".html":
        return " ".join(lxml.html.fromstring(data).text_content().split())
    if path.suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    return data.decode(errors="replace")  # pictures are no text


@pytest.mark.parametrize("case", cases("good"), ids=lambda case: case.name)
def test_it_builds_and_is_seen(case: Path, workspace: Path, mappa: Run) -> None:
    overlay(case, workspace)
    seen = expectations(case, "seen.txt")
    assert seen, "say in seen.txt what must be read in the website"
    only = () if any(".pdf" in line for line in seen) else ("--only", "html", "--only", "data")
    run = mappa("build", "--root", workspace, "--output", workspace / "output", *only)
    assert (run.returncode, run.stderr.count(": warning: ")) == (0, 0), run.stderr
    for line in seen:
        match = re.fullmatch(r"(\S+) ?(!?): (.+)", line)
        assert match, f"{line}: not a path, a colon and words"
        path, negated, words = match.groups()
        assert (words in text_of(workspace / "output" / path)) != bool(negated), line
