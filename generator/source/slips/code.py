"""Code and comments that nothing closes, and marks that are left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem, shortened
from generator.source.slips.body import Body

#: What to write in the place of a mark; of others it is not closed, or has a space inside.
IN_THE_PLACE_OF = {
    "~~": "There is no mark for crossed-out words: delete them.",
    "==": "There is no mark for words in colour: settle what is marked, and delete the signs.",
    "^": "Write [^1] here, and [^1]: with the note's text on a line of its own, below.",
}
BOLD = "Bold words stand between two pairs of asterisks, without a space inside them: **bold**."
#: Marks that stay behind as text where what they open is not closed, or is not known.
LEFT_OVER = re.compile(r"\*\*+|(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w)|~~|(?<![=\w])==(?=\w)|\^(?=\[)")


def code_by_indentation(body: Body) -> Iterator[Problem]:
    """Four spaces at the beginning of a line, which make code of it."""
    for token in body.tokens:
        if token.type == "code_block" and token.map:
            yield Problem.at(
                body.line(token.map[0]),
                "indented-code",
                "The spaces before this line make code of it: it is printed in the letters of a typewriter.",
                "Delete the spaces at the beginning of the line. If it is code, put ``` above and below it.",
            )


def unclosed_code(body: Body) -> Iterator[Problem]:
    """A line of ``` that nothing closes: all that follows is code."""
    for token in body.tokens:
        if token.type == "fence" and token.map:
            last = body.lines[min(token.map[1], len(body.lines)) - 1].strip(" \t>")
            is_closed = token.map[1] > token.map[0] + 1 and set(last) == {token.markup[0]}
            if not is_closed or len(last) < len(token.markup):
                mark = shortened(token.markup)
                yield Problem.at(
                    body.line(token.map[0]),
                    "unclosed-mark",
                    f"{mark} opens code here, and nothing closes it: all that follows is code.",
                    f"Put a line of {mark} behind the code, or delete this one.",
                )


def unclosed_comments(body: Body) -> Iterator[Problem]:
    """A comment that does not end in its paragraph: it would be printed."""
    for block in body.blocks:
        at = block.text.words.find("<!--")
        if at >= 0:
            yield Problem.at(
                block.text.place(at, at + 4),
                "unclosed-mark",
                "A comment begins here and is not closed: it would be printed.",
                "Close it with --> in the same paragraph, or delete it.",
            )


def comments(body: Body) -> Iterator[Problem]:
    """A comment: it is left out of the report, but stays in the file."""
    places = [body.line(first) for first, _ in body.env.get("comments", ())]
    places += [
        block.place(child.meta["span"])
        for block in body.blocks
        for child in block.children
        if child.type == "comment"
    ]
    for place in places:
        yield Problem.at(
            place,
            "internal-note",
            "This comment is left out of the report.",
            "Delete it once it is settled.",
        )


def left_over_marks(body: Body) -> Iterator[Problem]:
    """Marks of bold or crossed-out words that are printed."""
    for block in body.blocks:
        if not any(mark in block.token.content for mark in ("**", "__", "~~", "==", "^[")):
            continue
        escaped = block.token.content.count("\\")
        for child in block.children:
            match = LEFT_OVER.search(child.content) if child.type == "text" and not escaped else None
            if match is None:
                continue
            at = block.text.words.find(match[0])
            yield Problem.at(
                block.text.place(at, at + len(match[0])) if at >= 0 else block.text.whole,
                "stray-mark",
                f"{shortened(match[0])} is printed as it stands.",
                IN_THE_PLACE_OF.get(match[0], BOLD),
            )
            break
