"""Rules over a report's words: every name stands for something, every link leads somewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator.languages.fonts import lacking
from generator.model.narrative import Narrative
from generator.problems import Place, Problem, Suggestions, quoted


def unknown_names(narrative: Narrative, facts: Iterable[str]) -> Iterator[Problem]:
    """A ``{{ name }}`` that is neither a fact nor a figure of the report."""
    known = set(facts)
    suggestions = Suggestions()
    for reference in narrative.markdown.names:
        if reference.target not in known:
            near = suggestions.nearest(reference.target, known, cutoff=0.5)
            hint = f"Did you mean {{{{ {near} }}}}?" if near else "Use a figure's key or a fact's name."
            yield Problem.at(
                reference.place,
                "unknown-name",
                f"{quoted(reference.target)} is no figure or fact of this report.",
                hint,
            )


def broken_links(narrative: Narrative, anchors: Mapping[str, str]) -> Iterator[Problem]:
    """A link that is neither an outward address nor an anchor or page of the report.

    ``anchors`` maps what may be written (``#eligible``, ``10-youth-justice.md``) to the anchor.
    """
    suggestions = Suggestions()
    for reference in narrative.markdown.links:
        target = reference.target
        if reference.is_outward or target.rpartition("/")[2] in anchors:
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
            f"The link {quoted(target)} leads nowhere.",
            _link_hint(target, anchors, suggestions),
        )


def unknown_letters(narrative: Narrative) -> Iterator[Problem]:
    """A letter that the font lacks; in the PDF it would be a box, or come from whatever font is there."""
    markdown = narrative.markdown
    for number, line in enumerate(markdown.lines, start=markdown.first_line):
        for letter in dict.fromkeys(lacking(line)):
            column = line.index(letter) + 1
            yield Problem.at(
                Place(markdown.file, number, column, number, column + 1),
                "unknown-letter",
                f"“{letter}” ({unicodedata.name(letter, 'unknown').lower()}) cannot be printed.",
                "Write it in words, or use a letter of the Latin alphabet.",
            )


def _link_hint(target: str, anchors: Mapping[str, str], suggestions: Suggestions) -> str:
    if target.startswith("www."):
        return "Write https:// before it."
    near = suggestions.nearest(target.rpartition("/")[2], anchors, cutoff=0.5)
    if near:
        return f"Did you mean {near}?"
    return "Write a whole address (https://…), #the-id-of-a-heading, or the file name of another page."
