"""Rules over what was never meant for a reader: words that wait for others, remarks, leftovers.

A pattern is looked for where one of the small pieces stands without which it cannot be there: most texts have
none, and a search for a piece takes no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.html import HTML_COMMENT
from generator.problems import Problem, quoted
from generator.source.texts import Text, shown


class Pattern(NamedTuple):
    """What to look for, the pieces one of which it must have, and what is said of it."""

    code: str
    pieces: tuple[str, ...]
    words: re.Pattern[str]
    message: str
    hint: str


def _waiting(pieces: tuple[str, ...], *words: str, flags: re.RegexFlag = re.IGNORECASE) -> Pattern:
    """Words that wait for others."""
    message, hint = "{} waits for other words.", "Write what is meant, or delete it."
    return Pattern("placeholder", pieces, re.compile("|".join(words), flags), message, hint)


def _remark(pieces: tuple[str, ...], message: str, hint: str, *words: str) -> Pattern:
    """Words among those who write."""
    flags = re.IGNORECASE | re.MULTILINE
    return Pattern("internal-note", pieces, re.compile("|".join(words), flags), message, hint)


#: What begins words in brackets that an editor put into a quotation: “[her role]”.
OF_A_QUOTE = (
    r"(?:the|this|that|these|those|an?|my|his|her|its|our|their|whose"
    r"|no|any|each|every|some|same|new|other)\b"
)
#: What stands in brackets for words that are to come, as a whole, and what such words begin with.
AWAITED = (
    rf"(?:(?!{OF_A_QUOTE})[^\W\d_]+(?:['’]s)? )?(?:name|title|role|signature|email|telephone)"
    r"|(?:(?:area|your|organisation|full|first|last|job)(?:'s)? )?"
    r"(?:area|date|month|year|number|figures?|text|quote|photo|picture)"
    r"|x{2,}|\?+|…|\.{2,}|_+|tb[acd]"
)
TO_DO = (
    r"(?:insert|add|enter|type|fill in|complete|delete|amend|update|replace|your|please|to be|xx+|tb[acd])\b"
)
TO_BE = r"to be (?:confirmed|added|completed|advised|decided|inserted|written|supplied|provided)"
#: What may stand before “here”, and be all that there is.
THING = (
    r"text|name|title|heading|figures?|image|picture|photo|quote|date|number|area|foreword|introduction|words|content"
    r"|summary"
)
DELETE = "Delete it before the report goes out."

PATTERNS = (
    _waiting(("[",), rf"\[ ?(?:{TO_DO}[^\[\]\n]{{0,100}}|{AWAITED}) ?\]"),
    _waiting(
        ("<", "«"),
        rf"<(?:(?:insert|add|enter|your)\b[^<>\n]{{0,100}}|{AWAITED})>",
        r"<<[^<>\n]{1,100}>>|«\w+»",
    ),
    _waiting(("xx", "£x", "£ x"), r"£ ?x+(?:k|m|bn)?\b", r"(?<![^\W\d_])x{2,}(?![^\W\d_])"),
    _waiting(("tb", "t.b."), r"(?<!\w)(?:TB[ACD]|tb[acd]|T\.B\.[ACD]\.?)(?!\w)", flags=re.NOFLAG),
    _waiting(
        ("todo", "to do", "fixme", "draft"), r"(?<!\w)(?:TODO|TO DO|FIXME|DRAFT)(?!\w)", flags=re.NOFLAG
    ),
    _waiting(("dd/mm", "dd.mm", "dd-mm"), r"\bDD[/.-]MM[/.-]YY(?:YY)?\b"),
    _waiting(("???", "____", "****", "....."), r"\?{3,}", r"_{4,}", r"(?<!\w)\*{4,}", r"\.{5,}"),
    _waiting(
        (" name", "name of ", "name]"),
        r"(?<!\w)(?:AREA|YOUR|CHAIR'?S?|SERVICE|ORGANISATION|OFFICE) NAME(?!\w)",
        r"(?<!\w)NAME OF (?:AREA|CHAIR|SERVICE|ORGANISATION|OFFICE)(?!\w)",
        flags=re.NOFLAG,
    ),
    _waiting(("lorem ipsum",), r"\blorem ipsum\b(?: dolor sit amet)?"),
    _waiting(
        (" here", " text", "choose an item", "delete as"),
        r"\b(?:area|your|organisation|service|chair'?s?|office|full|board) names? (?:goes )?here\b",
        r"\b[^\W\d_]+ names? goes here\b",
        r"\binsert (?:\w+ ){0,3}here\b",
        r"\b(?:sample|dummy|placeholder|example) text\b",
        r"\bclick (?:or tap )?here to (?:enter|add|insert)\b[^.\n]*",
        r"\bchoose an item\b",
        r"\bdelete as appropriate\b",
    ),
    _remark(
        ("{++", "{--", "{~~", "{==", "{>>", "++}", "--}", "~~}", "==}", "<<}"),
        "{} is what a comparison of two versions left behind.",
        "Decide which words hold, and delete the marks and the others.",
        r"\{(?:\+\+|--|~~|==|>>)(?:.|\n){0,300}?(?:\+\+|--|~~|==|<<)\}",
        r"\{(?:\+\+|--|~~|==|>>)",
        r"(?:\+\+|--|~~|==|<<)\}",
    ),
    _remark(
        ("comment", "[", "deleted", "inserted", "formatted", "moved", "field code"),
        "{} is what Word's tracked changes left behind.",
        "Accept or reject all changes in Word and copy the text again, or delete these words.",
        r"\bComment(?:ed)? ?\[[^\[\]\n]{1,12}\] ?:?|\[(?-i:[A-Z]{2,3})\d{1,2}\]",
        r"^(?:Deleted|Inserted|Formatted(?: Table)?|Moved (?:up|down|from|to)) ?(?:\[\d+\])? ?:(?=\s|$)",
        r"^Field Code Changed$",
    ),
    _remark(
        ("error!", "#ref!", "#n/a", "#value!", "#div/0!", "#name?", "mergefield", "[cid:", "[image"),
        "{} is what another program left behind.",
        "Delete it, and write what it stood for.",
        r"\bError! (?:Reference source not found|Bookmark not defined|Not a valid \w+)\.?",
        r"#(?:REF!|N/A\b|VALUE!|DIV/0!|NAME\?)",
        r"\{ ?MERGEFIELD\b[^{}\n]*\}",
        r"\[(?:cid:[^\[\]\n]*|image(?::[^\[\]\n]*)?)\]",
    ),
    _remark(
        ("sensitive", "not for", "do not publish"),
        "{} says that this is not for readers.",
        DELETE,
        r"\bOFFICIAL[ –-]+SENSITIVE\b",
        r"\bnot for (?:publication|circulation|release)\b",
        r"\bdo not publish\b",
    ),
    _remark(
        ("[",),
        "{} looks like a remark that is not for readers.",
        DELETE,
        r"\[(?:note to|note:|nb:|comment|query|check|edit|ed:|editor|author|action|to ?do)\b[^\[\]\n]*\]",
        r"\[(?-i:[A-Z]{2,3})\d*:[^\[\]\n]*\]",
    ),
)
#: What waits for other words if it is all that there is.
ALONE = _waiting(
    (),
    rf"(?:your |the )?(?:{THING})(?: name)? (?:goes )?here\.?",
    rf"(?:details )?(?:{TO_BE}|to follow)\.?",
    r"(?:area|your|chair) name|\.{3,}|…+|asdf\w*|blah(?: blah)*",
)
#: Words behind which X's are a Roman number.
ROMAN = re.compile(r"\b(?:part|chapter|schedule|article|volume|title|section|annex|appendix|table)\s*$", re.I)
#: The longest text that may be nothing but a placeholder.
SHORT = 60


def placeholders(text: Text) -> Iterator[Problem]:
    """Words that wait for others, and remarks among those who write."""
    if text.kind == "code":
        return
    small = text.words.lower()
    told: set[int] = set()
    for pattern in PATTERNS:
        for piece in pattern.pieces:
            if piece in small:
                break
        else:
            continue
        for match in pattern.words.finditer(text.words):
            is_number = set(match[0]) == {"X"} and ROMAN.search(text.words[: match.start()][-12:])
            if not is_number and not told.intersection(range(*match.span())):
                told.update(range(*match.span()))
                yield _problem(text, pattern, match.span())
    alone = ALONE.words.fullmatch(text.words.strip()) if len(text.words) < SHORT and not told else None
    if alone:
        start = text.words.index(alone[0])
        yield _problem(text, ALONE, (start, start + len(alone[0])))
    if text.literal and "<!--" in small:
        yield from _comments(text)


def _comments(text: Text) -> Iterator[Problem]:
    """Comments in a value of YAML; those of Markdown are found where it is read."""
    pattern = Pattern("internal-note", (), HTML_COMMENT, "The remark {} is not for readers.", DELETE)
    for match in pattern.words.finditer(text.words):
        yield _problem(text, pattern, match.span())


def _problem(text: Text, pattern: Pattern, span: tuple[int, int]) -> Problem:
    words = quoted(shown(text.words[slice(*span)]))
    return Problem.at(text.place(*span), pattern.code, pattern.message.format(words), pattern.hint)
