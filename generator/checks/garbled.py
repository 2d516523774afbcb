"""A rule over letters that were read in one encoding and saved in another: ``â€™`` in the place of ``’``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.problems import Problem, quoted
from generator.source.texts import NO_WORDS, Text, shown

#: What UTF-8 is most often taken for: Windows in Western Europe, older Macs, the console of Windows.
TAKEN_FOR = ("cp1252", "mac_roman", "cp850")
#: The first byte of a letter of two, three or four (Unicode 15, table 3-7), as each of these shows it.
LEADING = re.compile("[\xc2-\xf4\u201a\u201e\u2248\u221a\u00ac\u2260\u2261\u2502-\u256c\u0192\u0393]")
#: Letters beyond the plain ones, side by side; a space that does not break is one of the bytes.
FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
#: The letters that people write and that come back garbled: those of Latin-1, the Welsh ŵ and ŷ, dashes,
#: quotation marks, signs of money.  Others would be found in capitals before a quotation mark (``CAFÉ”``).
WRITTEN = re.compile("[\xa0-\xff\u0152\u0153\u0174-\u0178\u2010-\u203a\u20ac\u2122\u2212\ufeff]")
#: What is left where a byte was lost on the way: the beginning of a dash, an apostrophe, a quotation mark.
CUT_SHORT = re.compile("\u00e2\u20ac|\u00d4\u00c7|\u201a\u00c4")
#: How many letters a garbled one makes at most.
LONGEST_LETTER = 3
LONGEST_EXCERPT = 40


class Garbled(NamedTuple):
    """Letters of a text, from ``start`` to before ``end``, and what was written there, if that is known."""

    start: int
    end: int
    meant: str


def garbled(text: Text) -> Iterator[Problem]:
    """Letters that the file holds as another program misread them; the first of each line."""
    lines: set[int] = set()
    for found in _garbled(text.words) if LEADING.search(text.words) else ():
        place = text.place(found.start, found.end)
        if place.line in lines:
            continue
        lines.add(place.line)
        around = re.split(r"[\n\0]", text.words[max(found.start - LONGEST_EXCERPT, 0) : found.start])[-1]
        word = shown(around).rpartition(" ")[2] + text.words[found.start : found.end]
        meant = f" It was {quoted(found.meant)} once." if found.meant.strip() else ""
        yield Problem.at(
            place,
            "garbled-text",
            f"{quoted(shown(word))}: letters were garbled when another program saved the file.{meant}",
            "Write the letters again, or copy the text anew from where it came; save the file as UTF-8.",
        )


def _garbled(words: str) -> Iterator[Garbled]:
    for match in FOREIGN.finditer(words.replace(NO_WORDS, " ")):
        for at in range(len(match[0])):
            found = _letter(match[0][at : at + LONGEST_LETTER])
            if found is not None:
                length, meant = found
                yield Garbled(match.start() + at, match.start() + at + length, meant)
                break


def _letter(letters: str) -> tuple[int, str] | None:
    """How many letters at the beginning of these are one garbled one, and what it was; None if none are."""
    for encoding in TAKEN_FOR:
        for some in (letters[:3], letters[:2]):
            try:
                meant = _bytes(some, encoding).decode()
            except UnicodeError:
                continue
            if len(meant) == 1 and WRITTEN.fullmatch(meant):
                return len(some), meant
    cut = CUT_SHORT.match(letters)
    return (len(cut[0]), "") if cut else None


def _bytes(letters: str, encoding: str) -> bytes:
    """The bytes of letters; Windows shows the five that its table lacks as controls of the same number."""
    if encoding != "cp1252":
        return letters.encode(encoding)
    return b"".join(
        bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(encoding) for letter in letters
    )
