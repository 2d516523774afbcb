"""YAML text -> where each key and value begins and ends, so that something can be put between them.

The text must be one that ``read_yaml`` reads without a problem.  Positions count its characters.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from generator.source.yaml_syntax import LOADER, with_signs, with_spaces


class Span(NamedTuple):
    """A value: where it begins and where its last letter ends."""

    start: int
    end: int
    #: What stands below its keys, in order; None where it has none.
    entries: tuple[Entry, ...] | None
    #: Whether its keys stand in curly brackets, as ``{a: 1, b: 2}``.
    flow: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.start == self.end


class Entry(NamedTuple):
    """A key, where it begins and ends, and its value."""

    key: str
    start: int
    end: int
    value: Span


def spans(text: str) -> Span | None:
    """Where the values of a text stand; None if it has none.  Raises yaml.YAMLError if it cannot be read."""
    # What stands in the place of a character, as in what read_yaml is given, is one character as well.
    plain = text.replace("\r\n", " \n").replace("\r", "\n").replace("\t", " ")
    readable = with_signs(with_spaces(plain))
    node = yaml.compose(readable, Loader=LOADER)
    return _span(node, readable) if node is not None else None


def _span(node: Any, text: str) -> Span:
    start, end = node.start_mark.index, node.end_mark.index
    if not isinstance(node, yaml.MappingNode):
        # A text of several lines, and a list of lines, end in the parser's eyes where the next thing begins.
        return Span(start, max(start, len(text[:end].rstrip())), None, flow=False)
    entries = tuple(
        Entry(key.value, key.start_mark.index, key.end_mark.index, _span(value, text))
        for key, value in node.value
    )
    if not node.flow_style and entries:
        end = max(entries[-1].end, entries[-1].value.end)
    return Span(start, end, entries, bool(node.flow_style))
