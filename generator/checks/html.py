"""A rule over marks of HTML: a report prints them as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem, quoted
from generator.source.texts import Text, shown

#: Elements of HTML (its Living Standard, 4, and what it once had).
ELEMENTS = (
    "a|abbr|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|div"
    "|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|head|header|hr|html|i|iframe|img"
    "|input|ins|label|legend|li|link|main|mark|meta|nav|object|ol|option|p|param|pre|q|s|script|section|select|small"
    "|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|tr|tt|u|ul|var|video"
    "|xml"
)
#: A tag of one of them, or of those that Word adds (``<o:p>``), with or without attributes.
TAG = re.compile(
    rf"</?(?:{ELEMENTS}|[a-z]{{1,3}}:[a-z]+)(?:\s[^<>]*=[^<>]*)?\s*/?>"
    r"|<!\[[^<>]*\]>|<!doctype[^<>]*>|<\?xml[^<>]*>",
    re.IGNORECASE,
)
#: What HTML writes for a letter; in YAML it is text.
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});")
#: A comment, or one that nothing closes.
HTML_COMMENT = re.compile(r"<!--(?:.|\n)*?(?:-->|\Z)")
DELETE = "Delete it. In Markdown, **bold** and *italic* words, lists and tables have marks of their own."


def html(text: Text) -> Iterator[Problem]:
    """Marks of HTML; the first of each line."""
    lines: set[int] = set()
    for pattern in (TAG, ENTITY) if text.literal else (TAG,):
        for match in pattern.finditer(text.words if text.kind != "code" else ""):
            place = text.place(*match.span())
            if place.line not in lines and not text.is_spelled_out(match.start()):
                lines.add(place.line)
                yield Problem.at(
                    place,
                    "html",
                    f"{quoted(shown(match[0]))} is HTML, and is printed as it stands.",
                    "Write the letter itself." if pattern is ENTITY else DELETE,
                )
