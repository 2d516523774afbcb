"""A file of figures + the keys that its edition asks for -> the same text with what it lacks put in.

Nothing that stands there is touched: lines are put between lines, and entries behind entries of curly
brackets, at the places where the parser found these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from generator.drafting.asked import Asked, block_lines
from generator.problems import quoted
from generator.source.text import BYTE_ORDER_MARK, decode
from generator.source.yaml import Mapping, Node, Scalar, Sequence, read_yaml
from generator.source.yaml_spans import Entry, Span, spans

#: Where a line ends, and what is no such place.
END, NO_END = "(?:\r\n|[\r\n])", "[^\r\n]"
LINE_END = re.compile(END)
BLANK_LINE = re.compile(f"(?:{END}|^)[ \\t]*{END}")

#: Of a file that nothing can be put into.
UNREADABLE = "the whole file, which cannot be read as it stands; `mappa check` says why."


class Insertion(NamedTuple):
    """A text that belongs at a position of another."""

    at: int
    text: str


@dataclass
class Additions:
    """What came of a file: its bytes with all that could be put in, the lines with that, and what could not.

    A line comes with its number in the new file.
    """

    data: bytes
    lines: list[tuple[int, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def added(data: bytes, keys: tuple[Asked, ...], remark: str) -> Additions:
    """A file with the keys that it lacks; ``remark`` begins what is said of last year's figures.

    A file that cannot be read as it stands is left as it is.
    """
    before, problems = _tree(data)
    if problems:
        return Additions(data, left=[UNREADABLE])
    text = data.decode("utf-8")
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    try:
        root = spans(text)
    except yaml.YAMLError:
        return Additions(data, left=[UNREADABLE])
    writer = _Writer(text, remark)
    if root is None:
        writer.at_the_end(keys)
    elif root.entries is None:
        return Additions(data, left=[UNREADABLE])
    else:
        writer.into(root, keys, "")
    new, lines = _put_in(text, writer.insertions)
    after, problems = _tree((mark + new).encode())
    if problems or not _has_all_of(before, after) or _lacks_any(new, keys):
        hand = "\n".join(block_lines(writer.keys, 0, remark))
        return Additions(
            data, left=[f"all that it lacks, as no place for it is certain. Write it by hand:\n{hand}"]
        )
    return Additions((mark + new).encode(), lines, [writer.told(one) for one in sorted(writer.left)])


def _tree(data: bytes) -> tuple[Node | None, bool]:
    """The tree of a file's bytes, and whether it cannot be read; one of remarks alone has none and can."""
    text, problems = decode(data, "")
    node, more = read_yaml(text, "") if text is not None else (None, [])
    unreadable = [one for one in (*problems, *more) if not (one.code == "empty-file" and node is None)]
    return node, bool(unreadable)


