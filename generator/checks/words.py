"""Rules over a report's words: every name stands for something, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.model.narrative import Narrative
from generator.problems import Problem, Suggestions, quoted
from generator.source.destinations import file_key, inward, readable
from generator.source.markdown import NAME, Reference
from generator.source.texts import NO_WORDS, Text

#: Two braces, as Markdown writes them in an address.
BRACES_IN_ADDRESS = re.compile(r"%7B%7B|\{\{", re.IGNORECASE)
#: Braces that may have been meant for a name: double ones that are left over, and single ones around a name.
BRACES = re.compile(r"\{\{|\}\}|\{[ ]?([a-z][a-z0-9_.]*)[ ]?\}")
#: A remark of YAML that looks like the rest of a sentence: no space behind its #, or a number.
CUT = re.compile(r"#(?:[^\s#!]| ?\d)")


def unknown_names(names: Iterable[Reference], facts: Iterable[str]) -> Iterator[Problem]:
    """A ``{{ name }}`` that is neither a fact nor a figure of the report."""
    known = set(facts)
    suggestions = Suggestions()
    for reference in names:
        if reference.target not in known:
            near = suggestions.nearest(reference.target, known, cutoff=0.5)
            message = f"{quoted(reference.target)} is no figure or fact of this report."
            hint = f"Did you mean {{{{ {near} }}}}?" if near else "Use a figure's key or a fact's name."
            if not known:
                message = f"Nothing is put in for {quoted(reference.target)} here."
                hint = "Write the words themselves."
            yield Problem.at(
                reference.place,
                "unknown-name",
                message,
                hint,
            )


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
    words = NAME.sub(lambda match: NO_WORDS * len(match[0]), text.words) if text.literal else text.words
    for match in BRACES.finditer(words if text.kind != "code" else ""):
        name = match[1]
        if (name is None or name in facts) and not text.is_spelled_out(match.start()):
            yield Problem.at(
                text.place(*match.span()),
                "unknown-name",
                f"{quoted(match[0])} is printed as it stands: a name has two braces on either side.",
                f"Write {{{{ {name or 'name'} }}}}, on one line.",
            )
            return


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
