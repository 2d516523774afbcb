"""What can be wrong, and how it is told.

In: findings of every other room.  Out: ``Problem`` values and their text.
Imports nothing from us.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

#: Every code of the program's own, with its severity and what it means.  Codes are stable: scripts may rely
#: on them.  An edition has codes besides, for the rules that it states itself.
CODES: dict[str, tuple[Severity, str]] = {
    "missing-report": ("error", "an area that has no report for an edition that is to be released"),
    "unfinished-report": ("error", "a draft of an edition that is to be released"),
    "missing-sign-off": ("error", "a report that nobody has approved, of an edition that is to be released"),
    "not-utf-8": ("error", "the file is not written in UTF-8"),
    "unreadable-file": ("error", "the file cannot be opened"),
    "unreadable-folder": ("error", "the folder cannot be opened"),
    "link-outside": ("error", "a link of the file system that leads out of its folder"),
    "link-in-circle": ("error", "a link of the file system that leads back to a folder above it"),
    "link-nowhere": ("error", "a link of the file system that leads to nothing"),
    "special-file": ("error", "a pipe, a device or a socket, which is no file to read"),
    "empty-file": ("error", "the file holds nothing"),
    "yaml-syntax": ("error", "the YAML cannot be read"),
    "yaml-tab": ("error", "a tab stands where YAML wants spaces"),
    "yaml-feature": ("error", "an anchor, alias or tag, which these files do not use"),
    "duplicate-key": ("error", "a key stands twice in one place"),
    "duplicate-value": ("error", "two things with one name, or in one place"),
    "no-place": ("error", "what areas write has no place in the order of an edition"),
    "unknown-key": ("error", "a key that means nothing here"),
    "missing-key": ("error", "a key that must be there is not"),
    "empty-value": ("error", "a key has no value"),
    "wrong-value": ("error", "a value of the wrong kind"),
    "number-as-text": ("error", "a number that is not written in plain digits"),
    "negative-number": ("error", "a number below zero, which no table can have"),
    "not-a-number": ("error", "a word, yes/no or date where a number belongs"),
    "missing-figure": ("error", "a cell without a figure that does not say why"),
    "total-mismatch": ("error", "a total that is not the sum of its parts"),
    "disclosed-figure": ("error", "a suppressed figure that follows from what is published"),
    "large-change": ("warning", "a figure that changed by much since last year"),
    "above-whole": ("warning", "a per cent above 100"),
    "unneeded-explanation": ("warning", "a reason for a figure of which no rule says anything"),
    "not-applicable-figure": ("warning", "a figure in a cell that cannot have one"),
    "unknown-area": ("error", "an area that is not in the register"),
    "unknown-edition": ("error", "an edition that does not exist"),
    "missing-foreword": ("error", "an area's year without a foreword"),
    "missing-statistics": ("error", "an area's year without its figures"),
    "missing-section": ("error", "a national section without its file"),
    "missing-picture": ("error", "a picture that is not there, cannot be read or is not what its name says"),
    "missing-alternative-text": ("error", "a picture without words for those who cannot see it"),
    "unknown-name": ("error", "a {{ name }} that stands for nothing"),
    "unknown-filter": ("error", "a filter behind a {{ name }} that there is not, or that does not fit"),
    "no-comparison": ("error", "a share or a change that cannot be told"),
    "typed-number": ("warning", "a number in a sentence that is another than the table's"),
    "unknown-letter": ("error", "a letter that the report's font does not have"),
    "hidden-letter": ("error", "a control character, or one that turns the direction of reading"),
    "invisible-letter": ("warning", "a letter that cannot be seen, and is left out"),
    "mixed-alphabets": ("error", "a word of Latin letters with one of another alphabet in it"),
    "garbled-text": ("error", "letters that another program misread and saved"),
    "broken-link": ("error", "a link that leads nowhere"),
    "unused-note": ("error", "a note, or the address of a link, that nothing refers to and no page shows"),
    "empty-mark": ("error", "a heading or a link without words"),
    "lost-heading": ("error", "a heading that is printed as text"),
    "long-heading": ("error", "a heading of more than 500 letters, which no page of a PDF holds"),
    "lost-list": ("error", "a list that is printed as running text"),
    "lost-table": ("error", "a table that is printed as running text"),
    "lost-text": ("error", "words that would not be printed"),
    "wrong-row": ("error", "a row of a table that loses a cell, or that is none"),
    "short-row": ("warning", "a row of a table with too few cells"),
    "unclosed-mark": ("error", "code or a comment that nothing closes"),
    "indented-code": ("warning", "spaces at the beginning of a line that make code of it"),
    "stray-mark": ("warning", "a mark that is printed as it stands, or does what may not be meant"),
    "title-lines-in-text": ("error", "title lines that are printed as text"),
    "cut-text": ("error", "a # that takes away the rest of a text"),
    "internal-note": ("warning", "a comment, a remark, or what tracked changes left behind"),
    "placeholder": ("warning", "words that wait for others"),
    "html": ("warning", "marks of HTML, which are printed as they stand"),
    "other-name": ("warning", "a title that names another area or another year"),
    "unpublished-language": ("warning", "a file in a language in which no reports are made yet"),
    "misplaced-file": ("warning", "a file that no report and no page uses"),
    "template-failed": ("error", "a template that cannot be used"),
    "catalogue-syntax": ("error", "a catalogue of words that cannot be read as it is written"),
    "duplicate-message": ("error", "a message that stands twice in a catalogue"),
    "unknown-message": ("warning", "a message of a catalogue that no template has"),
    "wrong-placeholder": ("error", "a %(name)s in a catalogue that its message does not have"),
    "pdf-failed": ("error", "a PDF that could not be made or is not accessible"),
    "figure-differs": ("error", "a figure of the website that is not the one of the YAML"),
    "file-differs": ("error", "a file of the website that is not as a build makes it, or is no part of one"),
}


class Place(NamedTuple):
    """Where something stands: a file relative to the root, 1-based lines and columns, end exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Problem(NamedTuple):
    """One thing that is wrong, in words for a person who does not program."""

    severity: Severity
    code: str
    message: str
    hint: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(
        cls, place: Place, code: str, message: str, hint: str, severity: Severity | None = None
    ) -> Problem:
        """A problem at a place; its severity is the code's, for a code of an edition the one that is given.

        Raises KeyError for an unknown code without a severity.
        """
        return cls(
            severity or CODES[code][0],
            code,
            message,
            hint,
            place.file,
            place.line,
            place.column,
            place.end_line,
            place.end_column,
        )


