"""Figures -> words."""

from __future__ import annotations

from generator.languages import Language
from generator.languages.wording import number, per_cent
from generator.model.edition import Edition
from generator.model.figure import GAP_SIGN, Figure


def figure_words(figure: Figure, edition: Edition, language: Language) -> str:
    """A number, or the edition's words for why there is none."""
    if figure.value is not None:
        return per_cent(figure.value, language) if figure.per_cent else number(figure.value, language)
    assert figure.marker is not None
    if figure.marker == "gap":
        return GAP_SIGN
    return edition.markers.words(figure.marker).in_language(language)
