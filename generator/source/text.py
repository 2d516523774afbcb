"""Bytes -> text, or the problem that says which bytes are not UTF-8."""

from __future__ import annotations

import unicodedata

from generator.problems import Place, Problem

#: What editors put in front of a file to mark its encoding; it is no part of the text.
BYTE_ORDER_MARK = "\ufeff"

#: Unicode's own hyphen, which some programs write where the keyboard has the one that all files are made of.
HYPHEN = "\u2010"


SAVE_AS_UTF_8 = "Open the file in your editor and save it again with the encoding UTF-8."
SAVE_AS_TEXT = (
    "Open it in the program that wrote it, copy the words, and save them in a new file as plain text."
)
MOVE_PICTURE = "Move it into the folder images/, and write the text here."
#: What a file may be instead of plain text, and what to do then.
UTF_16 = ("text in UTF-16, which Windows calls “Unicode”", SAVE_AS_UTF_8)
UTF_32 = ("text in UTF-32", SAVE_AS_UTF_8)
ZEROS = (
    "zero bytes, which a copy that broke off leaves, or a disk that was full",
    "Get it back from a copy, or write it anew.",
)
NO_TEXT = ("no text at all", SAVE_AS_TEXT)
#: The same, by how such a file begins.
KINDS: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"PK\x03\x04", ("a Word, Excel or LibreOffice document, or a ZIP archive", SAVE_AS_TEXT)),
    (b"\xd0\xcf\x11\xe0", ("an old Word or Excel document", SAVE_AS_TEXT)),
    (b"{\\rtf", ("a document in Rich Text Format", SAVE_AS_TEXT)),
    (b"%PDF-", ("a PDF", SAVE_AS_TEXT)),
    (b"\x89PNG", ("a picture", MOVE_PICTURE)),
    (b"\xff\xd8\xff", ("a picture", MOVE_PICTURE)),
    (b"GIF8", ("a picture", MOVE_PICTURE)),
    (b"\xff\xfe\0\0", UTF_32),
    (b"\0\0\xfe\xff", UTF_32),
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
)


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None and a problem.

    Its lines end with line feeds alone, letters with marks are one character each where there is one, as
    people count columns (Unicode's form NFC, Standard Annex 15), and hyphens are those of the keyboard.
    """
    kind = next((words for start, words in KINDS if data.startswith(start)), None) or _wide(data)
    if kind is not None:
        return None, [_no_text(kind, file)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_no_text(NO_TEXT, file) if b"\0" in data else _not_utf_8(data, error, file)]
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text).replace(HYPHEN, "-")
    if not text.strip():
        place = Place(file)
        return None, [
            Problem.at(
                place, "empty-file", "The file is empty.", "Fill it in, or delete it if it is not wanted."
            )
        ]
    return text, []


def _wide(data: bytes) -> tuple[str, str] | None:
    """What a file is of whose bytes many are zero, and what to do then; None of another."""
    zeros = data.count(b"\0")
    if 3 * zeros <= len(data):
        return None
    if not data.strip(b"\0") or (zeros > 4 and b"\0" not in data.strip(b"\0")):
        return ZEROS
    for kind, width in ((UTF_32, 4), (UTF_16, 2)):
        if any(_reads(data[: len(data) // width * width], f"utf-{8 * width}-{end}") for end in ("le", "be")):
            return kind
    return NO_TEXT


def _reads(data: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding."""
    try:
        return "\0" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _no_text(kind: tuple[str, str], file: str) -> Problem:
    what, hint = kind
    message = f"The file is not written in UTF-8: it is {what}."
    return Problem.at(Place(file), "not-utf-8", message, hint)


def _not_utf_8(data: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    before = data[: error.start].decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    wrong = data[error.start : max(error.end, error.start + 1)][:4]
    shown = " ".join(f"0x{byte:02X}" for byte in wrong)
    meant = wrong.decode("cp1252", errors="ignore")
    guess = f", which would be “{meant}” in Windows-1252" if meant.isprintable() and meant else ""
    where = f"byte {error.start + 1} is" if len(wrong) == 1 else f"the bytes from {error.start + 1} on are"
    return Problem.at(
        Place(file, line, column, line, column + 1),
        "not-utf-8",
        f"The file is not written in UTF-8: {where} {shown}{guess}.",
        SAVE_AS_UTF_8,
    )
