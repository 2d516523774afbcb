"""A narrative's tokens -> HTML that passes WCAG 2.2 AA in a browser and PDF/UA-1 in the PDF.

Differs from markdown-it's own renderer where that would fail one of the two: headings take their level
from where they stand, links hold text alone, tables have scopes, footnotes link both ways by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

from generator.model.figure import GAP_SIGN
from generator.model.narrative import SubHeading, mark_id, note_id, plain_text
from generator.model.report import Part
from generator.render.tables import PHONE_LETTERS, letters_of, longest_word
from generator.source.destinations import inward
from generator.source.markdown import parser

#: Tags that may not stand inside a link: PDF/UA-1 wants a link's text directly in it (ISO 14289-1, 7.18.5).
INLINE = ("em", "strong", "code", "s")
#: The tokens of blocks that can say on which line they are written.
BLOCKS = (
    *("paragraph_open", "heading_open", "list_item_open", "blockquote_open", "tr_open"),
    *("fence", "code_block"),
)


class MarkdownWords(NamedTuple):
    """The words that the renderer itself puts in, from the catalogue; markup stays as it is."""

    note: Callable[[int], str]
    back: Callable[[int], str]
    back_text: str
    notes: str
    table: str


@dataclass
class _Context:
    """Where in the report the text stands."""

    part: Part
    level: int
    facts: Mapping[str, str]
    anchors: Mapping[str, str]
    words: MarkdownWords
    headings: Iterator[SubHeading]


def narrative_html(
    part: Part,
    level: int,
    facts: Mapping[str, str],
    anchors: Mapping[str, str],
    words: MarkdownWords,
    lines: bool = False,
) -> str:
    """The HTML of a part's text; its highest headings become ``<h{level}>``.

    With ``lines``, each block has where it is written: ``data-line``, as ``line_name`` gives it.
    """
    headings = iter(part.narrative.sub_headings(part.id))
    place = _Context(part, level, facts, anchors, words, headings)
    tokens = _plain_links(part.narrative.markdown.tokens)
    if lines:
        tokens = [_with_line(token, part) for token in tokens]
    return _renderer().render(tokens, parser().options, {"place": place})


def block_lines(part: Part) -> Iterator[int]:
    """The lines of a part's file on which its blocks begin that say so on the page, from top to bottom."""
    first = part.narrative.markdown.first_line
    for token in part.narrative.markdown.tokens:
        if token.map and token.type in BLOCKS and not token.hidden:
            yield first + token.map[0]


def line_name(part: Part, line: int) -> str:
    """What ``data-line`` says of a block that begins on a line: ``foreword-text 12``."""
    return f"{part.id} {line}"


def _with_line(token: Token, part: Part) -> Token:
    if not token.map or token.type not in BLOCKS or token.hidden:
        return token
    line = part.narrative.markdown.first_line + token.map[0]
    return token.copy(attrs={**token.attrs, "data-line": line_name(part, line)})


@cache
def _renderer() -> _Renderer:
    return _Renderer(parser())


