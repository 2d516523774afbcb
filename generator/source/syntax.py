"""What our Markdown has beside CommonMark, and what it remembers while it reads.

In: a parser of markdown-it.  Out: the same parser, which knows names and comments, and puts on each inline
token that is more than text where it stands in its block (``meta["span"]``).  A comment is a token without
content in a line of text, and no token at all where it has lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline, autolink, backtick, image, link
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from generator.source.destinations import HELPERS

#: ``{{ eligible.level_2.total }}``, with or without the spaces.  No two parts of it match the same letters:
#: else a line of braces and blanks would take the cube of its length.
NAME = re.compile(r"\{\{\s*+([^\s{}]*(?:[^\S\n]+[^\s{}]+)*)\s*\}\}")
#: A heading's or a list's mark before a space that CommonMark does not take for one (spec 0.31, 4.2 and 5.2).
#: Word writes such spaces, and nobody sees the difference.
MARK_BEFORE_SPACE = re.compile(
    "^((?: {0,3}|[ \u00a0]+)(?:> ?)*)((?:#{1,6}|[-*+]|\\d{1,9}[.)]))[ \u00a0\u2007\u202f](?=[^\n])",
    re.MULTILINE,
)

#: How many blocks stand within each other at most, a list and its item being two; deeper ones would be lost.
DEEPEST = 20

#: A stroke that is not escaped, and what stands for it while a table is read: no text has that letter
#: (CommonMark 2.3).
STROKE = re.compile(r"(?<!\\)\|")
STROKE_OF_NAME = "\0"

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


def extend(markdown: MarkdownIt) -> None:
    """Adds names, comments, addresses with spaces and the memory of places to a parser that has footnotes."""
    markdown.helpers = HELPERS  # type: ignore[assignment]  # a module, there
    inline, block = markdown.inline.ruler, markdown.block.ruler
    inline.before("emphasis", "name", _name)
    inline.before("autolink", "comment", _comment)
    rules = {"backticks": backtick, "autolink": autolink, "link": link, "image": image}
    for name, rule in {**rules, "footnote_ref": footnote_ref}.items():
        inline.at(name, _remembering(rule))
    block.before(
        "fence", "comment", _comment_lines, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.at("footnote_def", _remembering_note, {"alt": ["paragraph", "reference"]})


def plain_marks(body: str) -> str:
    """The text with common spaces around the marks of headings and lists; each letter keeps its place."""
    return MARK_BEFORE_SPACE.sub(lambda match: f"{match[1].replace(NO_BREAK, ' ')}{match[2]} ", body)


#: The space at which no line is broken.
NO_BREAK = "\u00a0"


def _name(state: StateInline, silent: bool) -> bool:
    match = NAME.match(state.src, state.pos) if state.src.startswith("{{", state.pos) else None
    if match is None:
        return False
    if not silent:
        token = state.push("name", "", 0)
        token.content = match[1]
        token.markup = match[0]
        token.meta["span"] = match.span()
    state.pos = match.end()
    return True


def without_strokes_of_names(text: str) -> str:
    """The text, as long as before, with a stand-in for each stroke before a filter: it separates no cells."""
    if "{{" not in text:
        return text
    return NAME.sub(lambda match: STROKE.sub(STROKE_OF_NAME, match[0]), text)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for tables, to which a filter's stroke is a letter of its cell."""
    text, before = state.src, len(state.tokens)
    if "without_strokes" not in state.env:
        state.env["without_strokes"] = without_strokes_of_names(text)
    state.src = state.env["without_strokes"]
    matched = table(state, start, end, silent)
    state.src = text
    for token in state.tokens[before:]:
        token.content = token.content.replace(STROKE_OF_NAME, "|")
    return matched


def _comment(state: StateInline, silent: bool) -> bool:
    end = _end_of_comment(state.src, state.pos)
    if end < 0 or end > state.posMax:
        return False
    if not silent:
        state.push("comment", "", 0).meta["span"] = (state.pos, end)
    state.pos = end
    return True


def _end_of_comment(text: str, start: int) -> int:
    """Where a comment that begins at a place is over (CommonMark 6.6); -1 if none begins there, or ends."""
    if not text.startswith("<!--", start):
        return -1
    close = text.find("-->", start + 2)
    return close + 3 if close >= 0 else -1


def _comment_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment with lines of its own; what stands behind it on its last line is text."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    at = close = _end_of_comment(state.src, begin)
    while at >= 0:  # one behind the other
        close = at
        while close < len(state.src) and state.src[close] in " \t":
            close += 1
        at = _end_of_comment(state.src, close)
    line = next((line for line in range(start, end) if close <= state.eMarks[line]), None)
    if close < 0 or line is None or (silent and line == start):
        return False
    text_behind = close < state.eMarks[line]
    if text_behind and line == start:
        return False
    if silent:
        return True
    state.env.setdefault("comments", []).append((start, line))
    if text_behind:
        state.sCount[line] = state.blkIndent
        state.tShift[line] = 0
        state.bMarks[line] = close
    state.line = line if text_behind else line + 1
    return True


def _remembering(rule: Any) -> InlineRule:
    """The rule, which puts on the first token that it makes where that stands, and how a link is written."""

    def remembering(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = bool(rule(state, silent))
        if matched and not silent:
            marks = (token for token in state.tokens[before:] if token.type not in ("text", "text_special"))
            token = next(marks, None)  # a backtick without a partner is text
            if token is None:
                return matched
            token.meta["span"] = (start, state.pos)
            if token.type in ("link_open", "image") and state.src[start] in "![":
                _remember_address(state, token.meta, start)
        return matched

    return remembering


def _remember_address(state: StateInline, meta: dict[str, Any], start: int) -> None:
    """Where the words of a link or a picture end, and where its address stands; or the name of that."""
    helpers, opening = state.md.helpers, start + (state.src[start] == "!")
    end, position = meta["span"][1], state.pos
    close = helpers.parseLinkLabel(state, opening, not opening > start)
    state.pos = position
    meta["words"] = (opening + 1, close)
    if end > close + 1 and state.src[close + 1] == "(":
        at = close + 2
        while state.src[at].isspace():
            at += 1
        found = helpers.parseLinkDestination(state.src, at, end)
        meta["address"] = (at, found.pos if found.ok else at)
        meta["behind"] = state.src[found.pos if found.ok else at : end - 1].strip()
    else:
        label = state.src[close + 2 : end - 1] if end > close + 2 else ""
        meta["label"] = normalizeReference(label or state.src[opening + 1 : close])


def _remembering_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for the text of a footnote, which remembers each, with the line where it stands."""
    before = len(state.tokens)
    matched = footnote_def(state, start, end, silent)
    if matched and not silent:
        label = state.tokens[before].meta["label"]
        state.env.setdefault("notes", []).append((label, start))
    return matched
