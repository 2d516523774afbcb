"""The text of a catalogue (gettext's ``.po``) -> its messages, each at its place, and what cannot be read.

The one reader of catalogues: pages are made of what it gives, so that nothing is read otherwise than checked.
Babel's takes a mark that is not closed, a line that it does not know and a message that stands twice in
silence, and knows no columns.
The form is that of https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.problems import Place, Problem, quoted

#: How many lines of a catalogue that cannot be read are told: a file that is none at all has thousands.
MOST = 20
#: What a line of words begins with, and what stands behind it.
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,2})\])?(?=[\s\"]|$)\s*(.*)")
#: Words between quotation marks, and what a backslash says in them.
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(.)")
LETTER = re.compile(r"\\.|.")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
KEYWORDS = ("msgid", "msgstr", "msgid_plural", "msgctxt")


class Piece(NamedTuple):
    """What stands between the quotation marks of a line, as it is typed, from a line and a column on."""

    typed: str
    line: int
    column: int

    @property
    def text(self) -> str:
        """What is meant: a backslash makes another letter of the one behind it."""
        return ESCAPE.sub(lambda escape: ESCAPES.get(escape[1], escape[1]), self.typed)

    @property
    def columns(self) -> Iterator[int]:
        """The column of each letter that is meant."""
        return (self.column + match.start() for match in LETTER.finditer(self.typed))


class Words(NamedTuple):
    """Words over one line or several, and the place of their keyword."""

    pieces: tuple[Piece, ...]
    place: Place

    @property
    def text(self) -> str:
        """The words themselves."""
        return "".join(piece.text for piece in self.pieces)

    def place_of(self, start: int, end: int) -> Place:
        """The place of some of the letters, by their numbers from 0, in the line of the first."""
        places = [(piece.line, column) for piece in self.pieces for column in piece.columns]
        line, column = places[start]
        last = max(column for number, column in places[start:end] if number == line)
        return Place(self.place.file, line, column, line, last + 1)


@dataclass
class Message:
    """A message of a catalogue: what templates say, and what stands in its place.

    ``translations`` are the words by the number of their form, which is 0 for a message without a plural.
    """

    id: Words
    context: Words | None = None
    plural: Words | None = None
    translations: dict[int, Words] = field(default_factory=dict)
    #: Whether it is marked as one that somebody has still to look at; it is not used then.
    is_fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What it is found by: its context, where it has one, and its words."""
        return self.context.text if self.context else None, self.id.text


def read_messages(text: str, file: str) -> tuple[list[Message], list[Problem]]:
    """The messages of a catalogue in their order, and what is wrong with the way that it is written.

    ``file`` is how problems name it.  Lines that cannot be read are left out, with the message that they are
    of; so is the head (``msgid ""``), for the language is that of the folder.  Of a message that stands
    twice, the first is given.
    """
    reader = _Reader(file)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        reader.line(number, line)
    reader.finish()
    return list(reader.messages.values()), reader.problems[:MOST]


