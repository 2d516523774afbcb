"""What people write in a cell in the place of a number -> what they should write there."""

from __future__ import annotations

import difflib
import re

#: Bounds in the place of a small number, which is how a figure is withheld.
SMALL = re.compile(
    r"(?:[<≤]=?|under|below|less than|fewer than|up to|at most|no more than)\s*[0-9]+"
    r"|[0-9]+\s*(?:or|and)\s*(?:fewer|less|under|below)"
    r"|[0-9]{1,3}\s*(?:-|–|to)\s*[0-9]{1,3}",
    re.IGNORECASE,
)
#: Numbers that are not exact.
NUMBER, ABOUT = "[0-9][0-9,. ]*", r"approx(?:imately|\.)?"
ROUGH = re.compile(
    rf"(?:[>≥]=?|~|≈|over|above|more than|at least|about|around|{ABOUT}|circa|ca?\.)\s*{NUMBER}"
    rf"|{NUMBER}\s*(?:\+|plus|or more|and over|{ABOUT})",
    re.IGNORECASE,
)
#: A number with a mark behind it that belongs to a note; p, r and e: provisional, revised, estimated.
MARKED = re.compile(r"([0-9]+)\s*(?:\*+|†|‡|\[\w{1,2}\]|\(\w{1,2}\)|[pre])", re.IGNORECASE)

WITHHELD = "Write suppressed, if the figure is withheld because it is small or confidential."
UNKNOWN = "Write not available, if there is a figure and you do not have it."
NONE = "Write 0, if there were none."
INAPPLICABLE = "Write not applicable, if there can be no such figure; 0, if there were none."
EITHER = f"{INAPPLICABLE[:-1]}; not available, if there is a figure and you do not have it."
#: By the hint: words for a figure that is not there, a comma between each two.
MEANINGS = {
    WITHHELD: "*, **, #, c, s, redacted, withheld, confidential, hidden, masked, low, small, small number",
    UNKNOWN: "?, ??, x, unknown, not known, n/k, nk, tbc, tba, tbd, to follow, pending, awaited, missing, "
    "no data, not recorded, not held, unavailable",
    NONE: "none, nil, zero, nought, naught, no, o",
    INAPPLICABLE: "–, —, −, --, z, /, ., .., ..., …, does not apply",
    EITHER: "n/a, na, n.a, n\\a, none available",
}
WORDS = {word: hint for hint, words in MEANINGS.items() for word in words.split(", ")}
#: The words themselves, for those that are misspelt.
OWN_WORDS = ("not applicable", "not available", "suppressed")


def bounds_hint(text: str) -> str | None:
    """What to write in the place of a number that is no exact one; None if it is something else."""
    if SMALL.fullmatch(text):
        return f"{WITHHELD} Else write the number itself."
    if ROUGH.fullmatch(text):
        return "Write the exact number, or not available, if nobody knows it."
    marked = MARKED.fullmatch(text)
    if marked:
        return f"Write {marked[1]} alone. What there is to say of it goes under notes:, by the figure's key."
    return None


def words_hint(text: str) -> str | None:
    """What to write in the place of a word that stands where a number belongs; None if nobody can tell."""
    word = " ".join(text.lower().split())
    hint = WORDS.get(word) or WORDS.get(word.strip("[]()."))
    if hint is None and len(word) < 2 * len(OWN_WORDS[0]):
        near = difflib.get_close_matches(
            word.replace("-", " ").replace("_", " "), OWN_WORDS, n=1, cutoff=0.75
        )
        hint = f"Write {near[0]}." if near else None
    return hint