class _Writer:
    """Collects what is to be put into a text."""

    def __init__(self, text: str, remark: str) -> None:
        self.text = text
        self.remark = remark
        self.end_of_line = next((match[0] for match in LINE_END.finditer(text)), "\n")
        self.insertions: list[Insertion] = []
        #: What holds something else than it should: where it begins, and the words for it.
        self.left: list[Insertion] = []
        #: The keys that are put in, each below those that lead to it.
        self.keys: list[Asked] = []

    def into(self, span: Span, keys: Iterable[Asked], path: str) -> None:
        """Puts those of the keys that lack into what stands below a key, and into what stands below these."""
        entries = span.entries or ()
        by_key = {entry.key: entry for entry in entries}
        known = [by_key[one.key] for one in keys if one.key in by_key]
        preceding = (known or list(entries))[-1:]  # those that come before all others are put behind the last
        lacking: dict[int, list[Asked]] = {}
        for one in keys:
            if one.key in by_key:
                preceding = [by_key[one.key]]
                self.below(by_key[one.key], one, span, f"{path}{one.key}")
            elif not one.value:  # what cannot have a figure may be left out
                lacking.setdefault(entries.index(preceding[0]) if preceding else -1, []).append(one)
        for position, missing in lacking.items():
            self.keys += _below(path, missing)
            if span.flow:
                self.in_brackets(span, entries[position] if entries else None, missing)
            else:
                self.behind(entries, position, missing, is_table=not path)

    def below(self, entry: Entry, one: Asked, span: Span, name: str) -> None:
        """Puts what lacks below a key that is there."""
        value = entry.value
        if not one.below and value.entries is None:
            return
        if one.below and value.entries is not None:
            self.into(value, one.below, f"{name}.")
        elif one.below and value.is_empty and span.flow:
            self.keys += _below(name, one.below)
            space = "" if self.text[value.start - 1].isspace() else " "
            self.insertions.append(Insertion(value.start, f"{space}{_in_brackets(one.below)}"))
        elif one.below and value.is_empty:
            self.keys += _below(name, one.below)
            self.put_lines(self.line_end(entry.end), self.block(one.below, self.column(entry.start) + 2))
        else:
            what = "further keys belong below it" if one.below else "one figure belongs behind it"
            self.left.append(Insertion(entry.start, f"where {quoted(name)} holds something else: {what}."))

    def in_brackets(self, span: Span, entry: Entry | None, keys: list[Asked]) -> None:
        """Puts keys into curly brackets, behind an entry; into empty ones if there is none."""
        words = ", ".join(map(_entry, keys))
        if entry is None:
            self.insertions.append(Insertion(span.start + 1, words))
            return
        at = max(entry.end, entry.value.end)
        is_apart = self.text[at : at + 1].isspace()
        self.insertions.append(Insertion(at, f", {words.rstrip() if is_apart else words}"))

    def behind(self, entries: tuple[Entry, ...], position: int, keys: list[Asked], is_table: bool) -> None:
        """Puts lines behind an entry and its remarks: those further in; behind the last, all that follow."""
        entry, column = entries[position], self.column(entries[0].start)
        least = column if entry is entries[-1] else column + 1
        remarks = re.compile(rf"(?:[ \t]*{END})*[ ]{{{least},}}#{NO_END}*(?:{END}|\Z)")
        at = self.line_end(max(entry.end, entry.value.end))
        while match := remarks.match(self.text, at):
            at = match.end()
        space = self.end_of_line if is_table and BLANK_LINE.search(self.text) else ""
        self.put_lines(at, "".join(f"{space}{self.block([one], column)}" for one in keys))

    def at_the_end(self, keys: tuple[Asked, ...]) -> None:
        """Puts tables behind a text that holds remarks alone."""
        self.keys += keys
        tables = (f"{self.end_of_line}{self.block([one], 0)}" for one in keys)
        self.put_lines(len(self.text), "".join(tables))

    def put_lines(self, at: int, lines: str) -> None:
        """Puts whole lines before the one that begins at a position, or at the end of the text."""
        is_end = at == len(self.text) and not any(other.at == at for other in self.insertions)
        if is_end and self.text and self.column(at):  # the last line has no end
            lines = f"{self.end_of_line}{lines}"
        self.insertions.append(Insertion(at, lines))

    def told(self, left: Insertion) -> str:
        """What was left, with its line in the new text."""
        above = [self.text[: left.at], *(one.text for one in self.insertions if one.at <= left.at)]
        return f"line {sum(len(LINE_END.findall(text)) for text in above) + 1}, {left.text}"

    def block(self, keys: Iterable[Asked], column: int) -> str:
        """The lines of keys, as far in as a column."""
        lines = block_lines(keys, column, self.remark)
        return "".join(f"{line}{self.end_of_line}" for line in lines)

    def column(self, position: int) -> int:
        """How far in a position stands in its line."""
        start = max((match.end() for match in LINE_END.finditer(self.text, 0, position)), default=0)
        return position - start

    def line_end(self, position: int) -> int:
        """Where the line behind that of a position begins."""
        match = LINE_END.search(self.text, position)
        return match.end() if match else len(self.text)


def _below(path: str, keys: Iterable[Asked]) -> list[Asked]:
    """Keys below the steps of a path that leads to them."""
    below = tuple(keys)
    for step in reversed(path.split(".")):
        below = (Asked(step, below=below),) if step else below
    return list(below)


def _entry(one: Asked) -> str:
    # A colon with a comma or a bracket behind it would be part of the key.
    return f"{one.key}: {_in_brackets(one.below) if one.below else one.value}"


def _in_brackets(keys: Iterable[Asked]) -> str:
    return f"{{{', '.join(map(_entry, keys))}}}"


def _put_in(text: str, insertions: list[Insertion]) -> tuple[str, list[tuple[int, str]]]:
    """The text with all that is put in, and each line of the new text that has any of it."""
    whole, position = "", 0
    spots: list[tuple[int, int]] = []
    for one in sorted(insertions, key=lambda one: one.at):  # those of one place stay in their order
        whole += text[position : one.at]
        spots.append((len(whole), len(whole) + len(one.text)))
        whole += one.text
        position = one.at
    whole += text[position:]
    ends = [match.span() for match in LINE_END.finditer(whole)]
    starts = [0, *(end for _, end in ends)]
    lines = [
        (number, whole[start:end])
        for number, (start, end) in enumerate(
            zip(starts, [*(start for start, _ in ends), len(whole)], strict=True), start=1
        )
        if whole[start:end].strip() and any(first < end and start < last for first, last in spots)
    ]
    return whole, lines


def _lacks_any(text: str, keys: tuple[Asked, ...]) -> bool:
    """Whether a text still lacks a key that can be put in."""
    root, writer = spans(text), _Writer(text, "")
    if root is not None:
        writer.into(root, keys, "")
    return bool(writer.insertions)


def _has_all_of(before: Node | None, after: Node | None) -> bool:
    """Whether a tree has all that another has, in its order, and more at the most."""
    if before is None or (isinstance(before, Scalar) and before.is_empty and not before.text):
        return True
    if isinstance(before, Scalar):
        # A text of several lines that ends the file gets the end of its last line.
        return (
            isinstance(after, Scalar)
            and before.plain == after.plain
            and before.typed.rstrip("\n") == after.typed.rstrip("\n")
        )
    if isinstance(before, Sequence):
        same = isinstance(after, Sequence) and len(before.items) == len(after.items)
        return same and all(map(_has_all_of, before.items, after.items))  # type: ignore[union-attr]
    if not isinstance(after, Mapping):
        return False
    keys = [key.text for key, _ in after.entries if before.key(key.text) is not None]
    return keys == [key.text for key, _ in before.entries] and all(
        _has_all_of(value, after.get(key.text)) for key, value in before.entries
    )
