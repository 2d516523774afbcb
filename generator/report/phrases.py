"""The sentences of ``parts/figures.jinja``, which a figure's filter puts into a text, in each language.

They are words of templates, and yet of the report: a table's title or note may have one, and is data as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.languages import Language
from generator.problems import Problem

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
        from jinja2.exceptions import TemplateError, TemplateRuntimeError

        try:
            macros = self._environment(language).get_template(TEMPLATE).module
            return str(getattr(macros, name)(*values)).strip()
        except TemplateError:
            raise
        except Exception as error:  # whatever else goes wrong in a template, which is handed texts alone
            raise TemplateRuntimeError(f"{TEMPLATE}: {error}") from error

    def _new_environment(self, language: Language) -> Environment:
        from jinja2 import DictLoader

        from generator.languages.catalogues import environment
        from generator.load.templates import load_templates

        files, catalogues = load_templates(self.root)
        return environment(DictLoader({TEMPLATE: files[TEMPLATE]}), catalogues, language)


@contextmanager
def template_errors_told(problems: list[Problem]) -> Iterator[None]:
    """Adds to ``problems`` what is wrong with the template, if its words are wanted within."""
    try:
        yield
    except Exception as error:
        from jinja2 import TemplateError

        from generator.load.templates import template_problem

        if not isinstance(error, TemplateError):
            raise
        problems.append(template_problem(error))
