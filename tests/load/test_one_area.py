"""Whatever is wrong in one area, or in its entry of the register, the other areas are built."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.area import RESERVED_SLUGS
from generator.model.base import LONGEST_KEY, LONGEST_SLUG
from generator.render import address
from generator.report.review import Review, review
from generator.workspace import survey
from tests.conftest import Run

YEAR = "areas/synthetic-north/2024-25"
REGISTER = "content/areas.yaml"
SOUTH = "synthetic-south 2024-25"


def told(reviewed: Review) -> list[str]:
    return [f"{p.file} {p.line}:{p.column}: {p.code}" for p in reviewed.problems]


def sound(reviewed: Review) -> list[str]:
    return [str(report.id) for report in reviewed.reports]


@pytest.mark.parametrize("digits", [17, 4300, 4301, 100_000])
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ('"', '"'), ("-", ""), ("0", ""), ("", ".0"), ("", "²")]
)
def test_a_figure_of_thousands_of_digits(digits: int, before: str, after: str, workspace: Path) -> None:
    path = workspace / YEAR / "statistics.yaml"
    path.write_text(path.read_text().replace("rate: 120", f"rate: {before}{'9' * digits}{after}"))
    reviewed = review(survey(workspace))
    (problem,) = reviewed.problems
    assert problem.file == f"{YEAR}/statistics.yaml" and (problem.line, problem.column) == (11, 7)
    assert len(problem.message) + len(problem.hint) < 300
    assert SOUTH in sound(reviewed)


@pytest.mark.parametrize("numbers", ["decimal", "per cent"])
@pytest.mark.parametrize(
    "number", ["{nines}", "{nines}.5", "0.{nines}", '"{nines}.5"', "-{nines}.5", "{nines} %"]
)
def test_a_decimal_of_thousands_of_digits(numbers: str, number: str, workspace: Path) -> None:
    edition = workspace / "content/2023-24/edition.yaml"
    kind = f"numbers: {numbers}\n    places: 1\n    measure: rate"
    edition.write_text(edition.read_text().replace("measure: rate", kind))
    path = workspace / YEAR / "statistics.yaml"
    path.write_text(path.read_text().replace("rate: 120", f"rate: {number.format(nines='9' * 4301)}"))
    reviewed = review(survey(workspace))
    (problem,) = reviewed.problems
    assert problem.file == f"{YEAR}/statistics.yaml" and (problem.line, problem.column) == (11, 7)
    assert len(problem.message) + len(problem.hint) < 300
    assert SOUTH in sound(reviewed)


def test_a_forbidden_key_of_hundreds_of_letters(workspace: Path) -> None:
    path = workspace / YEAR / "statistics.yaml"
    path.write_text(path.read_text() + f"terrorism_{'a' * 900}: 1\n")
    reviewed = review(survey(workspace))
    (problem,) = reviewed.problems
    assert (problem.code, problem.severity) == ("category-4-figure", "error")
    assert len(problem.message) < 200
    assert SOUTH in sound(reviewed)


@pytest.mark.parametrize(
    ("path", "old"),
    [
        ("content/2024-25/edition.yaml", "start: 2024-04-01"),
        ("content/2024-25/edition.yaml", "snapshot: 2025-03-31"),
        ("content/2024-25/edition.yaml", "edition: 2024-25"),
        (REGISTER, "slug: synthetic-south"),
    ],
)
def test_thousands_of_digits_anywhere_else(path: str, old: str, workspace: Path) -> None:
    text = (workspace / path).read_text()
    (workspace / path).write_text(text.replace(old, f"{old.partition(':')[0]}: {'9' * 4301}"))
    reviewed = review(survey(workspace))
    assert path in {problem.file for problem in reviewed.problems}
    assert all(len(problem.message) < 300 for problem in reviewed.problems)
    assert "synthetic-north 2023-24" in sound(reviewed)


def test_thousands_of_digits_in_a_tile(workspace: Path) -> None:
    path = workspace / REGISTER
    path.write_text(path.read_text() + f"  tile: {{column: {'9' * 4301}, row: 1, letters: SSo}}\n")
    reviewed = review(survey(workspace))
    assert [problem.code for problem in reviewed.problems] == ["wrong-value"]
    assert tuple(map(str, reviewed.left_out)) == (SOUTH,)


@pytest.mark.parametrize(
    "target",
    [
        "images//etc/hostname",
        "images//{root}/{year}/images/square.png",
        "images/../statistics.yaml",
        "images/../images/square.png",
        "images/%2E%2E/statistics.yaml",
        "images/folder",
        "images/folder/none.png",
        "images/.hidden.png",
        f"images/{'a' * 300}.png",
        "images/a\0b.png",
        "images/a%00b.png",
        "/etc/hostname",
        "images/",
    ],
)
def test_a_picture_that_is_none_of_the_folder(target: str, workspace: Path) -> None:
    images = workspace / YEAR / "images"
    (images / "folder").mkdir()
    (images / ".hidden.png").write_bytes((images / "square.png").read_bytes())
    target = target.replace("{root}", str(workspace)).replace("{year}", YEAR)
    (workspace / YEAR / "foreword.md").write_text(f"Text.\n\n![A square]({target})\n")
    reviewed = review(survey(workspace))
    assert told(reviewed) == [f"{YEAR}/foreword.md 3:1: missing-picture"]
    assert SOUTH in sound(reviewed)


@pytest.mark.parametrize("name", ["sub/square.png", "square..png", "x" * 200 + ".png"])
def test_a_picture_in_the_folder_under_any_name(name: str, workspace: Path) -> None:
    images = workspace / YEAR / "images"
    (images / "sub").mkdir()
    (images / "square.png").rename(images / name)
    (workspace / YEAR / "foreword.md").write_text(f"![A square](images/{name})\n\n![It](images/{name})\n")
    reviewed = review(survey(workspace))
    assert told(reviewed) == []
    assert [picture.name for picture in reviewed.reports[1].pictures] == [name]


def test_a_picture_whose_decoder_fails_in_its_own_way(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoders of wrong bytes raise more than they promise."""

    def fail(*_: object, **__: object) -> None:
        raise IndexError

    monkeypatch.setattr("PIL.Image.open", fail)
    reviewed = review(survey(workspace))
    assert [problem.code for problem in reviewed.problems] == ["missing-picture"]
    assert SOUTH in sound(reviewed)


