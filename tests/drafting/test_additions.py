"""What an area's file of figures lacks is put into it, and nothing that stands there is touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drafting.additions import LINE_END, added
from generator.drafting.asked import NOT_APPLICABLE, Asked
from generator.source.text import decode
from generator.source.yaml import Mapping, Node, Scalar, read_yaml


def keys(*names: str) -> tuple[Asked, ...]:
    return tuple(Asked(name) for name in names)


ROWS = (Asked("one", below=keys("a", "b", "c")), Asked("two", below=keys("a", "b", "c")))
ASKED = (Asked("grid", below=ROWS), Asked("list", below=keys("x", "y")), Asked("single", remark="48"))


def tree(data: bytes) -> Node | None:
    text, _ = decode(data, "")
    node, problems = read_yaml(text or "", "")
    assert [problem for problem in problems if problem.code != "empty-file"] == []
    return node


def asked_for(asked: tuple[Asked, ...], node: Node | None) -> bool:
    """Whether a tree has all keys that are asked for, but for those that have a value of their own."""
    if not isinstance(node, Mapping):
        return not asked
    return all(
        one.value != "" or (node.key(one.key) is not None and asked_for(one.below, node.get(one.key)))
        for one in asked
    )


def texts(node: Node | None, path: str = "") -> list[tuple[str, str]]:
    """The values of a tree with the keys that lead to them, without those that are empty."""
    if isinstance(node, Mapping):
        return [pair for key, below in node.entries for pair in texts(below, f"{path}.{key.text}")]
    return [(path, node.typed.rstrip())] if isinstance(node, Scalar) and node.text else []


# --- files as people write them -------------------------------------------------------------------------

VALUES = st.sampled_from(["", "5", "0", "-", "not available", '"a: b"', "'it''s'", "suppressed", "3483"])
REMARKS = st.sampled_from(["", "", "", "  # by Ann", " # {a: 1}", "   # ", " # “ŵ” 😀"])
#: Lines between others: nothing, or a remark that stands as far in as they do, further in or less far.
BETWEEN = st.sampled_from([(), (), (), ("",), ("{}# above",), ("{}  # further in",), ("", "# less", "")])


@st.composite
def asked_keys(draw: st.DrawFn, depth: int = 3) -> tuple[Asked, ...]:
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True))
    made = []
    for name in names:
        below = draw(asked_keys(depth - 1)) if depth > 1 and draw(st.booleans()) else ()
        value = NOT_APPLICABLE if not below and draw(st.integers(0, 5)) == 0 else ""
        made.append(Asked(name, value, draw(st.sampled_from(["", "48, with b"])), below))
    return tuple(made)


@st.composite
def in_brackets(draw: st.DrawFn, asked: tuple[Asked, ...], lines: bool) -> str:
    chosen = [one for one in asked if draw(st.booleans())]
    entries = []
    for one in chosen:
        quoted = f'"{one.key}"' if draw(st.integers(0, 4)) == 0 else one.key
        value = draw(in_brackets(one.below, lines)) if one.below and draw(st.booleans()) else ""
        if not one.below:
            value = draw(VALUES)
        entries.append(f"{quoted}: {value}")
    comma = ", " if not lines else draw(st.sampled_from([",  # r\n      ", ",\n      "]))
    end = draw(st.sampled_from(["", " ", ","])) if entries else ""
    return f"{{{comma.join(entries)}{end}}}"


@st.composite
def lines_of(draw: st.DrawFn, asked: tuple[Asked, ...], indent: int, step: int) -> list[str]:
    chosen = [one for one in asked if draw(st.integers(0, 2))]
    if draw(st.booleans()):
        chosen = draw(st.permutations(chosen))
    space, made = " " * indent, []
    for one in chosen:
        made += [line.format(space) for line in draw(BETWEEN)]
        remark = draw(REMARKS)
        style = draw(st.sampled_from(["block", "brackets", "empty"])) if one.below else "value"
        below = draw(lines_of(one.below, indent + step, step)) if style == "block" else []
        if style == "brackets":
            made.append(f"{space}{one.key}: {draw(in_brackets(one.below, draw(st.booleans())))}{remark}")
        elif style == "value":
            made.append(f"{space}{one.key}: {draw(VALUES)}{remark}")
        else:
            made += [f"{space}{one.key}:{remark}", *below]
    return made


OTHERS = [
    [],
    ["status: draft"],
    ["notes:", "  a: |", "    A note", "", "    of lines", "  b: >-", "    folded"],
    ["notes: {a: 'x'}  # y", "zzz: 5"],
]


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, tuple[Asked, ...]]:
    asked = draw(asked_keys())
    indent = draw(st.sampled_from([0, 0, 0, 2]))
    lines = draw(lines_of(asked, indent, draw(st.sampled_from([2, 2, 4, 1]))))
    lines += [" " * indent + line if line else "" for line in draw(st.sampled_from(OTHERS))]
    head = draw(st.sampled_from([[], ["# head", ""], ["\ufeff# head"]]))
    tail = draw(st.sampled_from([[], [""], ["# end"], ["", "  # end", ""]]))
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = "\n".join([*head, *lines, *tail]).replace("\n", end)
    if draw(st.booleans()) and text:
        text += end
    return text.encode(), asked


def same_lines(before: str, after: str) -> bool:
    """Whether the lines of a text are in another one, in order; brackets may have more in them."""
    waiting = iter(LINE_END.split(after))
    return all(any(is_in(line, other) for other in waiting) for line in LINE_END.split(before))


def is_in(line: str, other: str) -> bool:
    """Whether a line is another one, or is it with something between two of its letters."""
    if "{" not in line and "}" not in line and "," not in line and line != other:
        return other.startswith(line) and ", " in other[len(line) :][:2]
    letters = iter(other)
    return all(letter in letters for letter in line)


@settings(max_examples=300, deadline=None)
@given(files())
def test_everything_that_was_there_is_there(file: tuple[bytes, tuple[Asked, ...]]) -> None:
    data, asked = file
    before = tree(data) if data.strip() else None
    additions = added(data, asked, "2023-24: ")
    assert additions.left == []
    text, new = data.decode(), additions.data.decode()
    assert same_lines(text, new)
    letters = iter(new)
    assert all(letter in letters for letter in text)
    after = tree(additions.data)
    kept = dict(texts(before))
    assert [pair for pair in texts(after) if pair[0] in kept] == list(kept.items())
    assert asked_for(asked, after)
    for number, line in additions.lines:
        assert LINE_END.split(new.removeprefix("\ufeff"))[number - 1] == line
    assert added(additions.data, asked, "2023-24: ").data == additions.data


FILES = {
    "behind the row before it, and behind the remarks on that": (
        "grid:\n  one: {a: 1, b: 2, c: 3}\n  # of the police\nlist: {x: 1, y: 2}\nsingle: 3\n",
        "grid:\n  one: {a: 1, b: 2, c: 3}\n  # of the police\n  two:\n    a:\n    b:\n    c:\n"
        "list: {x: 1, y: 2}\nsingle: 3\n",
    ),
    "a remark on what follows stays with it": (
        "grid:\n  one: {a: 1, b: 2, c: 3}\n  two: {a: 1, b: 2, c: 3}\n\n# by Ann\nsingle: 3\n",
        "grid:\n  one: {a: 1, b: 2, c: 3}\n  two: {a: 1, b: 2, c: 3}\n\nlist:\n  x:\n  y:\n\n"
        "# by Ann\nsingle: 3\n",
    ),
    "between entries of brackets": (
        "grid: {one: {a: 1, c: 3}, two: {b: 2,}} # r\nlist: {}\nsingle:\n",
        "grid: {one: {a: 1, b: , c: 3}, two: {b: 2, a: , c: ,}} # r\nlist: {x: , y: }\nsingle:\n",
    ),
    "below a key with nothing behind it": (
        "grid:   # to come\nlist: {x: 1, y: 2}\nsingle: 3\n",
        "grid:   # to come\n  one:\n    a:\n    b:\n    c:\n  two:\n    a:\n    b:\n    c:\n"
        "list: {x: 1, y: 2}\nsingle: 3\n",
    ),
    "with last year's figure": (
        "grid: {one: {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}\nlist: {x: 1, y: 2}",
        "grid: {one: {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}\nlist: {x: 1, y: 2}\n"
        "single:  # 2023-24: 48\n",
    ),
    "behind a remark with what separates lines in some programs": (
        "# a\u2028single: 1\ngrid: {one: {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}\n"
        "list: {x: 1} # y\u0085b\n",
        "# a\u2028single: 1\ngrid: {one: {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}\n"
        "list: {x: 1, y: } # y\u0085b\nsingle:  # 2023-24: 48\n",
    ),
    "in brackets around the whole": (
        '{"grid": {"one": {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}, "list": }\n',
        '{"grid": {"one": {a: 1, b: 2, c: 3}, two: {a: 1, b: 2, c: 3}}, "list": {x: , y: }, single: }\n',
    ),
}


@pytest.mark.parametrize(("before", "after"), FILES.values(), ids=FILES)
def test_where_it_is_put(before: str, after: str) -> None:
    assert added(before.encode(), ASKED, "2023-24: ").data.decode() == after


@pytest.mark.parametrize(
    "text",
    ["grid: {one: 1\n", "grid:\n\tone: 1\n", "grid: 1\ngrid: 2\n", "- grid\n", "hello\n", "a: &b 1\nc: *b\n"],
)
def test_what_cannot_be_read_is_left(text: str) -> None:
    additions = added(text.encode(), ASKED, "")
    assert additions.data == text.encode() and additions.lines == []
    assert additions.left == ["the whole file, which cannot be read as it stands; `mappa check` says why."]
    assert added(text.encode("utf-16"), ASKED, "").left == additions.left


def test_what_holds_something_else_is_left_and_named_with_its_line() -> None:
    additions = added(b"list: 5\nsingle: {a: 1}\ngrid: ~\n", ASKED, "")
    assert additions.data == b"list: 5\nsingle: {a: 1}\ngrid: ~\n"
    assert additions.left == [
        "line 1, where “list” holds something else: further keys belong below it.",
        "line 2, where “single” holds something else: one figure belongs behind it.",
        "line 3, where “grid” holds something else: further keys belong below it.",
    ]
    assert "line 10, where “single”" in added(b"grid:\nsingle: {a: 1}\n", ASKED[:1] + ASKED[2:], "").left[0]


def test_where_no_place_is_certain_the_lines_are_said() -> None:
    data = b"? grid\n: one: {a: 1, b: 2, c: 3}\n"
    additions = added(data, ASKED, "2023-24: ")
    assert additions.data == data
    assert additions.left[0].endswith(
        "by hand:\ngrid:\n  two:\n    a:\n    b:\n    c:\nlist:\n  x:\n  y:\nsingle:  # 2023-24: 48"
    )
