"""What all models of files share: frozen, no unknown keys, text in one or two languages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.languages import Language

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


class Translated(Model):
    """Words in English and, where they are there, in others of the languages: a field for each."""

    en: str = Field(min_length=1, title="English")
    """The words in English."""
    cy: str | None = Field(None, min_length=1, title="Welsh")
    """The words in Welsh; the English stands in while there are none."""

    def in_language(self, language: Language) -> str:
        """The words in a language, or in English where there are none."""
        words: str | None = getattr(self, language)
        return words or self.en


def _from_text(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


def _schema(schema: dict[str, Any]) -> None:
    """In a file, words may be a plain text or a mapping with a key for each language."""
    reference = dict(schema)
    description = reference.pop("description", None)
    schema.clear()
    if description is not None:
        schema["description"] = description
    schema["anyOf"] = [{"type": "string", "minLength": 1}, reference]


#: Words that are written as one text, or as ``{en: ..., cy: ...}``.
Words = Annotated[Translated, BeforeValidator(_from_text), Field(json_schema_extra=_schema)]
