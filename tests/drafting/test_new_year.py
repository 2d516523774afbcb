"""A new edition with a new table, a split row and a changed section: files alone, no Python."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import lxml.html

from tests.conftest import Run

EDITION = """
edition: 2025-26
extends: 2024-25
release: published
period: {start: 2025-04-01, end: 2026-03-31}
snapshot: 2026-03-31
population: {name: mid-2025, published: 2026-07-30}
sections:
  statistics:
    tables: [eligible, managed_in_year, restrictive_orders, returned_to_custody, rate, visits]
tables:
  restrictive_orders:
    rows:
      - {key: full, label: Full orders}
      - {key: interim, label: Interim orders}
      - {key: total, label: All orders, total: true}
  visits:
    title: Home visits by quarter
    unit: Visits
    row_heading: Quarter
    rows:
      - {key: first, label: First quarter}
      - {key: second, label: Second quarter}
    columns:
      - {key: announced, label: Announced}
      - {key: unannounced, label: Unannounced}
      - {key: total, label: Total, total: true}
"""

STATISTICS = """
eligible:
  level_1: {category_1: 100}
  level_2: {category_1: 14, category_3: 32}
managed_in_year:
  level_2: {category_1: 20, category_3: 40}
restrictive_orders: {full: 10, interim: 3}
returned_to_custody:
  level_2: {category_1: 5, category_3: 6}
rate: 120
visits:
  first: {announced: 4, unannounced: 1200}
  second: {announced: suppressed, unannounced: 7}
"""


def test_by_files_alone(workspace: Path, mappa: Run) -> None:
    content = workspace / "content" / "2025-26"
    (content / "sections").mkdir(parents=True)
    (content / "edition.yaml").write_text(EDITION)
    (content / "sections" / "about.md").write_text(
        "---\ntitle: Changed\n---\nNew text: {{ visits.first.total }}.\n"
    )
    area = workspace / "areas" / "synthetic-south" / "2025-26"
    area.mkdir()
    (area / "statistics.yaml").write_text(STATISTICS)
    (area / "foreword.md").write_text("Synthetic foreword.\n")
    run = mappa("build", "--root", workspace, "synthetic-south", "--edition", "2025-26")
    assert run.returncode == 0, run.stderr
    folder = workspace / "preview" / "2025-26" / "synthetic-south"
    page = lxml.html.parse(folder / "index.html").getroot()
    cells = {cell.get("data-key"): cell.text_content() for cell in page.iterfind(".//td[@data-key]")}
    assert cells["visits.first.total"] == "1,204"
    assert cells["visits.second.announced"] == cells["visits.second.total"] == "suppressed"
    assert cells["restrictive_orders.total"] == "13"
    assert "restrictive_orders.sexual_harm_prevention_order" not in cells
    assert "New text: 1,204." in page.text_content()
    with (folder / "mappa-statistics-synthetic-south-2025-26.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == "visits"]
    assert [(row["value"], row["marker"]) for row in rows[:3]] == [("4", ""), ("1200", ""), ("1204", "")]
    assert (rows[3]["value"], rows[3]["marker"]) == ("", "c")
    assert (folder / "mappa-annual-report-synthetic-south-2025-26.pdf").read_bytes().startswith(b"%PDF")


def test_its_schema_and_its_scaffold_follow(workspace: Path, mappa: Run) -> None:
    content = workspace / "content" / "2025-26"
    content.mkdir()
    (content / "edition.yaml").write_text(EDITION)
    assert mappa("schema", "--root", workspace).returncode == 0
    schema = json.loads((workspace / "schemas" / "statistics-2025-26.json").read_text())
    assert "visits" in schema["properties"] and "visits" in schema["required"]
    assert mappa("new", "synthetic-north", "2025-26", "--root", workspace).returncode == 0
    text = (workspace / "areas" / "synthetic-north" / "2025-26" / "statistics.yaml").read_text()
    assert "unannounced:" in text and "rate:  # 120" in text
