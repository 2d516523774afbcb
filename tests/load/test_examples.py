"""Every example of data/examples: a change to the workspace, and exactly the problems that it brings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.problems import CODES
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import DATA


@dataclass(frozen=True)
class Example:
    name: str
    path: str
    old: bytes
    new: bytes | None
    expected: tuple[str, ...]


def as_bytes(lines: list[str]) -> bytes:
    """The lines' bytes, with the escapes that README.md names."""
    text = "\n".join(lines)
    for escape, character in (("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t")):
        text = text.replace(escape, character)
    data = text.encode()
    while b"\\x" in data:
        before, _, after = data.partition(b"\\x")
        data = before + bytes.fromhex(after[:2].decode()) + after[2:]
    return data


def read_example(block: str) -> Example:
    name, path, *lines = block.split("\n")
    parts: dict[str, list[str]] = {"-": [], "+": [], "=": []}
    for line in lines:
        parts[line[0]].append(line[2:])
    expected = [words if words[0].isalpha() else f"{path} {words}" for words in parts["="]]
    new = as_bytes(parts["+"]) if any(line[0] == "+" for line in lines) else None
    return Example(name, path, as_bytes(parts["-"]), new, tuple(sorted(expected)))


EXAMPLES = [
    read_example(block)
    for file in sorted((DATA / "examples").glob("*.txt"))
    for block in file.read_text().strip().split("\n\n")
]


def apply(example: Example, root: Path) -> None:
    path = root / example.path
    if example.old:
        data = path.read_bytes()
        assert data.count(example.old) >= 1, f"{example.name}: the words to replace are not in {example.path}"
        path.write_bytes(data.replace(example.old, example.new or b"", 1))
    elif example.new is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(example.new)


def found(root: Path) -> list[str]:
    return sorted(
        f"{p.file} {p.line}:{p.column}: {p.severity}: {p.code}" for p in review(survey(root)).problems
    )


def test_the_workspace_is_sound_before_it_is_changed(workspace: Path) -> None:
    assert found(workspace) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example, workspace: Path) -> None:
    apply(example, workspace)
    assert found(workspace) == list(example.expected)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_message_is_for_a_person(example: Example, workspace: Path) -> None:
    apply(example, workspace)
    for problem in review(survey(workspace)).problems:
        for words in (problem.message, problem.hint):
            assert words.strip() == words and len(words) > 8
            assert not any(
                term in words
                for term in ("Traceback", "NoneType", "pydantic", "dict", "tuple", "Input should")
            )


#: The codes of the rules that the workspace's edition states.
CODES_OF_THE_EDITION = {
    "snapshot-above-year",
    "returned-above-managed",
    "travel-restriction-above-orders",
    "category-4-figure",
}


def test_every_code_has_an_example_or_a_test_of_its_own() -> None:
    elsewhere = {"unreadable-file", "template-failed", "pdf-failed", "figure-differs", "file-differs"}
    elsewhere |= {"unreadable-folder", "link-outside", "link-in-circle", "link-nowhere", "special-file"}
    shown = {words.rpartition(" ")[2] for example in EXAMPLES for words in example.expected}
    assert shown | elsewhere == set(CODES) | CODES_OF_THE_EDITION
