"""A narrative: a foreword, a local page or a part of the national text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from markdown_it.token import Token
from pydantic import AfterValidator, BeforeValidator, Field

from generator.languages import Language
from generator.model.base import Line, Model, refuse_silence
from generator.source.markdown import Markdown
from generator.source.slips.headings import LONGEST_HEADING

PlaceInReport = Literal["before national text", "after statistics"]


class Author(Model):
    """Who signs a narrative: a role, with a name only if the person wrote these very words."""

    name: Line | None = None
    """The person's name, if they sign these words themselves."""
    role: Line | None = Field(None, examples=["Director"])
    """The role under which the words stand."""
    organisation: Line | None = Field(None, examples=["Example Service"])
    """The organisation they belong to."""


def _as_list(value: Any) -> Any:
    """One author is written without the hyphen of a list."""
    return [value] if isinstance(value, dict) else value


#: Words that fit above a page.
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_HEADING), AfterValidator(refuse_silence)]


class FrontMatter(Model):
    """What may stand between the two lines of --- at the top of a Markdown file."""

    title: Title | None = None
    """The heading of the page."""
    place: PlaceInReport = "after statistics"
    """Where in the report a local page stands."""
    author: Annotated[tuple[Author, ...], BeforeValidator(_as_list)] = ()
    """Who signs the page, or a list of them."""
    retold: bool = False
    """Whether the page gives what was published in words of its own, which the report then says."""


class Picture(NamedTuple):
    """A picture that a narrative shows, as it is published: its bytes and its size in pixels."""

    #: Its path in the area's folder of pictures, and its file name on the website.
    name: str
    file: str
    data: bytes
    width: int
    height: int


class SubHeading(NamedTuple):
    """A heading inside a narrative: its depth (1 is the highest, no depth is skipped), words and id."""

    depth: int
    text: str
    id: str
    #: Counted from 0 in the text below the front matter.
    line: int


@dataclass(frozen=True)
class Narrative:
    """A Markdown file with what its front matter says and the pictures it shows."""

    key: str
    front: FrontMatter
    markdown: Markdown
    language: Language = "en"
    #: By their addresses as the text has them.
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def ids(self, prefix: str) -> frozenset[str]:
        """The ids of its headings and footnotes, which ``prefix`` makes unique in the report."""
        notes = (f"{prefix}-{note}" for note in self._note_ids)
        return frozenset((*notes, *(heading.id for heading in self.sub_headings(prefix))))

    def sub_headings(self, prefix: str) -> tuple[SubHeading, ...]:
        """The headings in order; ``prefix`` makes their ids unique in the report."""
        return tuple(heading._replace(id=f"{prefix}-{heading.id}") for heading in self._headings)

    @cached_property
    def _headings(self) -> tuple[SubHeading, ...]:
        """The headings with ids that are unique in the narrative.

        A level that was skipped is closed up, because a reader who goes from heading to heading would
        look for it (WCAG 2.2, technique G141; ISO 14289-1, 7.4.2).
        """
        headings: list[SubHeading] = []
        open_levels: list[int] = []
        used = dict.fromkeys(self._note_ids, 1)
        tokens = self.markdown.tokens
        for position, token in enumerate(tokens):
            if token.type != "heading_open":
                continue
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            text = plain_text(tokens[position + 1])
            headings.append(
                SubHeading(len(open_levels), text, unused(slug(text), used), (token.map or [0])[0])
            )
        return tuple(headings)

    @cached_property
    def _note_ids(self) -> frozenset[str]:
        """The ids of its footnotes and of the marks that lead to them."""
        tokens = self.markdown.tokens
        notes = {note_id(token.meta["id"] + 1) for token in tokens if token.type == "footnote_open"}
        marks = (child for token in tokens for child in token.children or [] if child.type == "footnote_ref")
        return frozenset(notes | {mark_id(mark.meta["id"] + 1, mark.meta.get("subId", 0)) for mark in marks})


def note_id(number: int) -> str:
    """The id of a footnote in its narrative, by its number from 1."""
    return f"note-{number}"


def mark_id(number: int, again: int) -> str:
    """The id of the mark that leads to a footnote; ``again`` counts the marks before it that do."""
    return f"{note_id(number)}-mark" + (f"-{again + 1}" if again else "")


def plain_text(inline: Token) -> str:
    """The words of an inline token, without markup."""
    return "".join(child.content or " " * (child.type == "softbreak") for child in inline.children or [])


def slug(text: str, otherwise: str = "part") -> str:
    """A text as part of an id or a file name: small letters of the English alphabet, digits and hyphens.

    ``otherwise`` stands for one that has none of them.
    """
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or otherwise


def unused(name: str, used: dict[str, int]) -> str:
    """The name, or the name with the first number that makes it new; ``used`` has each name's last number."""
    number, numbered = used.get(name, 0), name
    while numbered in used:
        number += 1
        numbered = f"{name}-{number}" if number > 1 else name
    used[name] = number
    used.setdefault(numbered, 1)
    return numbered
