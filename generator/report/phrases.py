"""The sentences of ``parts/figures.jinja``, which a figure's filter puts into a text, in each language.

They are words of templates, and yet of the report: a table's title or note may have one, and is data as well.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.languages import Language

if TYPE_CHECKING:
    from jinja2 import Environment

#: The template; a workspace may have one of its own.
TEMPLATE = "parts/figures.jinja"


class Phrases:
    """Gives a sentence by its macro's name.  Reads the templates of a workspace when the first is wanted.

    Without a ``root`` they are the program's own.
    """

    def __init__(self, root: Path = Path(__file__).parent) -> None:
        self.root = root
        self._environment = cache(self._new_environment)

    def __call__(self, language: Language, name: str, *values: Any) -> str:
        """A sentence in a language, as plain text.  Raises jinja2.TemplateError if the template is wrong."""
        from generator.languages.faults import macro_of, told_as_template_error

        with told_as_template_error(TEMPLATE):
            return str(macro_of(self._environment(language), TEMPLATE, name)(*values)).strip()

    def _new_environment(self, language: Language) -> Environment:
        from generator.languages.catalogues import environment
        from generator.load.templates import load_templates

        return environment(*load_templates(self.root), language)
