"""Bytes, and values of YAML, as the rest of the program sees them."""

from __future__ import annotations

import pytest

from generator.source.text import decode
from generator.source.texts import texts_of
from generator.source.yaml import Mapping, Scalar, read_yaml


def value(text: str) -> Scalar:
    """The value of the key ``a`` of a YAML text."""
    tree, problems = read_yaml(text, "a.yaml")
    assert isinstance(tree, Mapping) and problems == []
    scalar = tree.get("a")
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Cafe\u0301 w\u0302", "Café ŵ"),
        ("2024\u201025", "2024-25"),
        ("\ufeffa\r\nb\rc", "a\nb\nc"),
        ("2024\u201125", "2024\u201125"),
    ],
)
def test_a_text_is_read_as_it_is_seen(data: str, text: str) -> None:
    assert decode(data.encode(), "a.md") == (text, [])


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Foreword <!-- or not -->", "Foreword"),
        ("<!-- ask --> Foreword", "Foreword"),
        ("Mul\u200bti\u2011ag\u00adency", "Multi-agency"),
        ('"A\\u202e b"', "A b"),
        (">-\n  Two\n  lines <!-- x\n  y --> here", "Two lines here"),
    ],
)
def test_what_is_not_for_readers_is_no_part_of_a_value(words: str, seen: str) -> None:
    assert value(f"a: {words}\n").text == seen


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("a: one XX two\n", 1, 8),
        ('a: "one XX two"\n', 1, 9),
        ("b: [XX]\na: {b: one XX}\n", 2, 12),
        ("a: one\n  two XX\n", 2, 7),
        ("a: |\n  one\n  two XX\n", 3, 7),
        ("a: >-\n  one\n\n  two XX\n", 4, 7),
        ("a: 'it''s XX'\n", 1, 4),
        ('a: "\\u0041 XX"\n', 1, 4),
    ],
)
def test_a_word_is_found_where_it_is_written(yaml: str, line: int, column: int) -> None:
    tree, _ = read_yaml(yaml, "a.yaml")
    assert isinstance(tree, Mapping)
    (text,) = [text for text in texts_of(tree.get("a")) if "XX" in text.words]
    start = text.words.index("XX")
    place = text.place(start, start + 2)
    assert (place.line, place.column) == (line, column)


def test_a_remark_behind_a_value_is_kept() -> None:
    remark = value("a: See case  #12 of it \nb: 1\n").remark
    assert remark is not None
    assert (remark.words, remark.place.line, remark.place.column) == ("#12 of it", 1, 14)
    assert value('a: "See case" #12\n').remark is None
