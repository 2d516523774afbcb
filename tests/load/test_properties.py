"""What holds for every input, not only for the examples."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.languages.fonts import COMMON, _letters, lacking
from generator.model.figure import MARKERS, Fault, Figure, read_figure, total_of
from generator.problems import CODES, Place, Problem, as_text
from generator.render.report import Neighbours, print_page
from generator.render.sections import sections
from generator.report.review import review
from generator.source.markdown import read_markdown
from generator.source.text import decode
from generator.source.yaml import Mapping, Node, Sequence, read_yaml
from generator.workspace import survey
from tests.conftest import DATA, templates_for

FIGURES = st.one_of(
    st.integers(0, 10**6).map(lambda value: Figure(value=value)),
    st.sampled_from("zxc").map(lambda marker: Figure(marker=marker)),  # type: ignore[arg-type]
)


@given(st.integers(0, 2**53))
def test_plain_digits_are_the_number(value: int) -> None:
    assert read_figure(str(value)) == Figure(value=value)


@given(st.text(max_size=30), st.booleans())
def test_any_text_is_a_figure_or_a_named_fault(text: str, plain: bool) -> None:
    read = read_figure(text, plain)
    if isinstance(read, Fault):
        assert read.code in CODES and read.message and read.hint
    elif read.value is not None:
        assert text.strip() == str(read.value)
    else:
        assert MARKERS[text.strip().lower()] == read.marker


@given(st.lists(FIGURES, max_size=6))
def test_a_total_is_the_sum_or_says_why_not(figures: list[Figure]) -> None:
    total = total_of(figures)
    markers = {figure.marker for figure in figures}
    if "c" in markers:
        assert total.marker == "c"
    elif "x" in markers:
        assert total.marker == "x"
    elif all(figure.value is None for figure in figures):
        assert total.marker == "z"
    else:
        assert total.value == sum(figure.value or 0 for figure in figures)


def nodes(node: Node) -> list[Node]:
    below = [v for _, v in node.entries] if isinstance(node, Mapping) else ()
    below = node.items if isinstance(node, Sequence) else below
    return [node, *(inner for item in below for inner in nodes(item))]


@settings(deadline=None)
@given(st.text(alphabet="ab:-{}[]\"'#&*! \n\t0123,|>?%@`", max_size=80))
def test_any_yaml_is_read_or_named_within_the_text(text: str) -> None:
    root, problems = read_yaml(text, "a.yaml")
    lines = text.split("\n")
    assert root is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
    for node in nodes(root) if root else ():
        assert 1 <= node.place.line <= len(lines) + 1


@settings(deadline=None)
@given(st.text(alphabet="ab*_[]()!{}`#>-|\n 1:^.<&", max_size=80))
def test_any_markdown_is_read(text: str) -> None:
    markdown, _ = read_markdown(text, "a.md")
    for reference in (*markdown.names, *markdown.links, *markdown.pictures):
        assert 1 <= reference.place.line <= text.count("\n") + 1


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    text, problems = decode(data, "a.yaml")
    assert (text is None) == bool(problems)


@given(st.text(st.characters(exclude_characters="\n"), max_size=250), st.integers(1, 300), st.integers(0, 40))
def test_the_carets_stand_under_the_excerpt(line: str, column: int, width: int) -> None:
    problem = Problem.at(Place("a", 1, column, 1, column + width), "yaml-tab", "Message.", "Hint.")
    shown = as_text(problem, lambda file, number: line).split("\n")
    if len(shown) > 3:
        assert set(shown[3].strip(" |")) == {"^"}


def test_the_common_letters_are_in_every_file_of_the_font() -> None:
    letters = [chr(code) for code in range(0x20, 0x2100) if COMMON.fullmatch(chr(code))]
    assert [letter for letter in letters if ord(letter) not in _letters()] == []
    assert lacking("Dŵr ŷ ẁ ẃ ẅ ỳ € – 2024\u20112025\u200b") == []
    assert lacking("a ☃ b 中") == ["☃", "中"]


SLIPS = [
    "{{",
    "}}",
    "[",
    "{",
    "- ",
    '"',
    "'",
    ": ",
    "\t",
    "null",
    "true",
    "0",
    "-1",
    "| a |",
    "# ",
    "![x](",
    "\x00",
]
FILES = sorted(
    path.relative_to(DATA) for path in (DATA / "workspace").rglob("*") if path.suffix in (".yaml", ".md")
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(FILES),
    chance=st.randoms(),
    slip=st.sampled_from([*SLIPS, "cut", "lose", "twice"]),
)
def test_no_slip_of_the_hand_ends_in_an_exception(
    file: Path, chance: Random, slip: str, tmp_path: Path
) -> None:
    root = Path(tempfile.mkdtemp(dir=tmp_path)) / "workspace"
    shutil.copytree(DATA / "workspace", root)
    path = root.parent / file
    text = path.read_text()
    at = chance.randrange(len(text))
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    changed = {
        "cut": text[:at],
        "lose": "\n".join(lines[:line] + lines[line + 1 :]),
        "twice": "\n".join(lines[:line] + lines[line : line + 1] + lines[line:]),
    }.get(slip, text[:at] + slip + text[at:])
    path.write_text(changed)
    found = review(survey(root))
    templates = templates_for(DATA / "workspace")
    for report in found.reports:
        page = print_page(
            report, templates, Neighbours(), sections(report, templates), report.edition.reference_date
        )
        assert page.sheets
    for problem in found.problems:
        assert problem.line >= 1 and problem.column >= 1
