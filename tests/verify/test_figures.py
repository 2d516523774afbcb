"""A slip in a template is made again when a page is made anew: the figures are read back all the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.conftest import PROJECT, Run
from tests.report.test_changes import with_another_row
from tests.report.test_compare import figures
from tests.verify.test_tampering import MORE

SOUTH = "2024-25/synthetic-south"
NORTH_PDF = "2024-25/synthetic-north/mappa-annual-report-synthetic-north-2024-25.pdf"
TABLE, WORDS = "parts/table.html.jinja", "parts/words.html.jinja"
COMPARED = "parts/compared.html.jinja"


#: (template, what stands in it, the slip in its place, [(file, what is told of it)]).
SLIPS = [
    (
        TABLE,
        "{{ words[cell.key] }}",
        '{{ words[cell.key] | replace("120", "12") }}',
        [
            (f"{SOUTH}/index.html", "rate is “12” here, but “120” in the YAML"),
            (f"{SOUTH}/mappa-annual-report-synthetic-south-2024-25.pdf", "rate is “12” here, but “120”"),
        ],
    ),
    (
        TABLE,
        "{{ label(row.label, table) | trim }}",
        '{{ label(row.label, table) | trim | replace("1", "2") }}',
        [
            (f"{SOUTH}/index.html", "A label of the table eligible is not there here, but “Level 1”"),
            (f"{SOUTH}/mappa-annual-report-synthetic-south-2024-25.pdf", "but “Level 1” in the YAML"),
        ],
    ),
    (
        TABLE,
        'cell_before("before", row.before.figure,',
        'cell_before("before", row.before.figure ~ "0",',
        [(NORTH_PDF, "eligible.level_1.total (the year before) is “900” here, but “90”")],
    ),
    (
        TABLE,
        'cell_before("change", row.before.change,',
        'cell_before("change", row.before.change ~ "0",',
        [(NORTH_PDF, "eligible.level_1.total (change) is “+100” here, but “+10”")],
    ),
    (
        WORDS,
        "{{ item.figure }}",
        "{{ item.figure }}0",
        [
            (f"{SOUTH}/index.html", "headline 1 is “200” here, but “20” in the YAML"),
            ("2024-25/index.html", "headline 1 is “400” here, but “40” in the YAML"),
            ("index.html", "headline 1 is “400” here, but “40” in the YAML"),
        ],
    ),
    (
        COMPARED,
        "{% else %}{{ cell.words }}",
        "{% else %}{{ cell.words }}0",
        [
            ("2024-25/index.html", "total managed_in_year.level_2.category_1 is “400” here, but “40”"),
            ("2024-25/index.html", "change synthetic-north eligible.total.total is “+100” here, but “+10”"),
        ],
    ),
    (
        COMPARED,
        ">[{{ cell.marker }}]<",
        ">[{{ cell.marker | upper }}]<",
        [
            ("2024-25/index.html", "synthetic-south eligible.level_2.category_1 is “[C]” here, but “[c]”"),
            ("2024-25/index.html", "change total eligible.total.total is “[B]” here, but “[b]”"),
        ],
    ),
    (
        "parts/measures.jinja",
        "{% else %}{{ figure.words }}",
        "{% else %}{{ figure.words }}0",
        [("2024-25/compare/index.html", "synthetic-south managed_in_year.level_2.category_1 is “200” here")],
    ),
    (
        "parts/years.html.jinja",
        "{{ point.words }}",
        "{{ point.words }}0",
        [("areas/synthetic-north/index.html", "2023-24 managed_in_year.level_2.category_1 is “200”")],
    ),
    (
        "data/package.json.jinja",
        '"bytes": {{ bytes }}',
        '"bytes": {{ bytes + 1 }}',
        [
            (f"{SOUTH}/datapackage.json", "It describes another file than mappa-statistics-"),
            ("data/datapackage.json", "It describes another file than mappa-statistics.csv"),
            (
                "2024-25/compare/datapackage.json",
                "It describes another file than mappa-comparisons-2024-25.csv",
            ),
        ],
    ),
    (
        "data/spreadsheet.xml.jinja",
        "{% for words in sheet.header %}",
        "{% for words in sheet.header | reverse %}",
        [(f"{SOUTH}/mappa-statistics-synthetic-south-2024-25.ods", "Table_1, line 4, column 1 is")],
    ),
]


def slip(root: Path, template: str, old: str, new: str) -> None:
    """Puts a slip into a template that the workspace has of its own."""
    own = root / "templates" / template
    if not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text((PROJECT / "templates" / template).read_text())
    assert old in own.read_text()
    own.write_text(own.read_text().replace(old, new))


def check_told(output: str, path: str, words: str) -> None:
    lines = output.splitlines()
    assert any(
        f"{path}:1:1: error: figure-differs" in line and words in next_line
        for line, next_line in pairwise(lines)
    ), f"{path}: {words} is not in\n{output}"


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_slips_in_templates_are_found_and_not_published_by_a_strict_build(
    workspace: Path, mappa: Run
) -> None:
    edition = workspace / "content/2023-24/edition.yaml"
    edition.write_text(edition.read_text().partition("\ncharts:")[0] + MORE)
    assert mappa("build", "--root", workspace).returncode == 0
    sound = files_of(workspace / "output")
    for template, old, new, _ in SLIPS:
        slip(workspace, template, old, new)
    strict = mappa("build", "--strict", "--root", workspace)
    assert strict.returncode == 1 and "the website is as it was" in strict.stdout
    assert files_of(workspace / "output") == sound
    assert mappa("build", "--root", workspace).returncode == 0
    verified = mappa("verify", "--root", workspace)
    assert verified.returncode == 1
    for path, words in (told for *_, all_told in SLIPS for told in all_told):
        check_told(strict.stderr, path, words)
        check_told(verified.stdout, path, words)


def test_another_title_of_a_table_is_found(workspace: Path, mappa: Run) -> None:
    slip(workspace, TABLE, "{{ table.title }}", "{{ table.unit }}")
    run = mappa("build", "synthetic-south", "--only", "html", "--strict", "--root", workspace)
    assert run.returncode == 1
    words = "The title of the table managed_in_year is “Individuals” here, but “Individuals in the year”"
    check_told(run.stderr, f"{SOUTH}/index.html", words)


def test_a_number_where_two_years_have_no_change_is_found(workspace: Path, mappa: Run) -> None:
    with_another_row(workspace)
    figures(workspace, "synthetic-north/2023-24", "category_3: 32", "category_3: suppressed")
    slip(
        workspace,
        TABLE,
        'cell_before("change", row.before.change,',
        'cell_before("change", "+17" if row.before.change_marker else row.before.change,',
    )
    assert "synthetic-south" in mappa("build", "--root", workspace).stdout  # lacks a figure of the new row
    verified = mappa("verify", "--root", workspace)
    check_told(verified.stdout, NORTH_PDF, "restrictive_orders.other (change) is “+17” here, but “no number”")
    check_told(verified.stdout, NORTH_PDF, "eligible.level_2.total (change) is “+17” here, but “suppressed”")


def test_a_template_may_leave_out_last_years_figures_or_the_change(workspace: Path, mappa: Run) -> None:
    edition = workspace / "content/2023-24/edition.yaml"
    edition.write_text(
        edition.read_text().replace("With travel restriction", "With restriction since 2023-24")
    )
    own = workspace / "templates" / TABLE
    own.parent.mkdir(parents=True)
    text = (PROJECT / "templates" / TABLE).read_text()
    head = text[text.index('<th scope="col" class="change">') :].partition("\n")[0]
    cell = '{{ cell_before("change", row.before.change, row.before.change_marker) }}'
    without_change = text.replace(head, "").replace(cell, "")
    without_both = text.replace("{% if set.last_year %}", "{% if false %}").replace(
        "{% if row.before %}", "{% if false %}"
    )
    for template in (without_change, without_both):
        own.write_text(template)
        assert mappa("build", "--root", workspace).returncode == 0
        verified = mappa("verify", "--root", workspace)
        assert verified.returncode == 0, verified.stdout
