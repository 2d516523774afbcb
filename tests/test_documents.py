"""The documents say what the program does."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from generator.load.editions import load_editions
from generator.load.files import FileReader
from generator.model.area import AreaDetails
from generator.model.base import Model
from generator.model.narrative import FrontMatter
from generator.model.statistics import statistics_model
from generator.problems import CODES
from generator.workspace import survey
from tests.cases import cases
from tests.conftest import PROJECT, Run, run_mappa


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


def block(document: str, beginning: str) -> str:
    """The block of code of a document that begins with some words."""
    blocks = re.findall(
        r"^```\w*\n(.*?)^```$", (PROJECT / "docs" / document).read_text(), re.MULTILINE | re.DOTALL
    )
    (found,) = (text for text in blocks if text.startswith(beginning))
    return str(found)


def keys_of(schema: dict[str, Any], definitions: dict[str, Any], above: str = "") -> Iterator[str]:
    """The keys that a schema knows, each below those above it; not the languages of words."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if schema.get("title") == "Translated":
        return
    for key, value in schema.get("properties", {}).items():
        yield f"{above}{key}"
        yield from keys_of(value, definitions, f"{above}{key}.")
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])):
        yield from keys_of(part, definitions, above)


def lines_of_keys(text: str) -> Iterator[tuple[str, str]]:
    """Each key of an example in YAML, below those above it, with the line that it stands on."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        match = re.match(r"([ -]*)([a-z_]+):", line)
        if match:
            above = [(indent, key) for indent, key in above if indent < len(match[1])]
            above.append((len(match[1]), match[2]))
            yield ".".join(key for _, key in above), line


def example_of(name: str) -> str:
    if name == "area.yaml":
        return block("writing-a-report.md", "contacts:")
    if name == "statistics.yaml":
        return block("writing-a-report.md", "status:")
    return block("writing-a-report.md", "---\n").split("---\n")[1]


def model_of(name: str) -> tuple[type[Model], frozenset[str]]:
    """The model of a file, and its keys that are a matter of the edition."""
    if name == "area.yaml":
        return AreaDetails, frozenset()
    if name == "front matter":
        return FrontMatter, frozenset()
    edition = load_editions(FileReader(survey(PROJECT)), ())["2024-25"].edition
    assert edition is not None
    return statistics_model(edition), frozenset(edition.tables)


@pytest.mark.parametrize("name", ["area.yaml", "statistics.yaml", "front matter"])
def test_every_key_that_a_coordinator_may_write_is_shown(name: str) -> None:
    model, tables = model_of(name)
    schema = model.model_json_schema()
    known = {key for key in keys_of(schema, schema.get("$defs", {})) if key.partition(".")[0] not in tables}
    shown = dict(lines_of_keys(example_of(name)))
    assert known - set(shown) == set(), "not in docs/writing-a-report.md"
    for key in known:
        assert " # " in shown[key], f"{key} without a word on it"


def test_the_examples_of_a_coordinator_s_keys_are_sound(tmp_path: Path, mappa: Run) -> None:
    area, year = tmp_path / "areas/west-midlands", tmp_path / "areas/west-midlands/2024-25"
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    shutil.copytree(PROJECT / "areas/west-midlands", area)
    (area / "area.yaml").write_text(example_of("area.yaml"))
    with (year / "statistics.yaml").open("a") as file:
        file.write(example_of("statistics.yaml"))
    (year / "local/10-page.md").write_text(block("writing-a-report.md", "---\n"))
    run = mappa("check", "--root", tmp_path)
    assert run.returncode == 0, run.stdout
    # The figure is not unlikely in this report.
    assert "unneeded-explanation" in run.stdout and "1 warning." in run.stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> lxml.html.HtmlElement:
    """The page of the report whose table the editor's page shows."""
    output = tmp_path_factory.mktemp("report")
    words = ("--edition", "2024-25", "--only", "html", "--output", output / "o", "--cache", output / "c")
    run = run_mappa("build", "west-midlands", *words)
    assert run.returncode == 0, run.stderr
    return lxml.html.parse(output / "o/2024-25/west-midlands/index.html").getroot()


def words_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@pytest.mark.parametrize(
    ("beginning", "file"),
    [
        ("order:", "content/2022-23/edition.yaml"),
        ("tables:\n  managed_in_year:", "content/2022-23/edition.yaml"),
        ("managed_in_year:", "areas/west-midlands/2024-25/statistics.yaml"),
    ],
)
def test_the_editor_s_examples_stand_in_the_files(beginning: str, file: str) -> None:
    """Line for line and in that order, though there may be others between them."""
    lines = iter((PROJECT / file).read_text().splitlines())
    for line in block("editing-a-year.md", beginning).splitlines():
        assert line.split("      # …")[0] in lines, line


def test_the_editor_s_table_is_what_readers_see(report: lxml.html.HtmlElement) -> None:
    (table,) = report.xpath("//table[@data-table='managed_in_year']")
    rows = [[words_of(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath(".//tr")]
    heads = [head.partition(":")[0] for head in rows[0]]
    lines = [f"| {' | '.join(row)} |" for row in (heads, rows[1], rows[-1])]
    lines.insert(1, "|" + "---|" * len(heads))
    assert "\n".join(lines) in (PROJECT / "docs/editing-a-year.md").read_text()
    title = yaml.safe_load(block("editing-a-year.md", "tables:\n  managed"))["tables"]["managed_in_year"][
        "title"
    ]
    assert words_of(table.xpath("./caption")[0]) == title


def test_the_editor_s_section_is_what_readers_see(report: lxml.html.HtmlElement) -> None:
    section = yaml.safe_load(block("editing-a-year.md", "order:"))["sections"]["commentary"]
    example = block("editing-a-year.md", "---\ntitle: (f)")
    file = (PROJECT / "content/2022-23/sections/f-breach-of-licence.md").read_text()
    assert example.split() == file.split()
    _, front, text = example.split("---\n")
    heading = next(one for one in report.iter("h3") if words_of(one) == yaml.safe_load(front)["title"])
    assert words_of(heading.getnext()) == " ".join(text.split())
    assert words_of(heading.getparent().find("h2")) == section["title"]
    before = heading.xpath("preceding-sibling::h3")
    assert len(before) == len(section["parts"]) - 1


def test_the_catalogue_of_english_that_is_shown_changes_words_and_an_empty_one_none(tmp_path: Path) -> None:
    root = tmp_path / "boards"
    shutil.copytree(PROJECT / "tests/data/safeguarding", root)
    catalogue = root / "templates/locale/en/mappa.po"
    catalogue.parent.mkdir(parents=True)
    command = block("another-publication.md", "sed ")
    empty = subprocess.run(
        command, shell=True, cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    assert empty.count("msgid ") > 300 and set(re.findall(r"^msgstr.* (.*)$", empty, re.MULTILINE)) == {'""'}
    catalogue.write_text(empty)
    assert "no problems" in run_mappa("check", "--root", root).stdout
    catalogue.write_text(block("another-publication.md", "msgid "))
    run = run_mappa("build", "--only", "html", "--root", root)
    assert (run.returncode, run.stderr) == (0, "")
    page = lxml.html.parse(root / "preview/2024/synthetic-harbour/index.html").getroot()
    assert words_of(page.find(".//title")).startswith("Safeguarding Adults in Synthetic Harbour, 2024")
