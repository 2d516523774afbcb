"""A YAML text that cannot be read -> the problems that say why; and what is done so that it can be read.

The words are for someone who does not know YAML: each says what stands there and what to write instead.
"""

from __future__ import annotations

import re

import yaml

from generator.problems import Place, Problem
from generator.source.remarks import cut_bracket
from generator.source.yaml_slips import LINES_ABOVE, Slip, mended_slips

#: libyaml's parser where it is there (as in every published wheel), else the same in Python.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: A hyphen alone as a value, which YAML takes for the beginning of a list.
DASH = re.compile(r"(:[ ]+)-(?=[ ]*(?:[,}\]]|$)|[ ]+#)", re.MULTILINE)
#: What stands in its place while the text is read: a character for private use (Unicode 16, section 23.5).
DASH_SIGN = "\ue000"


#: Spaces: the non-breaking one, which comes in with text pasted from Word, and what separates lines within a
#: paragraph in some programs (YAML 1.1, 5.4, takes U+0085, U+2028 and U+2029 for ends of lines).
SPACES = dict.fromkeys((0xA0, 0x85, 0x2028, 0x2029), " ")


class TooDeepError(yaml.MarkedYAMLError):
    """A file nests more deeply than any of ours does."""


def with_spaces(text: str) -> str:
    """The text, as long as before, with spaces for what YAML takes for none, or for the end of a line.

    No editor begins a line at these: what stands behind one in a remark would be read as a key.
    """
    return text.translate(SPACES)


def with_signs(text: str) -> str:
    """The text with a sign, of one character as well, for each hyphen that stands alone as a value."""
    return text if DASH_SIGN in text else DASH.sub(rf"\1{DASH_SIGN}", text)


def with_dashes(text: str) -> str:
    """The text with hyphens in the place of the signs for them."""
    return text.replace(DASH_SIGN, "-")


def unreadable(error: yaml.YAMLError, text: str, file: str, first_line: int) -> list[Problem]:
    """What keeps a text from being read: the slips that are known, and what is left when they are mended."""
    cut = _cut_bracket(error, text, Place(file, first_line))
    if cut is not None:
        return [cut]
    too_deep = isinstance(error, TooDeepError)
    slips, mended = ([], text) if too_deep else mended_slips(text, _line_of_error)
    problems = [_slip(slip, file, first_line) for slip in slips]
    try:
        if slips:
            for _ in yaml.parse(mended, Loader=LOADER):
                pass
            return problems
    except yaml.YAMLError as other:
        error = other
    return [*problems, _syntax(error, mended, file, first_line)]


def _cut_bracket(error: yaml.YAMLError, text: str, first: Place) -> Problem | None:
    """The # that takes away a closing bracket, in the line where the bracket opens or the text breaks off."""
    context, lines = getattr(error, "context_mark", None), text.split("\n")
    if context is None or "flow" not in str(error):
        return None
    for number in (context.line, *range(len(lines) - 1, -1, -1)[:LINES_ABOVE]):
        line = lines[number] if number < len(lines) else ""
        opening = min((at for at in map(line.find, "[{") if at >= 0), default=len(line))
        cut = cut_bracket(text, number, opening, first._replace(line=first.line + number))
        if cut is not None:
            return cut
    return None


def _slip(slip: Slip, file: str, first_line: int) -> Problem:
    line = slip.line + first_line
    place = Place(file, line, slip.column + 1, line, slip.end + 1)
    return Problem.at(place, "yaml-syntax", with_dashes(slip.message), with_dashes(slip.hint))


def _line_of_error(text: str) -> int | None:
    """The line, from 0, at which a text cannot be read on; None if it can be read whole."""
    try:
        for _ in yaml.parse(text, Loader=LOADER):
            pass
    except yaml.YAMLError as error:
        return _position(error, text)[0]
    return None


def _position(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Where a text cannot be read on: line and column, from 0."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return mark.line, mark.column
    # A forbidden character: the reader counts characters, not lines.
    before = text[: getattr(error, "position", 0) or 0]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


def tabs(text: str, file: str, first_line: int) -> list[Problem]:
    """A problem for each line that has a tab before its value or comment."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        column = line.find("\t") + 1
        before = line[: column - 1] if column else ""
        if column and not any(mark in before for mark in "#\"'"):
            problems.append(
                Problem.at(
                    Place(file, number, column, number, column + 1),
                    "yaml-tab",
                    "There is a tab here; YAML wants spaces.",
                    "Delete the tab and type spaces (two for each step to the right).",
                )
            )
    return problems


#: libyaml's words for what went wrong, and ours: (a part of its words, message, hint).
SYNTAX = (
    (
        "while scanning a quoted scalar",
        "A quotation mark opens here and is never closed.",
        "Add the closing quotation mark, or delete the opening one.",
    ),
    (
        "while parsing a flow mapping",
        "The curly brackets { } that open here do not match up.",
        "Close the bracket with }, and put a comma between the entries.",
    ),
    (
        "while parsing a flow sequence",
        "The square brackets [ ] that open here do not match up.",
        "Close the bracket with ], and put a comma between the entries.",
    ),
    (
        "mapping values are not allowed",
        "A colon stands where none can be.",
        "If it belongs to a text, put the whole text in quotation marks. Else look how far the line is "
        "indented, and whether the line above lacks its colon.",
    ),
    (
        "could not find expected ':'",
        "A colon is missing here.",
        "Write “key: value”, with a colon and a space after the key.",
    ),
    (
        "did not find expected key",
        "This line does not fit the lines above it.",
        "Indent it as far as its neighbours, with spaces.",
    ),
    (
        "cannot start any token",
        "A character stands here that cannot begin a value.",
        "Put the text in quotation marks.",
    ),
    (
        "while scanning an alias",
        "A * stands here as a value, which means nothing to YAML.",
        "In the place of a figure that is withheld, write: suppressed. Put a text that begins with * in "
        "quotation marks.",
    ),
    (
        "while scanning a block scalar",
        "A > or a | begins a text of several lines here.",
        "In the place of a number that is not exact, write the exact one, or: not available. Put a text that "
        "begins with > or | in quotation marks.",
    ),
    (
        "mapping keys are not allowed",
        "A question mark stands here as a value.",
        "In the place of a figure that is not known, write: not available. Put a text that begins with ? in "
        "quotation marks.",
    ),
    (
        "block sequence entries are not allowed",
        "A list begins on this line, behind its key.",
        "Write each line of the list below the key: a hyphen, a space, and the text.",
    ),
    (
        "control characters are not allowed",
        "The file holds a control character that cannot be seen.",
        "Delete the line and type it again.",
    ),
)


def _syntax(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    words = str(error)
    message, hint = "The YAML cannot be read here.", "Compare this line with its neighbours."
    if isinstance(error, TooDeepError):
        message = "The brackets or lines are nested too deeply."
        hint = "Compare the file with a fresh one from `mappa new`."
    for part, our_message, our_hint in SYNTAX:
        if part in words:
            message, hint = our_message, our_hint
            break
    # What was opened and never closed is wrong where it began, not where the file ended.
    context = getattr(error, "context_mark", None)
    if context is not None and ("quoted" in words or "flow" in words):
        line, column = context.line, context.column
    else:
        line, column = _position(error, text)
    last = text.count("\n") if text.endswith("\n") else text.count("\n") + 1
    line = min(line, max(last - 1, 0)) + first_line
    return Problem.at(Place(file, line, column + 1, line, column + 2), "yaml-syntax", message, hint)
