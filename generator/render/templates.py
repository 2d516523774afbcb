"""The templates and their words: Jinja2 over texts in memory, gettext catalogues over .po texts.

In: the texts of templates and catalogues, and a page's values.  Out: the text of the page.  Opens no file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import BytecodeCache, Environment
from markupsafe import Markup

from generator.languages import Language
from generator.languages.catalogues import environment
from generator.languages.faults import macro_of, told_as_template_error
from generator.languages.wording import TAGS
from generator.model.base import Translated
from generator.render.frame import Frame
from generator.source.markdown import fill

NO_FACTS: Mapping[str, str] = {}


class Templates:
    """Renders templates in a language.

    ``files`` maps a template's or stylesheet's name to its text; ``catalogues`` a language to the text of
    its ``.po`` file.  English needs none: the words of the templates are English.  ``frame`` is what is the
    same on all pages; without one no page can be made.  ``compiled`` is where compiled templates are kept.

    Every template and macro knows ``language``, its tag ``lang``, ``site`` with its ``publication``,
    ``preview``, and ``phrase``, which gives words of content in the language; all else it is handed as
    values.  Whatever goes wrong in a template is raised as jinja2.TemplateError.
    """

    def __init__(
        self,
        files: Mapping[str, str],
        catalogues: Mapping[str, str],
        frame: Frame | None = None,
        compiled: BytecodeCache | None = None,
    ) -> None:
        self.compiled = compiled
        self.files = dict(files)
        self.catalogues = dict(catalogues)
        self._frame = frame
        self._environments: dict[Language, Environment] = {}

    @property
    def frame(self) -> Frame:
        """What is the same on all pages.  Raises AssertionError for templates of no build."""
        assert self._frame is not None
        return self._frame

    def page(self, template: str, language: Language, /, **values: Any) -> str:
        """The text of a page.  Raises jinja2.TemplateError for a template that is wrong."""
        with told_as_template_error(template):
            return self._environment(language).get_template(template).render(values)

    def macro(self, template: str, language: Language, name: str) -> Callable[..., Markup]:
        """A macro of a template: called with values, it gives the HTML of one piece.

        Raises jinja2.TemplateError for a template that is wrong, here or when it is called.
        """
        with told_as_template_error(template):
            macro = macro_of(self._environment(language), template, name)

        def piece(*values: Any) -> Markup:
            with told_as_template_error(template):
                return Markup(macro(*values))

        return piece

    def words(self, template: str, language: Language, name: str, *values: Any) -> str:
        """The words that a macro gives, as plain text, for a place that escapes in a way of its own.

        Raises jinja2.TemplateError for a template that is wrong.
        """
        return self.macro(template, language, name)(*values).unescape()

    def _environment(self, language: Language) -> Environment:
        if language not in self._environments:
            self._environments[language] = self._new_environment(language)
        return self._environments[language]

    def _new_environment(self, language: Language) -> Environment:
        new = environment(
            self.files, self.catalogues, language, autoescape=True, bytecode_cache=self.compiled
        )
        new.globals.update(
            language=language,
            lang=TAGS[language],
            site=self.frame.site,
            preview=self.frame.preview,
            publication=self.frame.site.publication,
            phrase=partial(_phrase, language),
        )
        return new


def _phrase(language: Language, words: Translated | str, facts: Mapping[str, str] = NO_FACTS) -> str:
    """Words of content in a language, with the facts that they name in them."""
    return fill(words if isinstance(words, str) else words.in_language(language), facts)
