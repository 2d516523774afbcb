"""Templates in a language: Jinja2, with the words of a gettext catalogue.

In: the texts of templates by name, of catalogues by language.  Out: an environment of Jinja2.  Opens no file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from generator.languages import Language
from generator.languages.faults import Unknown


def environment(
    files: Mapping[str, str], catalogues: Mapping[str, str], language: Language, **options: Any
) -> Environment:
    """The environment of templates in a language: ``files`` maps a template's name to its text.

    ``catalogues`` maps a language to the text of its ``.po``.  English needs none: the words of the templates
    are English.  ``options`` are Jinja2's own.
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


def _translations(catalogue: str, language: Language) -> Translations:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.StringIO(catalogue), locale=language))
    compiled.seek(0)
    return Translations(compiled)
