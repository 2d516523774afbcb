"""Reading takes time with the size of a text, not with its square or its cube.

What grows with the square takes many times the limits here; what does not, a small part of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from generator.model.narrative import FrontMatter, Narrative
from generator.source.markdown import NAME, read_markdown
from generator.source.passages import MISSING_FOOTNOTE
from generator.source.yaml import Mapping, read_yaml


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails if the block takes longer."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def test_each_key_of_many_is_looked_up_at_once() -> None:
    tree, _ = read_yaml("".join(f"key_{number}: {number}\n" for number in range(10_000)), "a.yaml")
    assert isinstance(tree, Mapping)
    with within(1):
        for number in range(10_000):
            key, value = tree.key(f"key_{number}"), tree.get(f"key_{number}")
            assert key is not None and value is not None and value.place.line == number + 1
    assert tree.key("key") is None and tree.get("key") is None


def test_a_key_that_stands_twice_has_its_first_value() -> None:
    tree, problems = read_yaml("a: 1\nb: 2\n" + "a: 3\n" * 5000, "a.yaml")
    assert isinstance(tree, Mapping)
    assert [key.text for key, _ in tree.entries] == ["a", "b"]
    assert tree.get("a") == tree.entries[0][1]
    assert [problem.code for problem in problems] == ["duplicate-key"] * 5000


@pytest.mark.parametrize("text", ["x: " + "[" * 40_000, "".join(" " * n + "a:\n" for n in range(2000))])
def test_what_is_nested_too_deeply_is_told(text: str) -> None:
    with within(2):
        tree, problems = read_yaml(text, "a.yaml")
    assert tree is None
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    assert "nested too deeply" in problems[0].message


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{" + " " * 1500, []),
        ("{{ a" + " " * 3000 + "b }}", ["a" + " " * 3000 + "b"]),
        ("{{ " * 3000, []),
        ("{{" + " " * 1500 + "a " * 1500, []),
        ("{{ a.b }} {{c}} {{\n d e \n}} {{}} {{ {f} }}", ["a.b", "c", "d e", ""]),
    ],
)
def test_names_are_found_in_any_text(text: str, names: list[str]) -> None:
    with within(0.5):
        assert [match[1] for match in NAME.finditer(text)] == names


def test_footnotes_are_found_in_any_text() -> None:
    with within(0.5):
        assert MISSING_FOOTNOTE.findall("[^" * 10_000 + "a]") == ["[^a]"]


def test_every_footnote_that_is_missing_is_named() -> None:
    markdown, _ = read_markdown("One[^1] and two[^2].", "a.md")
    assert [(note.target, note.place.column) for note in markdown.links] == [("[^1]", 4), ("[^2]", 16)]


@pytest.mark.parametrize("end", ["\n", " "])
@pytest.mark.parametrize("word", ["[text][here]", "![text][here]", "[text](address)", "{{ name }}"])
def test_references_are_found_in_a_block_of_any_size(word: str, end: str) -> None:
    """``[text][here]`` is not found as it is looked for: each search would read on to the block's end."""
    text = f"{word} and more words{end}" * 4000 + "\n\n[here]: address\n"
    with within(6):
        markdown, _ = read_markdown(text, "a.md")
    references = (*markdown.names, *markdown.links, *markdown.pictures)
    assert len(references) == 4000
    lines = list(range(1, 4001)) if end == "\n" else [1] * 4000
    assert [reference.place.line for reference in references] == lines


def test_a_reference_has_its_own_line_after_one_that_is_not_found() -> None:
    markdown, _ = read_markdown("A [b][c] d\nand\n[e](f) and [b][c]\\\nand [g](h).\n\n[c]: i\n", "a.md")
    places = [(link.target, link.place.line) for link in markdown.links]
    assert places == [("i", 1), ("f", 3), ("i", 3), ("h", 4)]


def test_headings_of_the_same_words_have_numbers() -> None:
    markdown, _ = read_markdown("# a\n\n# a-2\n\n# a\n\n" + "# same\n\n" * 6000, "a.md")
    with within(1):
        ids = [heading.id for heading in Narrative("key", FrontMatter(), markdown).sub_headings("x")]
    assert ids[:5] == ["x-a", "x-a-2", "x-a-3", "x-same", "x-same-2"]
    assert len(set(ids)) == 6003
