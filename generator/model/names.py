"""What stands between double braces: a name, and behind a stroke the filter that says its figure otherwise.

``{{ eligible.level_2.total | percent_of(eligible.total.total) }}``
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.edition import RESERVED_TABLES
from generator.problems import Suggestions, quoted

#: The filters; with a capital letter, each begins with one.
WORDS, PERCENT_OF, CHANGE = "words", "percent_of", "change"
FILTERS = (WORDS, PERCENT_OF, CHANGE)
#: A filter with what stands in its brackets.
FILTER = re.compile(r"([^\s()]+)\s*(?:\(([^()]*)\))?")
#: What people write otherwise: the filter first, and what it is a share of without brackets.
FILTER_FIRST = re.compile(r"(words|percent_of|change)\s*\(\s*([^(),\s]+)\s*\)", re.IGNORECASE)
WITHOUT_BRACKETS = re.compile(r"percent_of[\s:=]++([^\s()]+)", re.IGNORECASE)
#: Marks of quotation, which need not be there.
QUOTES = "\"'“”‘’"


class NameUse(NamedTuple):
    """A name as a text uses it."""

    name: str
    #: What stands behind the stroke, as it is typed; None where there is no stroke.
    behind: str | None = None

    @property
    def filter(self) -> str:
        """The filter that is meant, in small letters; nothing where it is not one of them."""
        match = FILTER.fullmatch(self.behind or "")
        word = match[1] if match else ""
        return word.lower() if word.lower() in FILTERS and word[1:].islower() else ""

    @property
    def argument(self) -> str:
        """What stands in the brackets behind the filter."""
        match = FILTER.fullmatch(self.behind or "")
        return (match[2] or "").strip().strip(QUOTES) if match else ""

    @property
    def is_capital(self) -> bool:
        """Whether its words begin with a capital letter."""
        return bool(self.behind) and str(self.behind)[0].isupper()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that must stand for something: its own, and that of which it is a share."""
        return (self.name, self.argument) if self.filter == PERCENT_OF and self.argument else (self.name,)

    def with_name(self, wrong: str, right: str) -> str:
        """The whole of it as it is written, with another name."""
        name = right if self.name == wrong else self.name
        behind = self.behind.replace(wrong, right) if self.behind and self.name != wrong else self.behind
        return braced(name, behind)


def braced(name: str, behind: str | None = None) -> str:
    """A name in its braces, as a text has to write it."""
    return f"{{{{ {name} | {behind} }}}}" if behind else f"{{{{ {name} }}}}"


def read_name(content: str) -> NameUse:
    """What stands between two braces.  The stroke may be escaped, as a row of a Markdown table wants it."""
    name, stroke, behind = content.replace("\\|", "|").partition("|")
    return NameUse(name.strip(), behind.strip() if stroke else None)


def is_figure(name: str) -> bool:
    """Whether a name that stands for something is a figure's: no table is called as a fact is."""
    return name.partition(".")[0] not in RESERVED_TABLES


def filter_fault(
    use: NameUse, figures: bool, suggestions: Suggestions | None = None
) -> tuple[str, str] | None:
    """What is wrong with a filter, and what to write; None where nothing is.

    ``figures`` says whether the names of ``use``, which all stand for something, are those of figures;
    ``suggestions`` are those of the file.
    """
    if use.behind is None:
        return None
    name, kind = use.name, use.filter
    if "|" in use.behind:
        first = use.behind.partition("|")[0].strip()
        return "Only one filter can stand behind a name.", f"Write {braced(name, first)}."
    without = WITHOUT_BRACKETS.fullmatch(use.behind)
    if without:
        message = "What a figure is a share of stands in brackets."
        return message, f"Write {braced(name, f'percent_of({without[1].strip(QUOTES)})')}."
    if not kind:
        return _unknown_filter(use, suggestions)
    if not figures:
        message = f"Only figures of the tables can have a filter, and {quoted(name)} is none."
        return message, f"Write {braced(name)}."
    if kind == PERCENT_OF and not use.argument:
        hint = (
            f"Write {braced(name, 'percent_of(…)')}, in the brackets the key of the figure that is the whole."
        )
        return f"{quoted(use.behind)} does not say of what.", hint
    if kind != PERCENT_OF and use.argument:
        return f"{quoted(kind)} has nothing in brackets behind it.", f"Write {braced(name, kind)}."
    return None


def _unknown_filter(use: NameUse, suggestions: Suggestions | None) -> tuple[str, str]:
    word = re.split(r"[\s(:]", use.behind or "", maxsplit=1)[0]
    near = suggestions.nearest(word.lower(), FILTERS, cutoff=0.5) if suggestions else None
    hint = f"There are words, percent_of(…) and change; without a filter, write {braced(use.name)}."
    if near:
        of = f"({use.argument or '…'})" if near == PERCENT_OF else ""
        hint = f"Did you mean {braced(use.name, near + of)}?"
    return f"There is no filter {quoted(word)}." if word else "No filter stands behind the stroke.", hint


def meant_otherwise(name: str) -> str | None:
    """What to write for a name that is a filter with its figure in brackets; None for any other."""
    match = FILTER_FIRST.fullmatch(name)
    if match is None:
        return None
    behind = "percent_of(…)" if match[1].lower() == PERCENT_OF else match[1]
    return f"Write {braced(match[2], behind)}."
