"""Addresses with spaces: which are links, and where they stand."""

from __future__ import annotations

import time

import pytest

from generator.source.markdown import read_markdown

#: A text, and the addresses that are found in it, with the column at which each begins.
TEXTS = {
    "[a](our plan.md)": [("our%20plan.md", 5)],
    "[a](our%20plan.md), [b](our plan.md) and [c](<our plan.md>)": [
        ("our%20plan.md", 5),
        ("our%20plan.md", 25),
        ("our%20plan.md", 46),
    ],
    "[a](our plan (2).md 'A title')": [("our%20plan%20(2).md", 5)],
    "[a](O'Brien and Sons.MD )": [("O'Brien%20and%20Sons.MD", 5)],
    "[a](plan.md 'of all plan.md')": [("plan.md", 5)],
    "![a](images/my photo (1).jpg)": [("images/my%20photo%20(1).jpg", 1)],
    "[![a](images/a b.png)](10 page.md)": [("10%20page.md", 24), ("images/a%20b.png", 2)],
    "[a](ein tŷ.md)": [("ein%20t%C5%B7.md", 5)],
    "[a](https://example.org/our plan.pdf)": [("https://example.org/our%20plan.pdf", 5)],
    # All else is no link, though it may be a slip that is named.
    "[a](https://example.org/our plan)": [],
    "[sic](as it was)": [],
    "(our plan.md)": [],
    "[a] (our plan.md)": [],
    "[a](our plan.md": [],
    "[a](our\nplan.md)": [],
    "[a]: see our plan.md": [],
    "`[a](our plan.md)`": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_a_link(text: str) -> None:
    read, _ = read_markdown(text, "a.md")
    assert [(link.target, link.place.column) for link in (*read.links, *read.pictures)] == TEXTS[text]


@pytest.mark.parametrize(
    "text", ["[x](", "[x](a ", "[x](a b.md) ", "](https://a ", "[x](a (", "![x](a b.png)\n"]
)
def test_many_of_them_take_no_time_worth_a_name(text: str) -> None:
    """Minutes, were each looked for from the beginning."""
    begun = time.process_time()
    read_markdown(text * 10_000, "a.md")
    assert time.process_time() - begun < 20
