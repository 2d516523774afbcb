"""``notes:`` and ``explained:`` of ``statistics.yaml``: words by the key of what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.languages import LANGUAGES
from generator.load.files import FileReader
from generator.load.gaps import hint_for_old_key, steps_to
from generator.model.base import Translated, Words
from generator.model.edition import Edition
from generator.model.statistics import Explanation
from generator.problems import Suggestions, quoted
from generator.source.yaml import Mapping, Scalar


def read_notes(reader: FileReader, tree: Mapping, edition: Edition) -> dict[str, Words]:
    """The notes by key; a key that is no table, row or figure is a problem."""
    steps = [steps_to(cell) for cell in edition.cells]
    known = {".".join(keys[: depth + 1]) for keys in steps for depth in range(len(keys))}
    what = "is no table, row or figure to hang a note on"
    return {key.text: words for key, words in _by_key(reader, tree, edition, "notes", known, what)}


def read_explanations(reader: FileReader, tree: Mapping, edition: Edition) -> dict[str, Explanation]:
    """Why figures are right by their keys; a key that is no figure is a problem."""
    known = {cell.key for cell in edition.cells}
    what = "is no figure to explain"
    return {
        key.text: Explanation(words, key.place)
        for key, words in _by_key(reader, tree, edition, "explained", known, what)
    }


def _by_key(
    reader: FileReader, tree: Mapping, edition: Edition, name: str, known: Collection[str], what: str
) -> Iterator[tuple[Scalar, Words]]:
    """The words that stand below a key of the file, each with the key that they are about."""
    below = tree.get(name)
    names = sorted(known)
    suggestions = Suggestions()
    for key, value in below.entries if isinstance(below, Mapping) else ():
        is_nested = isinstance(value, Mapping) and not any(value.get(language) for language in LANGUAGES)
        if key.text not in known and is_nested:
            continue  # what is said of the nesting says enough
        if key.text not in known:
            near = suggestions.nearest(key.text, names)
            reader.add(
                key.place,
                "unknown-key",
                f"{quoted(key.text)} {what}.",
                hint_for_old_key(edition, key.text)
                or "Write the keys joined by dots. "
                + (f"Did you mean “{near}”?" if near else f"For example: {names[0]}." if names else ""),
            )
        elif isinstance(value, Scalar) and not value.is_empty:
            yield key, _words({"en": value.text})
        elif isinstance(value, Mapping):
            yield key, _words({k.text: v.text for k, v in value.entries if isinstance(v, Scalar)})


def _words(languages: dict[str, str]) -> Words:
    words: dict[str, Any] = {language: languages.get(language) for language in LANGUAGES}
    return Translated.model_construct(**{**words, "en": languages.get("en", "")})
