"""Rules over letters: each is seen, is of the alphabet of its word, and is in the font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.languages.fonts import COMMON, HIDDEN, lacking
from generator.problems import Problem, quoted
from generator.source.texts import NO_WORDS, Text

#: Those of the hidden letters that Word puts between others and that do nothing in a report: the soft hyphen.
WELCOME = "\u00ad"
#: Those that change the direction in which a reader's eye goes: what is read is not what is written (Unicode
#: Technical Report 36, 2.5; CVE-2021-42574).
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Controls (category Cc), which HTML and XML do not allow.
CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
#: A word: letters with what is set upon them.
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])+")
#: The marks of lists in the symbol fonts of Word.
SYMBOLS = re.compile("[\uf000-\uf0ff]")


def letters(text: Text) -> Iterator[Problem]:
    """Every letter that is not what it seems, or cannot be printed; of each the first in a text."""
    if COMMON.fullmatch(text.words.replace(NO_WORDS, " ")):
        return
    yield from _hidden(text)
    mixed: set[int] = set()
    for problem, span in _mixed(text):
        mixed.update(range(*span))
        yield problem
    told: set[str] = set()
    lacked = set(lacking(text.words))
    for at, letter in enumerate(text.words):
        if letter in lacked and letter != NO_WORDS and at not in mixed and letter not in told:
            told.add(letter)
            name = unicodedata.name(letter, "a sign of a symbol font").lower()
            is_mark = SYMBOLS.match(letter) and not text.words[:at].rpartition("\n")[2].strip()
            yield Problem.at(
                text.place(at, at + 1),
                "unknown-letter",
                f"“{letter if letter.isprintable() else ' '}” ({name}) cannot be printed.",
                "Begin each item of a list with a hyphen and a space: - item"
                if is_mark
                else "Write it in words, or use a letter of the Latin alphabet.",
            )


def _hidden(text: Text) -> Iterator[Problem]:
    """Letters that nobody sees; the first of each."""
    for letter in dict.fromkeys(HIDDEN.findall(text.words)):
        if letter in WELCOME:
            continue
        at = text.words.index(letter)
        name = unicodedata.name(letter, "a control character").lower()
        code = "hidden-letter" if TURNING.match(letter) or CONTROL.match(letter) else "invisible-letter"
        what = (
            "it turns the direction of reading: what is seen is not what is written"
            if TURNING.match(letter)
            else "no page can hold it"
            if CONTROL.match(letter)
            else "it is left out"
        )
        around = "".join(c if c.isprintable() else "" for c in text.words[max(at - 10, 0) : at + 10]).strip()
        yield Problem.at(
            text.place(at, at + 1),
            code,
            f"A letter stands here that cannot be seen ({name}, U+{ord(letter):04X}); {what}.",
            f"Delete the words around it, “{around}”, and type them again.",
        )


def _mixed(text: Text) -> Iterator[tuple[Problem, tuple[int, int]]]:
    """Words of Latin letters with one of another alphabet among them, and where they stand in the text."""
    for match in WORD.finditer(text.words):
        if match[0].isascii():
            continue
        alphabets = [_alphabet(letter) for letter in match[0]]
        others = [n for n, name in enumerate(alphabets) if name not in ("LATIN", "")]
        if "LATIN" not in alphabets or not others:
            continue
        letter, name = match[0][others[0]], alphabets[others[0]].capitalize()
        yield (
            Problem.at(
                text.place(*match.span()),
                "mixed-alphabets",
                f"{quoted(match[0])} is not written in the Latin alphabet alone: its “{letter}” is {name}.",
                "Delete the word and type it again.",
            ),
            match.span(),
        )


def _alphabet(letter: str) -> str:
    """The alphabet of a letter, by its name in Unicode: LATIN, GREEK, CYRILLIC; nothing for what has none."""
    if letter.isascii():
        return "LATIN"
    words = unicodedata.name(letter, "").split()
    return words[0] if "LETTER" in words and unicodedata.category(letter)[0] == "L" else ""
