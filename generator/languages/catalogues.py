"""Templates in a language: Jinja2, with the words of a gettext catalogue.

In: a loader of templates, the texts of catalogues.  Out: an environment of Jinja2.  Opens no file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import BaseLoader, Environment, StrictUndefined

from generator.languages import Language


def environment(
    loader: BaseLoader, catalogues: Mapping[str, str], language: Language, **options: Any
) -> Environment:
    """The environment of templates in a language; ``catalogues`` maps a language to the text of its ``.po``.

    English needs none: the words of the templates are English.  ``options`` are Jinja2's own.
    """
    templates = Environment(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        **options,
    )
    words = _translations(catalogues[language], language) if language in catalogues else NullTranslations()
    templates.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    return templates


def _translations(catalogue: str, language: Language) -> Translations:
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.StringIO(catalogue), locale=language))
    compiled.seek(0)
    return Translations(compiled)
