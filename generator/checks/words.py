"""Rules over a report's words: every name stands for something, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.model.names import FILTERS, braced, filter_fault, is_figure, meant_otherwise, read_name
from generator.model.narrative import Narrative
from generator.problems import Problem, Suggestions, quoted
from generator.source.destinations import file_key, inward, readable
from generator.source.markdown import NAME, Reference
from generator.source.texts import NO_WORDS, Text

#: Two braces, as Markdown writes them in an address.
BRACES_IN_ADDRESS = re.compile(r"%7B%7B|\{\{", re.IGNORECASE)
#: Braces that may have been meant for a name: double ones that are left over, and single ones around a name.
BRACES = re.compile(r"\{\{|\}\}|\{[ ]?([a-z][a-z0-9_.]*)[ ]?(\|[^{}\n]*)?\}")
#: A filter that stands behind the braces of its name instead of in them.
FILTER_OUTSIDE = re.compile(rf"{NO_WORDS}[ ]*\\?\|[ ]*((?:{'|'.join(FILTERS)})\b(?:[ ]?\([^()\n]*\))?)", re.I)
#: A remark of YAML that looks like the rest of a sentence: no space behind its #, or a number.
CUT = re.compile(r"#(?:[^\s#!]| ?\d)")


def unknown_names(names: Iterable[Reference], facts: Iterable[str]) -> Iterator[Problem]:
    """A ``{{ name }}`` that is neither a fact nor a figure of the report, or that has a filter of no use."""
    known = set(facts)
    suggestions = Suggestions()
    for reference in names:
        use = read_name(reference.target)
        wrong = next((name for name in use.names if name not in known), None)
        if wrong is not None:
            near = suggestions.nearest(wrong, known, cutoff=0.5)
            message = f"{quoted(wrong)} is no figure or fact of this report."
            hint = (
                f"Did you mean {use.with_name(wrong, near)}?"
                if near
                else "Use a figure's key or a fact's name."
            )
            if not known:
                message = f"Nothing is put in for {quoted(reference.target)} here."
                hint = "Write the words themselves."
            yield Problem.at(reference.place, "unknown-name", message, meant_otherwise(use.name) or hint)
            continue
        fault = filter_fault(use, all(map(is_figure, use.names)), suggestions)
        if fault is not None:
            yield Problem.at(reference.place, "unknown-filter", *fault)


def broken_links(narrative: Narrative, anchors: Mapping[str, str]) -> Iterator[Problem]:
    """A link that is neither an outward address nor an anchor or page of the report.

    ``anchors`` maps what may be written (``#eligible``, ``10-youth-justice.md``) to the anchor.
    """
    suggestions = Suggestions()
    for reference in narrative.markdown.links:
        target = reference.target
        if BRACES_IN_ADDRESS.search(target):
            yield Problem.at(
                reference.place,
                "broken-link",
                "An address has no names in double braces: nothing is put in for them.",
                "Write the whole address.",
            )
            continue
        if reference.is_outward or inward(target) in anchors:
            continue
        if target.startswith("[^"):
            yield Problem.at(
                reference.place,
                "broken-link",
                f"There is no footnote {quoted(target)}.",
                f"Write the note on a line of its own, below: {quoted(f'{target}: its text')}.",
            )
            continue
        yield Problem.at(
            reference.place,
            "broken-link",
            f"The link {quoted(readable(target))} leads nowhere." if target else "This link has no address.",
            _link_hint(target, anchors, suggestions),
        )


def stray_braces(text: Text, facts: Collection[str]) -> Iterator[Problem]:
    """Braces around no name, or around one in part; the first in each text.  ``facts`` are the names."""
    words = _without_names(text)
    for match in BRACES.finditer(words if text.kind != "code" else ""):
        name, behind = match[1], match[2]
        if (name is None or name in facts) and not text.is_spelled_out(match.start()):
            yield Problem.at(
                text.place(*match.span()),
                "unknown-name",
                f"{quoted(match[0])} is printed as it stands: a name has two braces on either side.",
                f"Write {braced(name or 'name', behind and behind.strip('| '))}, on one line.",
            )
            return


def filters_outside(text: Text) -> Iterator[Problem]:
    """A filter behind the braces of its name, where it is printed."""
    for match in FILTER_OUTSIDE.finditer(_without_names(text) if text.kind != "code" else ""):
        yield Problem.at(
            text.place(match.start(1), match.end(1)),
            "unknown-filter",
            f"{quoted(match[1])} is printed as it stands: a filter stands in the braces of its name.",
            f"Write {braced('…', match[1])}.",
        )


def _without_names(text: Text) -> str:
    """The words with a stand-in for each letter of what is put in for a name, as Markdown has one already."""
    return NAME.sub(lambda match: NO_WORDS * len(match[0]), text.words) if text.literal else text.words


def names_in(text: Text) -> list[Reference]:
    """The names that a text of YAML uses, each with its place."""
    return [Reference(match[1], text.place(*match.span())) for match in NAME.finditer(text.words)]


def cut_texts(text: Text) -> Iterator[Problem]:
    """A # that takes away the rest of a text: behind a space, YAML takes it for the beginning of a remark."""
    remark = text.remark
    is_text = not text.words or any(letter.isalpha() for letter in text.words)
    if remark is not None and is_text and CUT.match(remark.words):
        yield Problem.at(
            remark.place,
            "cut-text",
            f"{quoted(remark.words)} is not printed: behind a space, # begins a remark.",
            "Put the whole text in quotation marks. If it is a remark, put a space behind the #.",
        )


def _link_hint(target: str, anchors: Mapping[str, str], suggestions: Suggestions) -> str:
    if target.lower().startswith("www."):
        return "Write https:// before it."
    near = suggestions.nearest(file_key(readable(target).rpartition("/")[2]), anchors, cutoff=0.5)
    if near:
        return f"Did you mean {near}?"
    return "Write a whole address (https://…), #the-id-of-a-heading, or the file name of another page."
