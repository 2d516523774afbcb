"""A YAML text that cannot be read -> the slips of the hand that make it so, each at its own line.

The parser stops where it can go on no longer, which is often a line below the slip, and says what it wanted
there.  So mends are tried: the one with which the text can be read further is what was meant, and says both
where the slip is and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple

from generator.problems import quoted

#: Says at which line, from 0, a text cannot be read on; None if it can be read whole.
LineOfError = Callable[[str], int | None]

#: How many slips of a text are told, and how often it is read for that: whoever makes more needs other help.
MOST, MOST_READINGS = 20, 200
#: How many lines above the one at which the parser stops may hold the slip.
LINES_ABOVE = 4
#: The longest text for which mends are tried, in characters: takes 25 ms to read; ours have a few thousand.
LONGEST_TEXT = 50_000

#: What stands before a key: blanks, and the hyphens of a list.
START = r"(?P<start> *(?:- +)*)"
KEY = r"(?P<key>[A-Za-z][A-Za-z0-9_.-]*)"
NO_SPACE = re.compile(rf"{START}{KEY}(?P<sign> *:)(?P<rest>[^\s:/].*)")
NO_HYPHEN_SPACE = re.compile(r"(?P<start> *(?:- +)*)-(?P<rest>[A-Za-z][\w.-]*:(?: .*)?)")
OTHER_COLON = re.compile(rf"{START}{KEY}(?P<sign> *[：﹕∶ː;=]) *(?P<rest>.*)")
NO_COLON = re.compile(rf"{START}{KEY}(?P<sign> +)(?P<rest>[^\s:].*)")
ALONE = re.compile(rf"{START}{KEY}(?P<sign> *)(?P<rest>)")
VALUE = re.compile(rf"{START}{KEY}(?P<sign>: +)(?P<rest>[^\s{{\[\"'|>&*!#].*)")
QUOTED = re.compile(rf"{START}{KEY}: +(?P<mark>[\"'])(?P<text>.+)(?P=mark) *")
NO_COMMA = re.compile(r"(?<=[^\s,{\[:;])(?P<sign> *;| )(?= *[a-z][a-z0-9_]*: )")
#: What else a line without a key may be.
REMARK = "If the line is a remark, put a # before it."


class Slip(NamedTuple):
    """A slip of the hand: its line and columns, from 0, what to say of it, and the line as it should be."""

    line: int
    column: int
    end: int
    message: str
    hint: str
    mended: str


Mend = Callable[[list[str], int], Iterator[Slip]]


def mended_slips(text: str, line_of_error: LineOfError) -> tuple[list[Slip], str]:
    """The slips that keep a text from being read, from the first on, and the text without them.

    The text that is given back may still be one that cannot be read: not every slip is known.
    """
    lines = text.split("\n")
    slips: list[Slip] = []
    readings = count()

    def read(changed: str) -> int | None:
        """As ``line_of_error``; after too many readings nothing is read any further."""
        return line_of_error(changed) if next(readings) < MOST_READINGS else 0

    stopped = read(text) if len(text) <= LONGEST_TEXT else None
    while stopped is not None and len(slips) < MOST:
        step = _first_mend(lines, stopped, read)
        if step is None:
            break
        slip, stopped = step
        lines[slip.line] = slip.mended
        slips.append(slip)
    return slips, "\n".join(lines)


def _first_mend(lines: list[str], stopped: int, line_of_error: LineOfError) -> tuple[Slip, int | None] | None:
    """The first mend with which the text can be read beyond ``stopped``, and where it stops then."""
    last = min(stopped, len(lines) - 1)
    for mend in MENDS:
        for line in range(last, max(last - LINES_ABOVE, 0) - 1, -1):
            for slip in mend(lines, line):
                text = "\n".join([*lines[:line], slip.mended, *lines[line + 1 :]])
                now = line_of_error(text)
                if now is None or now > stopped:
                    return slip, now
    return None


def _written_anew(line: int, match: re.Match[str], message: str) -> Slip:
    """A slip whose line should be the key, a colon, a space and the rest."""
    words = f"{match['key']}: {match['rest']}".rstrip()
    start, end = match.start("sign"), max(match.end("sign"), match.start("sign") + 1)
    return Slip(line, start, end, message, f"Write {quoted(words)}.", f"{match['start']}{words}")


def _space_behind_hyphen(lines: list[str], line: int) -> Iterator[Slip]:
    match = NO_HYPHEN_SPACE.fullmatch(lines[line])
    if match:
        at, words = match.end("start"), f"- {match['rest']}"
        message = "The space behind the hyphen is missing."
        yield Slip(line, at, at + 1, message, f"Write {quoted(words)}.", f"{match['start']}{words}")


def _space_behind_colon(lines: list[str], line: int) -> Iterator[Slip]:
    match = NO_SPACE.fullmatch(lines[line])
    if match:
        yield _written_anew(line, match, f"The space behind the colon of {quoted(match['key'])} is missing.")


def _colon(lines: list[str], line: int) -> Iterator[Slip]:
    match = OTHER_COLON.fullmatch(lines[line])
    if match:
        sign = match["sign"].strip()
        message = f"{quoted(sign)} stands where a colon and a space belong."
        yield _written_anew(line, match, message)
    match = ALONE.fullmatch(lines[line]) or NO_COLON.fullmatch(lines[line])
    if match:
        slip = _written_anew(line, match, f"The colon behind {quoted(match['key'])} is missing.")
        is_key = match["key"].islower()
        yield slip if is_key else slip._replace(hint=f"{slip.hint} {REMARK}")


def _comma(lines: list[str], line: int) -> Iterator[Slip]:
    text = lines[line]
    if "{" not in text:
        return
    match = NO_COMMA.search(text)
    if match:
        mended = NO_COMMA.sub(",", text) if ";" in match[0] else NO_COMMA.sub(", ", text)
        mended = re.sub(r", +", ", ", mended)
        message = "A comma is missing here, between two entries in curly brackets."
        hint = f"Write {quoted(mended.strip())}."
        yield Slip(line, match.start(), match.end(), message, hint, mended)


def _closing_bracket(lines: list[str], line: int) -> Iterator[Slip]:
    text = lines[line]
    for opening, closing, name in (("{", "}", "curly"), ("[", "]", "square")):
        if text.count(opening) == text.count(closing) + 1:
            mended = f"{text.rstrip().removesuffix(',')}{closing}"
            at = text.rindex(opening)
            message = f"The {name} bracket {opening} that opens here is not closed."
            yield Slip(line, at, at + 1, message, f"Write {quoted(mended.strip())}.", mended)


def _opening_bracket(lines: list[str], line: int) -> Iterator[Slip]:
    text = lines[line]
    match = VALUE.fullmatch(text)
    value = match["rest"].rstrip() if match else ""
    is_round = value.startswith("(") and value.endswith(")")
    if match and ": " in value and (is_round or text.count("}") == text.count("{") + 1):
        at = match.start("rest")
        words = value[1:-1] if is_round else value.removesuffix("}")
        mended = f"{text[:at]}{{{words}}}"
        message = (
            "Round brackets stand here for curly ones." if is_round else "The curly bracket { is missing."
        )
        yield Slip(line, at, at + 1, message, f"Write {quoted(mended.strip())}.", mended)


def _inner_quotation_mark(lines: list[str], line: int) -> Iterator[Slip]:
    match = QUOTED.fullmatch(lines[line])
    if match and match["mark"] in match["text"]:
        inner = match["text"].replace("''", "'") if match["mark"] == "'" else match["text"]
        words = f"'{inner}'" if '"' in inner and "'" not in inner else '"' + inner.replace('"', "”") + '"'
        at = match.start("text") + match["text"].index(match["mark"])
        mended = f"{match['start']}{match['key']}: {words}"
        message = "A quotation mark inside the text ends it here."
        yield Slip(line, at, at + 1, message, f"Write {quoted(mended.strip())}.", mended)


def _remark(lines: list[str], line: int) -> Iterator[Slip]:
    text = lines[line].strip()
    if text and ":" not in text and not text.startswith("#"):
        at = lines[line].index(text)
        message = "This line is neither a key with its value nor a remark."
        yield Slip(line, at, at + len(text), message, f"{REMARK[:-1]}: {quoted(f'# {text}')}.", f"# {text}")


def _quotation_marks(lines: list[str], line: int) -> Iterator[Slip]:
    match = VALUE.fullmatch(lines[line])
    colon = re.search(r":(?=\s|$)", match["rest"]) if match else None
    if match and colon:
        text = match["rest"].rstrip().strip("“”").replace("\\", "\\\\").replace('"', '\\"')
        at = match.start("rest") + colon.start()
        mended = f'{match["start"]}{match["key"]}: "{text}"'
        hint = f"Write {quoted(mended.strip())}, with straight quotation marks."
        yield Slip(line, at, at + 1, "A colon stands in a text without quotation marks.", hint, mended)


def _indentation(lines: list[str], line: int) -> Iterator[Slip]:
    text = lines[line].lstrip(" ")
    if not text or text.startswith("#"):
        return
    here = _step(lines[line])
    below = [_step(other) for other in lines[line + 1 :] if other.strip()]
    above = [_step(other) for other in lines[:line] if other.strip()]
    # What follows goes on at the same depth, mostly; else it is that of a line above, or one step deeper.
    # Below the first key of an entry in a list, its other keys stand at the depth of that key.
    before = next((other.lstrip() for other in reversed(lines[:line]) if other.strip()), "")
    in_entry = [step + 2 for step in above[-1:] if before.startswith("- ")]
    steps = [*in_entry, *below[:1], *reversed(above[-LINES_ABOVE:]), *(step + 2 for step in above[-1:])]
    for step in dict.fromkeys(steps):
        if step != here:
            spaces = f"{step} space{'' if step == 1 else 's'}" if step else "no space"
            message = f"This line begins too far to the {'right' if here > step else 'left'}."
            hint = f"Put {spaces} before {quoted(text)}, as in the lines that it belongs to."
            yield Slip(line, 0, max(here, 1), message, hint, f"{' ' * step}{text}")


def _step(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


#: In the order in which they are tried: those that change least come first.
MENDS: tuple[Mend, ...] = (
    _space_behind_hyphen,
    _space_behind_colon,
    _colon,
    _comma,
    _closing_bracket,
    _opening_bracket,
    _inner_quotation_mark,
    _quotation_marks,
    _remark,
    _indentation,
)
