"""Markdown by a grammar: every text that comes of it is sound."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

PLAIN_WORDS = (
    *("the", "board", "people", "risk", "plans", "managed", "together", "police", "prison", "probation"),
    *("Dŵr", "tŷ", "café", "AT&T", "5%", "£3", "<10", "“quoted”", "victims'", "A–Z", "non-negotiable"),
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
)
WORDS = st.sampled_from(PLAIN_WORDS)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: f"On {' '.join(words)}.")
TITLES = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: f"About {' '.join(words)}")


def paragraphs(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Paragraphs with emphasis, links, code and, where there are any, names of figures."""
    inline = st.one_of(
        SENTENCES,
        SENTENCES.map("**{}**".format),
        SENTENCES.map("*{}*".format),
        WORDS.map("`{}`".format),
        TITLES.map("[{}](https://example.org/a-page)".format),
        *([st.sampled_from(names).map("{{{{ {} }}}}".format)] if names else []),
    )
    return st.lists(inline, min_size=1, max_size=5).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of up to twelve columns and forty rows."""
    columns = draw(st.integers(1, 12))
    rows = draw(st.lists(st.lists(TITLES, min_size=columns, max_size=columns), min_size=1, max_size=8))
    rows *= draw(st.sampled_from([1, 1, 1, 5])) if columns < 6 else 1
    head = [f"Column {number}" for number in range(columns)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * columns, *rows))


def _bulleted(blocks: list[str]) -> str:
    return "\n".join("- " + block.replace("\n", "\n  ") for block in blocks)


@st.composite
def _numbered(draw: st.DrawFn, blocks: st.SearchStrategy[str]) -> str:
    first, end = draw(st.integers(0, 300)), draw(st.sampled_from(".)"))
    items = enumerate(draw(st.lists(blocks, min_size=1, max_size=4)), start=first)
    lines = []
    for number, block in items:
        mark = f"{number}{end} "
        lines.append(mark + block.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(lines)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(_bulleted),
        _numbered(inner),
        inner.map(lambda block: "> " + block.replace("\n", "\n> ")),
    )


@st.composite
def narratives(draw: st.DrawFn, names: tuple[str, ...] = ()) -> str:
    """The text of a Markdown file without its front matter."""
    nested = st.recursive(paragraphs(names), _blocks, max_leaves=4)
    headings = st.builds("{} {}".format, st.sampled_from(["##", "###", "####"]), TITLES)
    code = st.lists(SENTENCES, min_size=1, max_size=5).map(lambda lines: "\n".join(["```", *lines, "```"]))
    simple = st.one_of(paragraphs(names), headings, tables(), code, st.just("---"))
    blocks = draw(st.lists(st.one_of(simple, nested), max_size=8))
    notes = draw(st.integers(0, 3))
    noted = [f"A word.[^{number}]\n\n[^{number}]: {draw(SENTENCES)}" for number in range(notes)]
    return "\n\n".join([draw(SENTENCES), *blocks, *noted, "The end."])


@st.composite
def pages(draw: st.DrawFn, names: tuple[str, ...] = ()) -> str:
    """A Markdown file with its front matter."""
    front: dict[str, Any] = {"title": draw(TITLES)}
    if draw(st.booleans()):
        front["author"] = {"role": draw(TITLES), "organisation": draw(TITLES)}
    return f"---\n{yaml(front)}---\n{draw(narratives(names))}\n"


def yaml(values: Mapping[str, Any]) -> str:
    """A mapping as YAML: one line for each key, in JSON."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
