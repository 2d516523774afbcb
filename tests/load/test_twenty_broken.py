"""One run over twenty broken reports names them all, builds the sound areas and ends with status 1."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cases import cases, expectations, overlay
from tests.conftest import DATA, Run

REGISTER_ENTRY = """
- slug: {slug}
  name: Synthetic {word}
  facts: {{country: England, police_force: Synthetic {word} Police}}
"""
REPORT = "areas/synthetic-north/2024-25/"


def broken_reports() -> list[Path]:
    """Twenty cases that change nothing but a report's own files, and break it."""
    chosen = []
    for case in cases("bad"):
        problems = expectations(case, "problems.txt")
        files = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file()]
        of_the_report = all(file.startswith(REPORT) for file in files if file != "problems.txt")
        if of_the_report and all(line.startswith(REPORT) and ": error: " in line for line in problems):
            chosen.append(case)
    return chosen[:20]


def test_twenty_broken_reports_at_once(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    broken = broken_reports()
    assert len(broken) == 20
    expected = set()
    register = workspace / "content" / "areas.yaml"
    for number, case in enumerate(broken):
        word = chr(ord("a") + number) * 2
        slug = f"synthetic-{word}"
        register.write_text(register.read_text() + REGISTER_ENTRY.format(slug=slug, word=word))
        changed = tmp_path / slug
        shutil.copytree(DATA / "workspace", changed)
        overlay(case, changed)
        shutil.copytree(changed / REPORT, workspace / "areas" / slug / "2024-25")
        expected |= {line.replace("synthetic-north", slug) for line in expectations(case, "problems.txt")}
    run = mappa("build", "--root", workspace)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    named = {line for line in run.stderr.splitlines() if ": error: " in line}
    assert named == expected
    for number in range(20):
        slug = f"synthetic-{chr(ord('a') + number) * 2}"
        assert f"{slug} 2024-25" in run.stdout
        assert not (workspace / "output" / "2024-25" / slug).exists()
    for sound in ("2024-25/synthetic-north", "2024-25/synthetic-south", "2023-24/synthetic-north"):
        assert list((workspace / "output" / sound).glob("*.pdf")), sound
