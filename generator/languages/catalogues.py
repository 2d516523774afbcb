"""Templates in a language: Jinja2, with the words of a gettext catalogue.

In: the texts of templates by name, of catalogues by language.  Out: an environment of Jinja2.  Opens no file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from generator.languages import Language
from generator.languages.faults import Unknown
from generator.languages.messages import Message, read_messages


def environment(
    files: Mapping[str, str], catalogues: Mapping[str, str], language: Language, **options: Any
) -> Environment:
    """The environment of templates in a language: ``files`` maps a template's name to its text.

    ``catalogues`` maps a language to the text of its ``.po``.  English needs none, as the words of the
    templates are English; one that there is says other words in their place.  What cannot be read of a
    catalogue is left out.  ``options`` are Jinja2's own.
    """
    templates = Environment(
        loader=FunctionLoader(lambda name: (files[name], name, None) if name in files else None),
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        **options,
    )
    templates.filters["json"] = as_json
    words = _translations(catalogues[language], language) if language in catalogues else NullTranslations()
    templates.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return templates


def as_json(value: Any) -> Markup:
    """A value as JSON that can stand in a file of its own or in a script element of a page."""
    value = value.unescape() if isinstance(value, Markup) else value
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def number_of_forms(language: Language) -> int:
    """In how many forms a language says a message with a number (gettext's ``nplurals``)."""
    return Catalog(locale=language).num_plurals


def _translations(text: str, language: Language) -> Translations:
    catalogue = Catalog(locale=language)
    messages, _ = read_messages(text, "")
    for message in messages:
        if not message.is_fuzzy:
            ids, words = _pair(message, catalogue.num_plurals)
            catalogue.add(ids, words, context=message.context.text if message.context else None)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def _pair(message: Message, forms: int) -> tuple[Any, Any]:
    """What stands in templates and what in its place, as Babel has it: with a plural, a tuple of each."""
    words = {form: translation.text for form, translation in message.translations.items()}
    if message.plural is None:
        return message.id.text, words.get(0, "")
    return (message.id.text, message.plural.text), tuple(words.get(form, "") for form in range(forms))