NEW_ENTRIES = {
    "a slug of 300 letters": f"slug: {'a' * 300}\n  name: A\n  facts: {{country: A, police_force: A}}",
    "capital letters": "slug: Synthetic-East\n  name: A\n  facts: {country: A, police_force: A}",
    "no name": "slug: synthetic-east\n  facts: {country: England, police_force: A}",
    "no slug": "name: A\n  facts: {country: England, police_force: A}",
    "an unknown key": "slug: synthetic-east\n  name: A\n  facts: {country: A, police_force: A}\n  a: round",
    "a slug that is a list": "slug: [a]\n  name: A\n  facts: {country: A, police_force: A}",
    "a word": "synthetic-east",
    "about": "slug: about\n  name: A\n  facts: {country: A, police_force: A}",
    "data": "slug: data\n  name: A\n  facts: {country: A, police_force: A}",
}


@pytest.mark.parametrize("what", NEW_ENTRIES)
def test_one_entry_of_the_register_with_a_slip(what: str, workspace: Path) -> None:
    """It is told once: the folder of its area is not unknown besides."""
    before = sound(review(survey(workspace)))
    path = workspace / REGISTER
    lines = path.read_text().count("\n")
    path.write_text(path.read_text() + f"- {NEW_ENTRIES[what]}\n")
    slug = what if what in RESERVED_SLUGS else "synthetic-east"
    entered = f"slug: {slug}\n" in NEW_ENTRIES[what]
    if entered:
        (workspace / "areas" / slug / "2024-25").mkdir(parents=True)
    reviewed = review(survey(workspace))
    (problem,) = reviewed.problems
    assert problem.file == REGISTER and problem.line > lines
    assert sound(reviewed) == before
    assert tuple(map(str, reviewed.left_out)) == ((f"{slug} 2024-25",) if entered else ())
    assert len(problem.message) < 200


def test_unlike_facts_beside_an_entry_with_a_slip(workspace: Path) -> None:
    """What texts may tell of an area is what the sound entries have; each slip is told at its own entry."""
    path = workspace / REGISTER
    third = "- slug: synthetic-east\n  name: East\n  facts: {country: England}\n"
    path.write_text(f"- {NEW_ENTRIES['no slug']}\n{path.read_text()}{third}")
    (workspace / "areas/synthetic-east/2024-25").mkdir(parents=True)
    reviewed = review(survey(workspace))
    assert [(p.line, p.code) for p in reviewed.problems if p.file == REGISTER] == [
        (1, "missing-key"),
        (16, "missing-key"),
    ]
    assert tuple(map(str, reviewed.left_out)) == ("synthetic-east 2024-25",)
    assert len(sound(reviewed)) == 3


def test_a_register_without_a_sound_entry(workspace: Path) -> None:
    """Nobody knows then what is told of an area: the texts that tell it bring no problems besides."""
    path = workspace / REGISTER
    path.write_text(path.read_text().replace("slug: s", "slug: S"))
    reviewed = review(survey(workspace))
    assert {problem.file for problem in reviewed.problems} <= {
        REGISTER,
        "areas/synthetic-north",
        "areas/synthetic-south",
    }
    assert sound(reviewed) == []


