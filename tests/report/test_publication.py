"""What the publication is called: without it nothing is built, and a slip beside it takes nothing away."""

from __future__ import annotations

from pathlib import Path

from generator.load import load
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import Run


def change(workspace: Path, old: str, new: str) -> None:
    path = workspace / "content/site.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_a_website_of_no_name_is_not_built_and_the_old_one_stands(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    before = (workspace / "preview/manifest.json").read_bytes()
    change(workspace, "{{ area.country }}", "{{ area.county }}")
    run = mappa("build", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and "unknown-name" in run.stderr
    assert (
        "Left out: synthetic-north 2023-24, synthetic-north 2024-25, synthetic-south 2024-25." in run.stdout
    )
    assert (workspace / "preview/manifest.json").read_bytes() == before


def test_what_areas_write_is_checked_all_the_same(workspace: Path) -> None:
    (workspace / "content/site.yaml").unlink()
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    foreword.write_text(f"{foreword.read_text()}\n{{{{ nothing }}}}\n")
    found = review(survey(workspace))
    assert {problem.code for problem in found.problems} == {"missing-key", "unknown-name"}
    assert found.reports == () and len(found.left_out) == 3


def test_a_slip_in_the_address_takes_no_name_away(workspace: Path) -> None:
    change(workspace, "publication:", "address: nowhere\npublication:")
    loaded = load(survey(workspace))
    assert loaded.site is not None and loaded.site.address is None
    assert loaded.site.publication.name.en == "MAPPA"
    assert len(review(survey(workspace)).reports) == 3


def test_files_begin_with_the_publication_s_own_word(workspace: Path, mappa: Run) -> None:
    change(workspace, "file_prefix: mappa", "file_prefix: protection")
    assert mappa("build", "synthetic-south", "--root", workspace).returncode == 0
    output = workspace / "preview"
    names = {path.name for path in output.rglob("*") if path.is_file()}
    assert "protection-annual-report-synthetic-south-2024-25.pdf" in names
    assert "protection-rate-synthetic-south-2024-25.csv" in names
    assert "protection-statistics.ods" in names and not [name for name in names if "mappa" in name]
    assert mappa("verify", output, "--root", workspace).returncode == 0


def test_one_area_with_other_facts_is_left_out_alone(workspace: Path) -> None:
    register = workspace / "content/areas.yaml"
    register.write_text(register.read_text().replace("    country: {en: Wales, cy: Cymru}\n", ""))
    found = review(survey(workspace))
    (problem,) = found.problems
    assert problem.message == "The fact “country” is missing here; the other areas have it."
    assert tuple(map(str, found.left_out)) == ("synthetic-south 2024-25",) and len(found.reports) == 2


def test_a_fact_stands_in_any_text(workspace: Path) -> None:
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    foreword.write_text(f"{foreword.read_text()}\nIn {{{{ area.country }}}}: {{{{ area.police_force }}}}.\n")
    reports = {str(report.id): report for report in review(survey(workspace)).reports}
    facts = reports["synthetic-south 2024-25"].facts
    assert (facts["area.country"], facts["area.police_force"]) == ("Wales", "Synthetic South Police")
