"""Figures -> words, and names in a text replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from generator.languages import Language
from generator.languages.wording import number
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.source.markdown import NAME


def figure_words(figure: Figure, edition: Edition, language: Language) -> str:
    """A number, or the edition's words for why there is none."""
    if figure.value is not None:
        return number(figure.value, language)
    assert figure.marker is not None
    return edition.markers.words(figure.marker).in_language(language)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with each ``{{ name }}`` replaced; a name that stands for nothing stays as it is."""
    return NAME.sub(lambda match: facts.get(match[1], match[0]), text)
