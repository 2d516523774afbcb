"""``mappa new`` as its users call it, in both forms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import DATA, Run

NORTH = "areas/synthetic-north/2024-25/statistics.yaml"
EDITION = "content/2024-25/edition.yaml"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "`mappa new --edition 2025-26` to begin a year"),
        (("synthetic-north",), "For which year? Write `mappa new synthetic-north 2024-25`."),
        (("2025-26",), "`mappa new --edition 2025-26`"),
        (("2025-26", "synthetic-north"), "The area comes first: `mappa new synthetic-north 2025-26`."),
        (("synthetic-nroth", "2024-25"), "Did you mean synthetic-north?"),
        (("synthetic-north", "2024-25", "--edition", "2025-26"), "`mappa new AREA 2024-25`"),
        (("--edition", "next"), "is no year. Editions are named as 2024-25 is."),
        (("--edition", ""), "is no year"),
        (("--edition", "2025/26"), "Write `mappa new --edition 2025-26`."),
        (("--edition", "2025-2026"), "Write `mappa new --edition 2025-26`."),
        (("--edition", "2025"), "Write `mappa new --edition 2025-26`."),
        (("--edition", "25-26"), "Write `mappa new --edition 2025-26`."),
        (("--edition", "2025-27"), "Write `mappa new --edition 2025-26`."),
        (("--edition", "2024-25"), "There is an edition 2024-25 already: it was left as it is."),
        (("--edition", "2024/25"), "There is an edition 2024-25 already: it was left as it is."),
        (("--edition", "2019-20"), "2019-20 lies before the newest edition, 2024-25"),
    ],
)
def test_a_wrong_call(words: tuple[str, ...], said: str, workspace: Path, mappa: Run) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    run = mappa("new", *words, cwd=workspace, MAPPA_CALLED="mappa")
    assert run.returncode == 2 and said in run.stderr and run.stdout == ""
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["2025-26", "2025/26", "2025-2026", "2025–26", "25/26", "2025_26"])
def test_before_the_editor_has_begun_the_year(name: str, workspace: Path, mappa: Run) -> None:
    for words in (("new", "synthetic-north", name), ("check", "--edition", name)):
        run = mappa(*words, cwd=workspace, MAPPA_CALLED="./mappa")
        assert run.returncode == 2 and "Did you mean" not in run.stderr
        assert "with `./mappa new --edition 2025-26`" in run.stderr


def test_a_folder_of_a_year_that_has_not_begun_says_so(workspace: Path, mappa: Run) -> None:
    shutil.copytree(workspace / "areas/synthetic-north/2024-25", workspace / "areas/synthetic-north/2025-26")
    said = mappa("check", cwd=workspace, MAPPA_CALLED="./mappa").stdout
    assert "begins the year, with `./mappa new --edition 2025-26`" in said and "Did you mean" not in said


def test_where_there_is_no_edition(workspace: Path, mappa: Run) -> None:
    for name in ("2023-24", "2024-25"):
        shutil.rmtree(workspace / "content" / name)
    run = mappa("new", "--edition", "2025-26", cwd=workspace)
    assert run.returncode == 2 and "written by hand: docs/another-publication.md" in run.stderr
    run = mappa("new", "synthetic-north", "2025-26", cwd=workspace)
    assert run.returncode == 2 and "new --edition" not in run.stderr


@pytest.mark.parametrize("name", ["edition.yml", "Edition.yaml", "edition.yaml.txt"])
def test_a_file_that_is_meant_as_the_edition(name: str, workspace: Path, mappa: Run) -> None:
    (workspace / "content/2025-26").mkdir()
    (workspace / "content/2025-26" / name).write_text("edition: 2025-26\n")
    run = mappa("new", "--edition", "2025-26", cwd=workspace)
    assert run.returncode == 2 and f"{name} seems to be meant as the edition" in run.stderr


def test_what_is_in_the_way_is_not_overwritten(workspace: Path, mappa: Run) -> None:
    folder = workspace / "content/2025-26"
    folder.symlink_to("/nowhere")
    run = mappa("new", "--edition", "2025-26", cwd=workspace)
    assert run.returncode == 2 and "Something else stands where" in run.stderr and folder.is_symlink()
    folder.unlink()
    (folder / "sections").mkdir(parents=True)  # is no edition yet
    assert mappa("new", "--edition", "2025-26", cwd=workspace).returncode == 0


def test_a_newest_edition_with_errors_is_to_be_mended_first(workspace: Path, mappa: Run) -> None:
    path = workspace / EDITION
    path.write_text(path.read_text().replace("start: 2024", "start: 2020"))
    run = mappa("new", "--edition", "2025-26", cwd=workspace)
    assert run.returncode == 1 and f"{EDITION}:3:" in run.stderr and "Mend it first." in run.stderr
    assert not (workspace / "content/2025-26").exists()


def test_a_year_that_does_not_follow_is_said(workspace: Path, mappa: Run) -> None:
    run = mappa("new", "--edition", "2027-28", cwd=workspace)
    assert run.returncode == 0 and "2027-28 does not follow 2024-25" in run.stdout
    assert "{start: 2027-04-01, end: 2028-03-31}" in (workspace / "content/2027-28/edition.yaml").read_text()


def test_calendar_years(tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "safeguarding"
    shutil.copytree(DATA / "safeguarding", root)
    assert (
        "Write `mappa new --edition 2025`"
        in mappa("new", "--edition", "2025-26", cwd=root, MAPPA_CALLED="mappa").stderr
    )
    run = mappa("new", "--edition", "2025", cwd=root)
    assert run.returncode == 0 and "Look it through" in run.stdout
    assert mappa("check", cwd=root).returncode == 0
    assert mappa("new", "synthetic-vale", "2025", cwd=root).returncode == 0
    assert "enquiry_rate:  # 0.4" in (root / "areas/synthetic-vale/2025/statistics.yaml").read_text()


def test_the_schema_of_figures_follows_the_tables_and_no_other_file_changes(
    workspace: Path, mappa: Run
) -> None:
    schemas = workspace / "schemas"
    assert mappa("schema", cwd=workspace).returncode == 0
    (schemas / "area.json").write_text("{}")
    (schemas / "statistics-2019-20.json").write_text("{}")
    (schemas / "site.json").unlink()
    path = workspace / EDITION
    path.write_text(path.read_text() + "tables: {returned_to_custody: {title: Another}}\n")
    before = {path.name: path.read_bytes() for path in schemas.iterdir()}
    run = mappa("new", "synthetic-north", "2024-25", cwd=workspace)
    after = {path.name: path.read_bytes() for path in schemas.iterdir()}
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"statistics-2024-25.json", "site.json"}
    assert "wrote schemas/statistics-2024-25.json" in run.stdout
    assert mappa("new", "--edition", "2025-26", cwd=workspace).returncode == 0
    assert {path.name for path in schemas.iterdir()} - set(after) == {"statistics-2025-26.json"}


ROWS = """tables:
  restrictive_orders:
    rows:
      - {key: full, label: Full orders, was: sexual_harm_prevention_order}
      - {key: interim, label: Interim orders, was: sexual_harm_prevention_order}
      - key: sexual_harm_prevention_order_with_foreign_travel_restriction
        label: With travel restriction
