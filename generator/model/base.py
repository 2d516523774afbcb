"""What all models of files share: frozen, no unknown keys, text in one or two languages."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.languages import Language
from generator.languages.fonts import says_something, visible
from generator.model.release import Release
from generator.problems import quoted

#: The most letters of a key and of a slug.  Both stand in file names beside each other and other words, and a
#: file name has 255 bytes at most (NAME_MAX of Linux, macOS and Windows).
LONGEST_KEY, LONGEST_SLUG = 100, 60

#: A key: small letters, digits and underscores, so that it can stand in a dotted name.
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=LONGEST_KEY)]
#: The name of an edition: the year that it begins in, and the one that it ends in if that is another.
EditionName = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}|-\d{4})?$", examples=["2024-25"])]


class Model(BaseModel):
    """A part of a file: its keys are known and its values do not change."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, populate_by_name=True, use_attribute_docstrings=True
    )


def refuse_silence(text: str) -> str:
    """A text.  Raises PydanticCustomError for one in which there is nothing to read.

    Three dots are left to those who look for what is still to be written.
    """
    if not says_something(text) and text.strip() not in TO_COME:
        raise PydanticCustomError("string_too_short", "there are no words in it")
    return text


def _refuse_blank(text: str) -> str:
    """A text.  Raises PydanticCustomError for one in which there is nothing to see."""
    if not visible(text).strip():
        raise PydanticCustomError("string_too_short", "there is nothing to see in it")
    return text


#: What stands for words that are still to come.
TO_COME = ("…", "...")
#: Words in one language, which a reader sees as they are.
Line = Annotated[str, Field(min_length=1), AfterValidator(refuse_silence)]
#: The same where a sign may do for words.
Sign = Annotated[str, Field(min_length=1), AfterValidator(_refuse_blank)]


class Translated(Model):
    """Words in English and, where they are there, in others of the languages: a field for each."""

    en: Line = Field(title="English")
    """The words in English."""
    cy: Line | None = Field(None, title="Welsh")
    """The words in Welsh; the English stands in while there are none."""

    def in_language(self, language: Language) -> str:
        """The words in a language, or in English where there are none."""
        words: str | None = getattr(self, language)
        return words or self.en


class TranslatedSigns(Translated):
    """Words or a sign, such as a hyphen, in English and in others of the languages."""

    en: Sign = Field(title="English")
    """The words in English."""
    cy: Sign | None = Field(None, title="Welsh")
    """The words in Welsh; the English stands in while there are none."""


def _from_text(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


#: A JSON Schema of a text that is not empty.
TEXT_SCHEMA: dict[str, Any] = {"type": "string", "minLength": 1}


def or_written_as(schema: dict[str, Any], *others: dict[str, Any]) -> None:
    """Makes of a JSON Schema that of something which may be written in ``others``' ways as well."""
    reference = dict(schema)
    description = reference.pop("description", None)
    schema.clear()
    if description is not None:
        schema["description"] = description
    schema["anyOf"] = [*others, reference]


def _schema(schema: dict[str, Any]) -> None:
    """In a file, words may be a plain text or a mapping with a key for each language."""
    or_written_as(schema, TEXT_SCHEMA)


def any_case(*words: str) -> dict[str, Any]:
    """A JSON Schema of some words: as they are, which editors offer, or with any letters as capitals."""
    patterns = ("".join(_either(letter) for letter in word) for word in words)
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": f"^({'|'.join(patterns)})$"}]}


def _either(letter: str) -> str:
    if letter.isalpha():
        return f"[{letter.upper()}{letter.lower()}]"
    return f"\\{letter}" if letter in "[]" else letter


#: Words that are written as one text, or as ``{en: ..., cy: ...}``.
Words = Annotated[Translated, BeforeValidator(_from_text), Field(json_schema_extra=_schema)]
#: The same where a sign may do for words.
WordsOrSign = Annotated[TranslatedSigns, BeforeValidator(_from_text), Field(json_schema_extra=_schema)]


#: The time zone of England and Wales, whatever the machine's own is.
LONDON = "Europe/London"
#: The words in the place of a day: the edition is out, and its day is not recorded; or it has none yet.
PUBLISHED, NOT_YET = "published", "not yet"
#: A day, or a day and a time of it: ``2025-10-30 09:30``.
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}:\d{2}))?")


def read_release(typed: Any) -> Release:
    """What was typed as a release.  Raises PydanticCustomError for what is none."""
    if isinstance(typed, Release):
        return typed
    words = " ".join(typed.split()).lower() if isinstance(typed, str) else ""
    if words in (PUBLISHED, NOT_YET):
        return Release(out=words == PUBLISHED)
    match = MOMENT.fullmatch(words.upper())
    try:
        if match is None:
            raise ValueError
        day = date.fromisoformat(match[1])
        hour = time.fromisoformat((match[2] or "0:00").zfill(5))
    except ValueError:
        raise PydanticCustomError(
            "wrong-value",
            "{typed} is no time of release.",
            {
                "typed": quoted(typed) if isinstance(typed, str) else "This",
                "hint": "Write the day, as 2025-10-30; the day and the time in London, as 2025-10-30 09:30; "
                "“published” for an edition that is out and whose day is not recorded; or “not yet”.",
            },
        ) from None
    return Release(datetime.combine(day, hour, ZoneInfo(LONDON)))


ReleaseField = Annotated[
    Release,
    BeforeValidator(read_release),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[T ]+\d{1,2}:\d{2}$"},
                {"enum": [PUBLISHED, NOT_YET]},
            ],
            "examples": ["2025-10-30", "2025-10-30 09:30", PUBLISHED, NOT_YET],
        }
    ),
]
