"""Links that are none, and links without words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.problems import Problem
from generator.source.slips.body import Body, excerpt, is_seen, said, with_inner

#: Words in square brackets with something behind them that was meant for an address.
UNMADE_LINK = re.compile(
    r"\[([^\[\]\n]{1,200})\](?:\[([^\[\]\n]*)\]|[ \t]+\((?=https?://|www\.|mailto:|#[a-z]|[^()\s]+\.md\b)|\()"
)
#: The two kinds of brackets in the wrong order.
TURNED_LINK = re.compile(r"\(([^()\n]{1,200})\)\[((?:https?:|www\.|#|mailto:)[^\[\]\n]*)\]")


def empty_links(body: Body) -> Iterator[Problem]:
    """A link without words."""
    for block in body.blocks:
        for position, child in enumerate(block.children):
            if child.type != "link_open":
                continue
            behind = (block.children[inner] for inner in range(position + 1, len(block.children)))
            if not is_seen(list(takewhile(lambda token: token.type != "link_close", behind))):
                yield Problem.at(
                    block.place(child.meta["span"]),
                    "empty-mark",
                    "This link has no words: nobody can see it.",
                    "Write between the square brackets what it leads to: [our report](https://…).",
                )


def unmade_links(body: Body) -> Iterator[Problem]:
    """What was meant for a link and is printed with its brackets."""
    for block in body.blocks:
        for match in UNMADE_LINK.finditer(block.text.words):
            words, name = match[1], match[2]
            both_numbers = words.isdigit() and (name or "").isdigit()
            if both_numbers or block.text.is_spelled_out(match.start()):
                continue
            if name is not None:
                message = f"{said(match[0])} is no link: nothing says where {said(name or words)} leads."
            else:
                message = f"{said(match[0] + '…')} is not read as a link, and is printed with its brackets."
            yield Problem.at(
                block.text.place(*match.span()),
                "broken-link",
                message,
                f"Write [{excerpt(words)}](address), with nothing between the brackets and no space in the "
                "address.",
            )
        for match in TURNED_LINK.finditer(block.text.words):
            yield Problem.at(
                block.text.place(*match.span()),
                "broken-link",
                f"{said(match[0])} is no link: its brackets are the wrong way round.",
                f"Write [{excerpt(match[1])}]({match[2]}).",
            )


def titles_of_links(body: Body) -> Iterator[Problem]:
    """Words in quotation marks behind an address: no page shows them."""
    for block in body.blocks:
        for child in with_inner(block.children):
            behind = child.meta.get("behind", "")
            if behind:
                yield Problem.at(
                    block.place(child.meta["span"]),
                    "stray-mark",
                    f"{said(behind)} stands behind the address, where nobody sees it.",
                    "Write it into the text, or delete it.",
                )