relations: {travel-restriction-above-orders: }
"""


def test_run_again_it_adds_what_the_edition_asks_for(workspace: Path, mappa: Run) -> None:
    path = workspace / EDITION
    path.write_text(path.read_text() + ROWS)
    before = (workspace / NORTH).read_text()
    run = mappa("new", "synthetic-north", "2024-25", cwd=workspace)
    after = (workspace / NORTH).read_text().splitlines()
    added = [line for line in after if line not in before.splitlines()]
    assert [line for line in after if line not in added] == before.splitlines()
    assert added == ["  full:  # 2023-24: 30, with interim", "  interim:  # 2023-24: 30, with full"]
    number = after.index(added[0]) + 1
    assert f"added to {NORTH}:\n{number:>6} | {added[0]}\n{number + 1:>6} | {added[1]}\n" in run.stdout
    said = mappa("check", "synthetic-north", cwd=workspace).stdout
    assert "This edition counts it in parts: delete it, and write each of them: “full”, “interim”." in said
    again = mappa("new", "synthetic-north", "2024-25", cwd=workspace).stdout
    assert f"left {NORTH} as it is: it lacks nothing" in again


def test_a_file_that_cannot_be_read_is_left_and_one_that_is_empty_written(
    workspace: Path, mappa: Run
) -> None:
    path = workspace / NORTH
    path.write_text("eligible: {level_1\n")
    run = mappa("new", "synthetic-north", "2024-25", cwd=workspace, MAPPA_CALLED="./mappa")
    assert run.returncode == 0 and path.read_text() == "eligible: {level_1\n"
    assert (
        f"left {NORTH}: the whole file, which cannot be read as it stands; `./mappa check` says" in run.stdout
    )
    path.write_text("\n")
    assert (
        f"wrote {NORTH}, which was empty" in mappa("new", "synthetic-north", "2024-25", cwd=workspace).stdout
    )
    assert "  # 90" in path.read_text()


def test_notes_follow_what_they_hang_on(workspace: Path, mappa: Run) -> None:
    old = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    notes = "notes:\n  rate: {en: A, cy: B}\n  restrictive_orders.sexual_harm_prevention_order: 'C: d'\n"
    old.write_text(old.read_text().partition("notes:")[0] + notes)
    path = workspace / EDITION
    path.write_text(
        path.read_text() + ROWS.replace("full, label", "whole, label").split("      - {key: int")[0]
    )
    shutil.rmtree(workspace / "areas/synthetic-north/2024-25")
    path.write_text(
        path.read_text()
        + "      - {key: sexual_harm_prevention_order_with_foreign_travel_restriction, label: With}\n"
        + "relations: {travel-restriction-above-orders: }\n"
    )
    assert mappa("new", "synthetic-north", "2024-25", cwd=workspace).returncode == 0
    written = (workspace / NORTH).read_text()
    assert '  rate: {en: "A", cy: "B"}\n  restrictive_orders.whole: "C: d"\n' in written
    assert "  whole:  # 30\n" in written
    path.write_text(path.read_text().replace(", was: sexual_harm_prevention_order", ""))
    (workspace / NORTH).unlink()
    assert mappa("new", "synthetic-north", "2024-25", cwd=workspace).returncode == 0
    written = (workspace / NORTH).read_text()
    assert (
        '  # no longer a figure of this edition: restrictive_orders.sexual_harm_prevention_order: "C: d"'
        in written
    )
    assert "unknown-key" not in mappa("check", "synthetic-north", cwd=workspace).stdout


def test_last_year_s_figure_of_what_counts_otherwise_says_so(workspace: Path, mappa: Run) -> None:
    path = workspace / EDITION
    definition = "tables: {returned_to_custody: {definition: {since: 2024-25, words: Otherwise.}}}\n"
    path.write_text(path.read_text() + definition)
    shutil.rmtree(workspace / "areas/synthetic-north/2024-25")
    assert mappa("new", "synthetic-north", "2024-25", cwd=workspace).returncode == 0
    written = (workspace / NORTH).read_text()
    assert "    category_1:  # 5, counted otherwise\n" in written and "  # 20\n" in written
    assert "rate:  # not available\n" in written


def test_tables_of_columns_alone_and_cells_that_cannot_have_a_figure(workspace: Path, mappa: Run) -> None:
    path = workspace / EDITION
    path.write_text(
        path.read_text()
        + "tables:\n  returned_to_custody:\n    rows: []\n"
        + "  restrictive_orders:\n    not_applicable: [sexual_harm_prevention_order]\n"
        + "relations: {returned-above-managed: , travel-restriction-above-orders: }\n"
    )
    shutil.rmtree(workspace / "areas/synthetic-north/2024-25")
    assert mappa("new", "synthetic-north", "2024-25", cwd=workspace).returncode == 0
    written = (workspace / NORTH).read_text()
    assert "returned_to_custody:\n  category_1:\n  category_3:\n" in written
    assert "  sexual_harm_prevention_order: not applicable\n" in written


def test_who_signed_off_last_year_is_asked_to_again(workspace: Path, mappa: Run) -> None:
    old = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    shutil.rmtree(workspace / "areas/synthetic-north/2024-25")
    for sign_off, role in (
        ("", "Director"),
        ("sign_off: {role: 'Chair, Board', date: 2024-09-30}\n", '"Chair, Board"'),
    ):
        old.write_text(old.read_text() + sign_off)
        assert mappa("new", "synthetic-north", "2024-25", cwd=workspace).returncode == 0
        assert f"# sign_off: {{role: {role}, date: 2025-09-30}}\n" in (workspace / NORTH).read_text()
        (workspace / NORTH).unlink()