def test_of_two_entries_with_one_slug_neither_is_believed(workspace: Path) -> None:
    """Else the figures of the one might be published under the name of the other."""
    path = workspace / REGISTER
    path.write_text(path.read_text() + path.read_text().partition("- slug: synthetic-south")[0])
    reviewed = review(survey(workspace))
    assert [problem.code for problem in reviewed.problems] == ["duplicate-key"]
    assert sound(reviewed) == [SOUTH]
    assert tuple(map(str, reviewed.left_out)) == ("synthetic-north 2023-24", "synthetic-north 2024-25")


def test_what_stands_beside_the_areas_in_a_year_is_reserved() -> None:
    pages = (address.text_page("2024-25"), address.compare_page("2024-25"))
    beside = (*pages, address.data_file("mappa", "csv", "2024-25"))
    assert {path.split("/")[1] for path in beside} == set(RESERVED_SLUGS)


def test_the_longest_names_fit_into_a_file_name() -> None:
    """A file name has 255 bytes; the longest is that of a table's figures in a second language."""
    name = f"mappa-{'k' * LONGEST_KEY}-{'s' * LONGEST_SLUG}-2024-25-cy.csv"
    assert len(name) < 200


#: Names that every model, mapping or text has, or that are words of Python: all of them may be keys.
KEYS = (
    *("model_config", "model_fields", "model_dump", "model_validate", "copy", "json", "schema", "validate"),
    *(
        "dict",
        "construct",
        "fields",
        "field_0",
        "field_1",
        "items",
        "keys",
        "values",
        "get",
        "index",
        "count",
    ),
    *("class", "none", "true", "self", "cls", "name", "key", "title", "rows", "cells", "total", "loop", "x"),
)

TABLE = """
  {key}:
    title: Table {key}
    unit: Units
    row_heading: Row
    rows:
      - {{key: {key}, label: Row}}
      - {{key: other, label: Other}}
    columns:
      - {{key: {key}, label: Column}}
      - {{key: other, label: Other}}
"""


def test_every_key_that_the_pattern_allows_can_be_one(workspace: Path, mappa: Run) -> None:
    """As a table, a row, a column and a note, read and built."""
    edition = workspace / "content/2024-25/edition.yaml"
    known = "eligible, managed_in_year, restrictive_orders, returned_to_custody, rate"
    edition.write_text(
        edition.read_text()
        + f"sections: {{statistics: {{tables: [{known}, {', '.join(KEYS)}]}}}}\n"
        + "tables:"
        + "".join(TABLE.format(key=key) for key in KEYS)
    )
    for area in ("synthetic-north", "synthetic-south"):
        path = workspace / "areas" / area / "2024-25/statistics.yaml"
        notes = "".join(f"  {key}: Note.\n  {key}.{key}.{key}: Note.\n" for key in KEYS)
        text = path.read_text()
        tables = "".join(
            f"{key}:\n  {key}: {{{key}: 7, other: 1}}\n  other: {{{key}: 1, other: 2}}\n" for key in KEYS
        )
        before, _, after = text.partition("notes:\n")
        path.write_text(f"{before}{tables}notes:\n{notes}{after}")
    reviewed = review(survey(workspace))
    assert told(reviewed) == []
    assert [
        report.figures[f"{key}.{key}.{key}"].value for key in KEYS for report in reviewed.reports[1:2]
    ] == [7] * len(KEYS)
    run = mappa("build", "--root", workspace, "--only", "html", "--only", "data")
    assert run.returncode == 0, run.stderr


def test_only_the_edition_s_keys_are_keys(workspace: Path) -> None:
    """Not the names that the fields of the model have, of which ``rate`` is the fifth."""
    path = workspace / YEAR / "statistics.yaml"
    path.write_text(path.read_text().replace("rate: 120", "field_4: 120"))
    codes = [problem.code for problem in review(survey(workspace)).problems]
    assert codes == ["missing-key", "unknown-key"]


@pytest.mark.parametrize("key", ["notes", "status", "area", "words", "k" * (LONGEST_KEY + 1)])
def test_a_table_s_key_that_cannot_be_one(key: str, workspace: Path) -> None:
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text() + f"tables:\n  {key}: {{title: T, unit: U}}\n")
    reviewed = review(survey(workspace))
    assert told(reviewed) == ["content/2024-25/edition.yaml 9:3: wrong-value"]
    assert sound(reviewed) == ["synthetic-north 2023-24"]


@pytest.mark.parametrize("area", ["about", "compare", "data"])
def test_the_pages_of_the_year_are_not_overwritten(area: str, workspace: Path, mappa: Run) -> None:
    register = workspace / REGISTER
    register.write_text(register.read_text().replace("synthetic-south", area))
    (workspace / "areas/synthetic-south").rename(workspace / "areas" / area)
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1 and f"Left out: {area} 2024-25." in run.stdout
    assert (workspace / "preview/2024-25/synthetic-north/index.html").exists()
    assert not (workspace / "preview/2024-25" / area / "index.html").exists()