def _plain_links(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each link reduced to its text, and pictures set before the link they stood in."""
    out = []
    for token in tokens:
        if token.type == "inline" and any(child.type == "link_open" for child in token.children or []):
            token = token.copy(children=list(_without_markup(token.children or [])))
        out.append(token)
    return out


def _without_markup(children: Sequence[Token]) -> Iterator[Token]:
    link: list[Token] | None = None
    for child in children:
        if child.type == "link_open":
            link = [child]
        elif child.type == "link_close" and link is not None:
            pictures = [token for token in link if token.type == "image"]
            texts = [token for token in link[1:] if token.type != "image"]
            if not any(token.content.strip() for token in texts):
                texts = [Token("text", "", 0, content=picture.content) for picture in pictures]
            yield from (*pictures, link[0], *texts, child)
            link = None
        elif link is None:
            yield child
        elif child.tag not in INLINE or child.type == "code_inline":
            link.append(Token("text", "", 0, content=child.content) if child.type == "code_inline" else child)


class _Renderer(RendererHTML):
    def text(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return escapeHtml(tokens[i].content)

    def comment(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return ""

    def name(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return escapeHtml(env["place"].facts.get(tokens[i].content, tokens[i].markup))

    def heading_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        heading = next(env["place"].headings)
        env["heading"] = min(env["place"].level + heading.depth - 1, 6)
        return f'<h{env["heading"]} id="{heading.id}"{self.renderAttrs(tokens[i])}>'

    def heading_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return f"</h{env['heading']}>\n"

    def link_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        target = str(tokens[i].attrGet("href") or "")
        anchor = env["place"].anchors.get(inward(target))
        return f'<a href="{escapeHtml(f"#{anchor}" if anchor else target)}">'

    def image(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        picture = env["place"].part.narrative.pictures.get(str(tokens[i].attrGet("src")))
        alternative = escapeHtml(_alternative(tokens[i], env["place"].facts))
        if picture is None:  # of a preview, whose report may have errors
            return f'<mark class="gap">{GAP_SIGN} {alternative}</mark>'
        return (
            f'<img src="images/{picture.file}" alt="{alternative}" '
            f'width="{picture.width}" height="{picture.height}">'
        )

    def table_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        if not _may_scroll(tokens[i:]):
            return '<div class="scroll">\n<table>\n'
        label = escape(env["place"].words.table)
        return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        # A heading without words heads nothing.
        env["empty"] = not plain_text(tokens[i + 1]).strip()
        return f"<td{_aligned(tokens[i])}>" if env["empty"] else f'<th scope="col"{_aligned(tokens[i])}>'

    def th_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return "</td>\n" if env["empty"] else "</th>\n"

    def td_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return f"<td{_aligned(tokens[i])}>"

    def ordered_list_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        behind = takewhile(lambda t: t.level > tokens[i].level or t.type != "ordered_list_close", tokens[i:])
        items = sum(t.type == "list_item_open" and t.level == tokens[i].level + 1 for t in behind)
        last = int(tokens[i].attrs.get("start", 1)) + items - 1
        opening = self.renderToken(tokens, i, options, env)
        return opening.replace("<ol", f"<ol{_room_for_numbers(last)}", 1)

    def footnote_ref(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        number, again = tokens[i].meta["id"] + 1, tokens[i].meta.get("subId", 0)
        part = env["place"].part.id
        note, mark = f"{part}-{note_id(number)}", f"{part}-{mark_id(number, again)}"
        label = escape(env["place"].words.note(number))
        return (
            f'<sup><a href="#{note}" id="{mark}" role="doc-noteref" aria-label="{label}">[{number}]</a></sup>'
        )

    def footnote_block_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        label = escape(env["place"].words.notes)
        notes = sum(token.type == "footnote_open" for token in tokens[i:])
        return (
            f'<div class="notes" role="doc-endnotes" aria-label="{label}">\n<ol{_room_for_numbers(notes)}>\n'
        )

    def footnote_block_close(
        self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</ol>\n</div>\n"

    def footnote_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return f'<li id="{env["place"].part.id}-{note_id(tokens[i].meta["id"] + 1)}">'

    def footnote_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
        number, again = tokens[i].meta["id"] + 1, tokens[i].meta.get("subId", 0)
        words: MarkdownWords = env["place"].words
        mark = f"{env['place'].part.id}-{mark_id(number, again)}"
        return (
            f' <a href="#{mark}" role="doc-backlink" aria-label="{escape(words.back(number))}">'
            f"{escape(words.back_text)}</a>"
        )


def _may_scroll(tokens: Sequence[Token]) -> bool:
    """Whether the table with which some tokens begin may be wider than a phone."""
    columns: list[int] = []
    place = 0
    for token in takewhile(lambda token: token.type != "table_close", tokens):
        if token.type == "tr_open":
            place = 0
        elif token.type == "inline":
            columns += [0] * (place + 1 - len(columns))
            columns[place] = max(columns[place], longest_word([plain_text(token)]))
            place += 1
    return letters_of(columns) > PHONE_LETTERS


def _alternative(picture: Token, facts: Mapping[str, str]) -> str:
    """What is said of a picture to those who cannot see it, without markup (CommonMark 6.4)."""
    return "".join(
        _alternative(child, facts)
        if child.type == "image"
        else facts.get(child.content, child.markup)
        if child.type == "name"
        else child.content or " " * (child.type in ("softbreak", "hardbreak"))
        for child in picture.children or []
    )


def _room_for_numbers(last: int) -> str:
    """The class of a list whose last number takes more room than most lists leave before their items."""
    digits = len(str(last))
    return "" if digits < 3 else ' class="thousands"' if digits < 5 else ' class="millions"'


def _aligned(token: Token) -> str:
    style: Any = token.attrGet("style") or ""
    return ' class="number"' if "right" in str(style) else ""
