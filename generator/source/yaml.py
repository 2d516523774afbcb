"""YAML text -> a tree in which every key and value knows its line and column.

The tree is built from the parser's events, not from its values, for three reasons: events carry the
places; a number keeps the digits that were typed (``071`` does not become 57); and anchors, aliases
and tags can be seen and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from generator.problems import Place, Problem, quoted
from generator.source.remarks import Remark, remark_behind, without_hidden
from generator.source.yaml_syntax import (
    LOADER,
    TooDeepError,
    tabs,
    unreadable,
    with_dashes,
    with_signs,
    with_spaces,
)

#: How deep a file may nest before it is refused; ours use six levels.
DEEPEST = 30


#: A key with what should be its value, because the space or the colon between them is missing.
KEY_AND_VALUE = re.compile(
    r"(?P<hyphen>-?)(?P<key>[A-Za-z][A-Za-z0-9_.-]*)(?P<between> *:(?=[^\s/])| *= *| +|$)(?P<rest>.*)"
)
#: What stands before groups of three digits, of which YAML makes an entry each in curly brackets:
#: ``{category_1: 3,483}``.
BEFORE_GROUPS = re.compile(r"[0-9]{1,3}")


class Scalar(NamedTuple):
    """A single value or key; ``plain`` when it stood without quotes.

    ``text`` has neither letters that nobody sees nor remarks in the manner of HTML; ``typed`` has both.
    """

    text: str
    plain: bool
    place: Place
    typed: str = ""
    #: How the file writes it, with its quotation marks and its line ends.
    raw: str = ""
    remark: Remark | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing, or one of YAML's words for nothing, was written."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Mapping:
    """Keys with their values, in the file's order, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def key(self, name: str) -> Scalar | None:
        """The key of that name, with its place."""
        return self._by_name[name][0] if name in self._by_name else None

    def get(self, name: str) -> Node | None:
        """The value of a key, or None."""
        return self._by_name[name][1] if name in self._by_name else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Scalar, Node]]:
        return {entry[0].text: entry for entry in self.entries}


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