class _Reader:
    """Reads a catalogue line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.messages: dict[tuple[str | None, str], Message] = {}
        self.problems: list[Problem] = []
        self._begin()

    def _begin(self) -> None:
        self.words: dict[str, Words] = {}
        self.translations: dict[int, Words] = {}
        #: Puts words at the end of what the line above began; None if there is nothing to go on with.
        self.last: str | int | None = None
        self.is_fuzzy = self.is_broken = False

    def line(self, number: int, line: str) -> None:
        """Reads a line, whose number counts from 1."""
        text = line.strip()
        column = line.find(text) + 1
        if text.startswith("#"):
            if self.translations:
                self.finish()
            self.is_fuzzy |= text.startswith("#,") and "fuzzy" in text
        elif text.startswith('"'):
            self._go_on(text, number, column)
        elif match := KEYWORD.fullmatch(text):
            self._keyword(match, number, column)
        elif text:
            if self.translations:
                self.finish()
            self.last, self.is_broken = None, True
            self._problem(number, column, len(text), *_unknown_line(text))

    def _keyword(self, match: re.Match[str], number: int, column: int) -> None:
        name, form, rest = match.groups()
        if name == "msgctxt" or (name == "msgid" and self.words.keys() != {"msgctxt"}):
            is_fuzzy = self.is_fuzzy and not self.words
            self.finish()
            self.is_fuzzy = is_fuzzy
        place = self._place(number, column, len(name))
        pieces = self._string(rest, number, column + match.start(3), name)
        where = int(form or 0) if name == "msgstr" else name
        if (name == "msgstr" or name == "msgid_plural") and "msgid" not in self.words:
            if not self.is_broken:
                words = f"This {name} has no msgid above it."
                self._problem(number, column, len(name), words, "Write the msgid in the line above it.")
            self.is_broken = True
        if where in self.words or where in self.translations:
            words = f"This message has {name}{f'[{form}]' if form else ''} twice."
            self._problem(number, column, len(name), words, "Keep one of the two, and delete the other.")
        if isinstance(where, int):
            self.translations[where] = Words(pieces, place)
        else:
            self.words[where] = Words(pieces, place)
        self.last = where

    def _go_on(self, text: str, number: int, column: int) -> None:
        more = self._string(text, number, column, "")
        if isinstance(self.last, int):
            pieces, place = self.translations[self.last]
            self.translations[self.last] = Words(pieces + more, place)
        elif self.last is not None:
            pieces, place = self.words[self.last]
            self.words[self.last] = Words(pieces + more, place)
        elif not self.is_broken:
            self.is_broken = True
            message = "These words belong to no message: no msgid or msgstr stands above them."
            self._problem(number, column, len(text), message, "Write msgid or msgstr before them.")

    def _string(self, text: str, number: int, column: int, name: str) -> tuple[Piece, ...]:
        """The words of a line between its quotation marks; nothing, and a problem, if it has none."""
        match = STRING.match(text)
        if match and match.end() == len(text):
            return (Piece(match[1], number, column + 1),)
        self.is_broken = True
        if match:
            message = (
                f"A quotation mark ends the words here, and more follows: {quoted(text[match.end() :])}."
            )
            hint = r"Write \" for a quotation mark within the words, or use curly ones: “ and ”."
            self._problem(number, column + match.end() - 1, 1, message, hint)
        elif text.startswith('"'):
            hint = (
                'Write " at the end of the line. Words that go on in the next line have two marks there, too.'
            )
            self._problem(number, column, 1, "The quotation mark is never closed.", hint)
        else:
            message = f"The words behind {name} must stand between straight quotation marks."
            hint = f'Write {name} "…", with the words in the place of the dots.'
            self._problem(number, column, len(text), message, hint)
        return ()

    def finish(self) -> None:
        """Takes down the message that was read, if there is one."""
        ids = self.words.get("msgid")
        if ids is not None and not self.is_broken:
            self._take(ids)
        self._begin()

    def _take(self, ids: Words) -> None:
        if not self.translations:
            message = "This message has no msgstr, which says what stands in its place."
            self._at(ids.place, message, 'Write msgstr "…" below it, or delete the msgid.')
            return
        context = self.words.get("msgctxt")
        message_read = Message(ids, context, self.words.get("msgid_plural"), self.translations, self.is_fuzzy)
        first = self.messages.get(message_read.key)
        if first is not None:
            message = f"This message stands in line {first.id.place.line} already."
            hint = "Keep one of the two, and delete the other with its msgstr."
            self.problems.append(Problem.at(ids.place, "duplicate-message", message, hint))
        elif ids.text:
            self.messages[message_read.key] = message_read

    def _place(self, number: int, column: int, width: int) -> Place:
        return Place(self.file, number, column, number, column + max(width, 1))

    def _problem(self, number: int, column: int, width: int, message: str, hint: str) -> None:
        self._at(self._place(number, column, width), message, hint)

    def _at(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem.at(place, "catalogue-syntax", message, hint))


def _unknown_line(text: str) -> tuple[str, str]:
    """The message and the hint of a line that is none of a catalogue."""
    first = re.split(r"[\s\"\[]", text, maxsplit=1)[0]
    near = difflib.get_close_matches(first.lower()[:20], KEYWORDS, n=1, cutoff=0.7)
    message = f"This line begins with {quoted(first)}, which a catalogue does not know."
    if near:
        return message, f"Did you mean {near[0]}?"
    return (
        message,
        'A line is msgid "…", msgstr "…", more words between quotation marks, or a comment with #.',
    )
