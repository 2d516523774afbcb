"""Remembers how the engine broke a text into lines, for the next time the same text comes.

Two thirds of a report are the national text, and a process makes several reports: most lines were broken
before, in the same letters and to the same width.  What is remembered is exactly what the engine's own
function gives, under all that it looks at, so that the PDF is the same, byte for byte.

Made for WeasyPrint 70.
"""

from __future__ import annotations

import copy
import sys
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import split_first_line

#: The properties at which ``split_first_line`` and the layout that it makes look.
PROPERTIES = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
    *("font_variation_settings", "font_language_override", "lang", "line_height", "direction"),
    *("white_space", "word_spacing", "letter_spacing", "overflow_wrap", "word_break", "tab_size"),
    *("text_decoration_line", "hyphens", "hyphenate_character", "hyphenate_limit_chars"),
    "hyphenate_limit_zone",
)
#: The most lines that are remembered; a report has some 2,000.
MOST = 50_000

_known: dict[tuple[Any, ...], Any] = {}


def _split(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """What the engine's ``split_first_line`` gives, from memory where it has been asked before."""
    try:
        look = style.look
    except AttributeError:
        look = style.look = sys.intern(str([style[name] for name in PROPERTIES]))
    key = (text, look, max_width, justification_spacing, is_line_start, minimum)
    found = _known.get(key)
    if found is None:
        if len(_known) >= MOST:
            _known.clear()
        found = _known[key] = split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    # The layout is written to when it is drawn; at this point it holds nothing but its text and numbers.
    return (copy.copy(found[0]), *found[1:])


def remember() -> None:
    """Makes the engine ask here first."""
    inline.split_first_line = preferred.split_first_line = _split


def forget() -> None:
    """Makes the engine break every line itself again."""
    inline.split_first_line = preferred.split_first_line = split_first_line
    _known.clear()