Node = Scalar | Mapping | Sequence


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, or None when it cannot be read; and every problem on the way.

    ``first_line`` is the line of the file at which the text begins (front matter begins at line 2).
    """
    text = with_spaces(text)
    problems = tabs(text, file, first_line)
    reader = _Reader(file, first_line, text)
    # Put in the place of one character each, so that every place stays right.
    readable = with_signs(text.replace("\t", " "))
    try:
        root = reader.document(yaml.parse(readable, Loader=LOADER))
    except yaml.YAMLError as error:
        if not problems:  # a file that mixes tabs and spaces fails for that reason
            problems = unreadable(error, readable, file, first_line)
        return None, problems
    return (None if reader.slipped else root), problems + reader.problems


class _Reader:
    """Walks the events of one document."""

    def __init__(self, file: str, first_line: int, source: str) -> None:
        self.file = file
        self.shift = first_line
        self.source = source
        self.problems: list[Problem] = []
        #: Whether a slip was met that leaves the tree with other keys than were meant.
        self.slipped = False

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self.node(next(events), events, 0)
                if root is not None:
                    self.add(
                        node.place, "yaml-syntax", "A second document begins here.", "Delete the line ---."
                    )
                root = root or node
        if isinstance(root, Scalar):
            self.has_slip(root, root, flow=False)
        if root is None:
            self.add(
                Place(self.file),
                "empty-file",
                "The file holds nothing but comments.",
                "Fill it in, or delete it if it is not wanted.",
            )
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if depth > DEEPEST:
            raise TooDeepError(problem_mark=event.start_mark)
        place = self.place(event)
        self.refuse_features(event, place)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", False, place)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place, events, depth)
        return self.mapping(place, events, depth, event.flow_style)

    def scalar(self, event: Any, place: Place) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">") and not event.value.strip():
            # No text follows the sign: ``>5`` is one that was meant as it stands.
            words = self.source[start:].partition("\n")[0].strip()
            return Scalar(words, True, place, words, words)
        value = with_dashes(event.value)
        remark = remark_behind(self.source, end, place) if not event.style else None
        return Scalar(without_hidden(value), not event.style, place, value, self.source[start:end], remark)

    def sequence(self, place: Place, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), place)

    def mapping(self, place: Place, events: Iterator[Any], depth: int, flow: bool) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        pairs = self.pairs(events, depth)
        for key, value in _with_groups(pairs) if flow else pairs:
            if not isinstance(key, Scalar):
                self.add(key.place, "yaml-syntax", "A key must be a word.", "Write the key as one word.")
            elif self.has_slip(key, value, flow):
                continue
            elif key.text in entries:
                first = entries[key.text][0].place.line
                self.add(
                    key.place,
                    "duplicate-key",
                    f"The key {quoted(key.text)} stands twice here; the first is on line {first}.",
                    "Delete one of the two: keep the one with the right value.",
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), place)

    def pairs(self, events: Iterator[Any], depth: int) -> Iterator[tuple[Node, Node]]:
        """The keys of a mapping as they are written, each with its value."""
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self.node(event, events, depth + 1)
            yield key, self.node(next(events), events, depth + 1)

    def has_slip(self, key: Scalar, value: Node, flow: bool) -> bool:
        """Whether a key is more than a key, for a space or a colon that is missing; then it is a problem.

        The tree has other keys then than were meant, and nobody shall look at it.
        """
        match = KEY_AND_VALUE.fullmatch(key.text) if key.plain else None
        if match is None:
            return False
        if match["hyphen"]:
            message = "The space behind the hyphen is missing."
        elif ":" in match["between"]:
            message = f"The space behind the colon of {quoted(match['key'])} is missing."
        elif flow and match["rest"] and isinstance(value, Scalar) and value.plain and not value.text:
            message = f"The colon behind {quoted(match['key'])} is missing."
        else:
            return False
        rest = match["rest"] or (value.text if isinstance(value, Scalar) else "")
        words = f"{'- ' if match['hyphen'] else ''}{match['key']}: {rest}".rstrip()
        self.add(key.place, "yaml-syntax", message, f"Write {quoted(words)}.")
        self.slipped = True
        return True

    def refuse_features(self, event: Any, place: Place) -> None:
        what = None
        if isinstance(event, yaml.AliasEvent):
            what = f"{quoted(f'*{event.anchor}')} is a YAML alias: a value that stands elsewhere"
        elif event.anchor is not None:
            what = f"{quoted(f'&{event.anchor}')} is a YAML anchor: a name for a value"
        elif event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f"{quoted(tag)} is a YAML tag: a type for a value"
        if what is not None:
            self.add(
                place,
                "yaml-feature",
                f"{what}. These files do not use that.",
                "Write the value itself. Put text that begins with * & or ! in quotation marks.",
            )

    def add(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem.at(place, code, message, hint))

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(
            self.file, start.line + self.shift, start.column + 1, end.line + self.shift, end.column + 1
        )


def _with_groups(pairs: Iterator[tuple[Node, Node]]) -> Iterator[tuple[Node, Node]]:
    """The keys and values in curly brackets, with the groups of digits of a number put together again."""
    last: tuple[Node, Node] | None = None
    groups: list[Scalar] = []
    for key, value in pairs:
        if last is not None and _is_number(last[1]) and isinstance(key, Scalar) and _is_group(key, value):
            groups.append(key)
            continue
        if last is not None:
            yield last[0], _joined(last[1], groups)
        last, groups = (key, value), []
    if last is not None:
        yield last[0], _joined(last[1], groups)


def _is_number(value: Node) -> bool:
    return isinstance(value, Scalar) and value.plain and BEFORE_GROUPS.fullmatch(value.text) is not None


def _is_group(key: Scalar, value: Node) -> bool:
    """Whether a key without a value may be three digits of the number before it."""
    is_digits = key.plain and len(key.text) == 3 and key.text.isdecimal()
    return is_digits and isinstance(value, Scalar) and value.is_empty


def _joined(number: Node, groups: list[Scalar]) -> Node:
    """A number with the groups of digits behind it; what is no number has none."""
    if not (groups and isinstance(number, Scalar)):
        return number
    end = groups[-1].place
    whole = number.place._replace(end_line=end.end_line, end_column=end.end_column)
    digits = ",".join([number.text, *(group.text for group in groups)])
    return Scalar(digits, True, whole, digits, digits)
