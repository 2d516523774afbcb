"""The rules that an edition states: which figure is never above which, and which keys may not be there."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import Annotated

from pydantic import Field

from generator.model.base import LONGEST_KEY, Line, Model
from generator.problems import Severity

#: The name of a rule, under which its problems are known; kebab-case, as all codes of problems are.
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_KEY)]
#: The name of a figure, a row or a table: its keys joined by dots.
FigureKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]

#: What the words of a relation, and those of forbidden keys, may name between double braces.
RELATION_NAMES = frozenset({"figure", "figure.key", "limit", "limit.key"})
FORBIDDEN_NAMES = frozenset({"key"})


class Relation(Model):
    """A figure that is never above another one.  Between tables, each cell that both have is compared."""

    figure: FigureKey = Field(examples=["visits"])
    """The smaller figure, or the table or row of the smaller ones: keys joined by dots."""
    never_above: FigureKey = Field(examples=["calls"])
    """The figure, table or row that it is never above."""
    severity: Severity
    """error keeps the report from being built; warning does not."""
    message: Line
    """What is wrong; {{ figure }} and {{ limit }} stand for the numbers, {{ limit.key }} for the key."""
    hint: Line
    """What the coordinator can do about it."""


#: A word of a key or of a text, and the most words that a forbidden key has.
WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 3
#: What says, before the words in a text or behind them, that no figure of theirs is there.
LEFT_OUT_BEFORE = re.compile(r"\b(without|excluding|excludes?|except|not|but|other than|apart from)\b", re.I)
LEFT_OUT_BEHIND = re.compile(r"\b(nationally|excluded|left out)\b", re.I)


class Forbidden(Model):
    """Keys that may never hold a figure: neither an area's file nor an edition may have them.

    An edition may not have them in the words of a table, a row or a column either.
    """

    keys: tuple[str, ...] = Field(min_length=1, examples=[["name", "date_of_birth", "*_address"]])
    """The keys, alone or among other words; capitals, spaces, hyphens and underscores do not matter, and *
    stands for any letters."""
    message: Line
    """What is wrong; {{ key }} stands for the key that was found."""
    hint: Line
    """What the coordinator can do about it."""

    def forbids(self, key: str) -> bool:
        """Whether a key, however it is written, is one of these or has one in it."""
        return self._is_one(key) or self.forbidden_words(key) is not None

    def forbidden_words(self, text: str) -> str | None:
        """The words in a text that are one of these keys; None if there are none.

        A text that says that they are left out has none: “All but names”.
        """
        words = list(WORD.finditer(text))
        for number, first in enumerate(words):
            if LEFT_OUT_BEFORE.search(text[: first.start()]):
                return None
            for last in words[number : number + MOST_WORDS]:
                run = text[first.start() : last.end()]
                if self._is_one(run) and not LEFT_OUT_BEHIND.search(text[last.end() :]):
                    return run
        return None

    def _is_one(self, key: str) -> bool:
        return _pattern(self.keys).fullmatch(_bare(key)) is not None


class LargeChange(Model):
    """How much a figure must have changed since last year to be worth a second look."""

    per_cent: int = Field(ge=1, examples=[50])
    """The change must be more than this share of last year's figure, in per cent ..."""
    at_least: int = Field(ge=0, examples=[20])
    """... and the larger of the two figures at least this: small ones jump about by nature."""


@cache
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    """What matches a bare key that is one of these."""
    return re.compile("|".join(translate(_bare(key)) for key in keys))


def _bare(key: str) -> str:
    """A key as it is compared: ``Date of birth``, ``date-of-birth`` and ``date_of_birth`` are one."""
    return re.sub(r"[\s_-]", "", key).casefold()
