"""YAML text -> a tree in which every key and value knows its line and column.

The tree is built from the parser's events, not from its values, for three reasons: events carry the
places; a number keeps the digits that were typed (``071`` does not become 57); and anchors, aliases
and tags can be seen and refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from generator.problems import Place, Problem, quoted
from generator.source.remarks import Remark, cut_bracket, remark_behind, without_hidden

#: libyaml's parser where it is there (as in every published wheel), else the same in Python.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: How deep a file may nest before it is refused; ours use six levels.
DEEPEST = 30


class _TooDeepError(yaml.MarkedYAMLError):
    """A file nests more deeply than any of ours does."""


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
    # A non-breaking space comes in with text pasted from Word, and YAML does not take it for a space.
    text = text.replace("\u00a0", " ")
    problems = _tabs(text, file, first_line)
    reader = _Reader(file, first_line, text)
    try:
        root = reader.document(yaml.parse(text.replace("\t", " "), Loader=LOADER))
    except yaml.YAMLError as error:
        if not problems:  # a file that mixes tabs and spaces fails for that reason
            problems.append(_syntax(error, text, file, first_line))
        return None, problems
    return root, problems + reader.problems


class _Reader:
    """Walks the events of one document."""

    def __init__(self, file: str, first_line: int, source: str) -> None:
        self.file = file
        self.shift = first_line
        self.source = source
        self.problems: list[Problem] = []

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
            raise _TooDeepError(problem_mark=event.start_mark)
        place = self.place(event)
        self.refuse_features(event, place)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(f"*{event.anchor}", False, place)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place, events, depth)
        return self.mapping(place, events, depth)

    def scalar(self, event: Any, place: Place) -> Scalar:
        end = event.end_mark.index
        raw = self.source[event.start_mark.index : end]
        remark = remark_behind(self.source, end, place) if not event.style else None
        return Scalar(without_hidden(event.value), not event.style, place, event.value, raw, remark)

    def sequence(self, place: Place, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), place)

    def mapping(self, place: Place, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.add(key.place, "yaml-syntax", "A key must be a word.", "Write the key as one word.")
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


def _tabs(text: str, file: str, first_line: int) -> list[Problem]:
    """A problem for each line that has a tab before its value or comment."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        column = line.find("\t") + 1
        before = line[: column - 1] if column else ""
        if column and not any(mark in before for mark in "#\"'"):
            problems.append(
                Problem.at(
                    Place(file, number, column, number, column + 1),
                    "yaml-tab",
                    "There is a tab here; YAML wants spaces.",
                    "Delete the tab and type spaces (two for each step to the right).",
                )
            )
    return problems


#: libyaml's words for what went wrong, and ours: (a part of its words, message, hint).
SYNTAX = (
    (
        "while scanning a quoted scalar",
        "A quotation mark opens here and is never closed.",
        "Add the closing quotation mark, or delete the opening one.",
    ),
    (
        "while parsing a flow mapping",
        "The curly brackets { } that open here do not match up.",
        "Close the bracket with }, and put a comma between the entries.",
    ),
    (
        "while parsing a flow sequence",
        "The square brackets [ ] that open here do not match up.",
        "Close the bracket with ], and put a comma between the entries.",
    ),
    (
        "mapping values are not allowed",
        "A colon stands where none can be.",
        "If it belongs to a text, put the whole text in quotation marks. Else look how far the line is "
        "indented, and whether the line above lacks its colon.",
    ),
    (
        "could not find expected ':'",
        "A colon is missing here.",
        "Write “key: value”, with a colon and a space after the key.",
    ),
    (
        "did not find expected key",
        "This line does not fit the lines above it.",
        "Indent it as far as its neighbours, with spaces.",
    ),
    (
        "cannot start any token",
        "A character stands here that cannot begin a value.",
        "Put the text in quotation marks.",
    ),
    (
        "control characters are not allowed",
        "The file holds a control character that cannot be seen.",
        "Delete the line and type it again.",
    ),
)


def _syntax(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    words = str(error)
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    message, hint = "The YAML cannot be read here.", "Compare this line with its neighbours."
    if isinstance(error, _TooDeepError):
        message = "The brackets or lines are nested too deeply."
        hint = "Compare the file with a fresh one from `mappa new`."
    for part, our_message, our_hint in SYNTAX:
        if part in words:
            message, hint = our_message, our_hint
            break
    if context is not None and "flow" in words:
        line = context.line + first_line
        cut = cut_bracket(text, context.line, context.column, Place(file, line))
        if cut is not None:
            return cut
    # What was opened and never closed is wrong where it began, not where the file ended.
    if context is not None and ("quoted" in words or "flow" in words):
        mark = context
    if mark is None:  # a forbidden character: the reader counts characters, not lines
        position = getattr(error, "position", 0) or 0
        before = text[:position]
        line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    else:
        line, column = mark.line, mark.column
    last = text.count("\n") if text.endswith("\n") else text.count("\n") + 1
    line = min(line, max(last - 1, 0)) + first_line
    return Problem.at(Place(file, line, column + 1, line, column + 2), "yaml-syntax", message, hint)