#: The longest text that a message quotes whole, in characters.
LONGEST_QUOTE = 80


def quoted(text: str) -> str:
    """What a person typed, in quotation marks, as a message shows it: on one line, cut where it is long."""
    return f"“{shortened(text)}”"


def shortened(text: str) -> str:
    """What a person typed, as a message shows it without quotation marks."""
    shown = printable(text[:LONGEST_QUOTE].replace("\n", " "))
    return f"{shown}…" if len(text) > LONGEST_QUOTE else shown


def printable(text: str) -> str:
    """The text with “�” for each character that would steer a terminal or change the order of letters.

    Those are control characters, escape sequences among them, and the invisible ones of Unicode's categories
    Cf, Co, Cs and Zl to Zp; every other character keeps its column.
    """
    if text.isprintable():  # has none of these, whatever its alphabet
        return text
    return "".join("\ufffd" if unicodedata.category(letter) in UNPRINTABLE else letter for letter in text)


UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


class Suggestions:
    """The known words that are most like wrong ones, for the first slips of a file.

    A comparison with all known words takes milliseconds: a file with thousands of slips would take minutes,
    and whoever wrote it needs other help.
    """

    #: For how many words of a file a suggestion is looked for.
    MOST = 50

    def __init__(self) -> None:
        self.left = self.MOST

    def nearest(self, word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
        """The known word that is most like ``word``; None if none is, or too many were asked for.

        ``cutoff`` is the share of letters that the two must have in common (difflib's ratio).
        """
        self.left -= 1
        # A word that is much longer than any that is known is like none of them.
        if self.left < 0 or len(word) > 2 * LONGEST_QUOTE:
            return None
        import difflib

        near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
        return near[0] if near else None


#: How a hint names the command; whoever prints it knows how the program was called.
COMMAND = "`mappa "


def as_called(problem: Problem, called: str) -> Problem:
    """The problem with the command of its hint as the person who reads it called it: ``./mappa``."""
    return problem._replace(hint=problem.hint.replace(COMMAND, f"`{called} "))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in file order and, within a file, from top to bottom."""
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error, not merely a warning."""
    return any(problem.severity == "error" for problem in problems)


def counted(problems: Iterable[Problem]) -> str:
    """The closing count, worst first: ``2 errors, 1 warning``."""
    severities = [problem.severity for problem in problems]
    parts = []
    for severity in ("error", "warning"):
        number = severities.count(severity)
        if number:
            parts.append(f"{number} {severity}{'' if number == 1 else 's'}")
    return ", ".join(parts) if parts else "no problems"


def as_text(problem: Problem, line_of: Callable[[str, int], str | None]) -> str:
    """The problem for a terminal.

    ``line_of(file, line)`` gives the text of a line to show, or None where it cannot be shown.
    """
    file = printable(problem.file)
    out = [
        f"{file}:{problem.line}:{problem.column}: {problem.severity}: {problem.code}",
        *(f"  {printable(line)}" for line in problem.message.split("\n")),
    ]
    text = line_of(problem.file, problem.line)
    if text and not text.isspace():
        shown, start, width = excerpt(text, problem)
        number = f"{problem.line:>4}"
        out.append(f"{number} | {shown}")
        out.append(f"{' ' * len(number)} | {' ' * start}{'^' * width}")
    out += [f"  {printable(line)}" for line in problem.hint.split("\n")]
    return "\n".join(out)


#: The widest excerpt that is shown of a long line, in characters.
EXCERPT = 100


def excerpt(text: str, problem: Problem) -> tuple[str, int, int]:
    """A stretch of the line around the problem, and where the carets go: (text, start, width)."""
    start = min(problem.column - 1, len(text))
    end = problem.end_column - 1 if problem.end_line == problem.line else len(text)
    first = max(0, start - EXCERPT // 2) if len(text) > EXCERPT else 0
    # Only what is shown is touched: a line may be as long as a file, and have a problem in each word.
    shown = printable(text[first : first + EXCERPT].replace("\t", " ").rstrip())
    if first:
        shown = "…" + shown[1:]
    width = max(1, min(end - start, len(shown) - (start - first)))
    return shown, start - first, width


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as a JSON array of objects with the fields of ``Problem``.

    What would steer a terminal is escaped, as JSON allows for any character.
    """
    text = json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=2)
    return "\n".join(_escaped(line) for line in text.split("\n"))


def _escaped(line: str) -> str:
    if printable(line) == line:
        return line
    return "".join(json.dumps(letter)[1:-1] if printable(letter) != letter else letter for letter in line)


def as_github(problem: Problem) -> str:
    """The problem as a GitHub Actions workflow command, which marks the line in a pull request."""

    def escaped(text: str, more: str = "") -> str:
        for character in "%\r\n" + more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    place = (
        f"file={escaped(printable(problem.file), ',:')},line={problem.line},col={problem.column},"
        f"endLine={problem.end_line},endColumn={problem.end_column},title={problem.code}"
    )
    return f"::{problem.severity} {place}::{escaped(problem.message + chr(10) + problem.hint)}"
