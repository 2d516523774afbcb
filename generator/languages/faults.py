"""What goes wrong while a template is used -> one kind of error, which says where, in words for everybody.

Jinja2 and Python speak of their own classes; who writes a template of a publication's own knows neither.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError
from jinja2.utils import missing

from generator.problems import quoted

#: Words of Python, by which a message of its own is known; all others were written by Jinja2 for its users.
PYTHON = re.compile(
    r"\bobject\b|\btype\b|NoneType|generator\.|\b(str|int|float|bool|dict|list|tuple)\b|Markup"
)
#: How Jinja2 tells that a template has no macro of a name that is imported from it.
NOT_EXPORTED = re.compile(r"the template '(.+)' \(imported on ")
NOT_FITTING = (
    "A value is used in a way that does not fit it, as where words are added to a number, or where "
    "what is no macro is called like one"
)


class TemplatePlace(NamedTuple):
    """A line of a template, by the template's name."""

    template: str
    line: int


class TemplateFaultError(TemplateRuntimeError):
    """What went wrong while a template was used, in words without a full stop.

    ``places`` are the lines that had been reached: first that of the page, last that at which it went wrong.
    """

    def __init__(self, message: str, places: tuple[TemplatePlace, ...]) -> None:
        super().__init__(message)
        self.places = places


class MissingMacroError(UndefinedError):
    """A template was asked for a macro that it has not."""

    def __init__(self, template: str, message: str) -> None:
        super().__init__(message)
        self.template = template


class Unknown(StrictUndefined):
    """What a template names and is not there."""

    __slots__ = ("_template",)

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        asked = NOT_EXPORTED.match(hint or "")
        #: The template that was asked for a macro, if that is what is not there.
        self._template = obj.__name__ if isinstance(obj, TemplateModule) else asked[1] if asked else None
        raised: Any = partial(MissingMacroError, self._template) if self._template else exc
        super().__init__(hint, obj, name, raised)

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._template:
            return f"Another one asks it for {quoted(str(name))}, and it has no macro of this name"
        if self._undefined_hint:
            return self._undefined_hint
        if not isinstance(name, str):
            return f"There is no element {name} here"
        if self._undefined_obj is missing:
            return f"{quoted(name)} stands for nothing here"
        known = [word for word in _names_of(self._undefined_obj) if not word.startswith("_")]
        near = difflib.get_close_matches(name, known, n=1)
        return f"There is no {quoted(name)} in what stands before it" + (
            f": did you mean {quoted(near[0])}?" if near else ""
        )


def _names_of(value: object) -> list[str]:
    """The names that a value has for templates."""
    return [*map(str, value)] if isinstance(value, dict) else dir(value)


def macro_of(templates: Environment, template: str, name: str) -> Callable[..., Any]:
    """A macro of a template.  Raises TemplateFaultError if the template has none of this name."""
    macro: Callable[..., Any] | None = getattr(templates.get_template(template).module, name, None)
    if macro is None:
        raise TemplateFaultError(f"It has no macro “{name}”", (TemplatePlace(template, 1),))
    return macro


@contextmanager
def told_as_template_error(template: str) -> Iterator[None]:
    """Raises whatever goes wrong in a template, which is handed values alone, as jinja2.TemplateError.

    That is a TemplateSyntaxError for what cannot be read, and a TemplateFaultError for all else.
    """
    try:
        yield
    except (TemplateSyntaxError, TemplateFaultError):
        raise
    except Exception as error:
        places = tuple(_places(error.__traceback__)) or (TemplatePlace(template, 1),)
        if isinstance(error, MissingMacroError):
            places += (TemplatePlace(error.template, 1),)
        raise TemplateFaultError(_in_words(error), places) from error


def _places(traceback: TracebackType | None) -> Iterator[TemplatePlace]:
    """The lines of templates of a traceback, from the outermost to the innermost."""
    while traceback is not None:
        names = traceback.tb_frame.f_globals
        template = names.get("__jinja_template__")
        if template is not None and template.name is not None:
            yield TemplatePlace(template.name, template.get_corresponding_lineno(traceback.tb_lineno))
        elif "__jinja_exception__" in names:  # a frame as Jinja2 writes it anew, with the file for a name
            yield TemplatePlace(names["__file__"], traceback.tb_lineno)
        traceback = traceback.tb_next


def _in_words(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"The template {quoted(str(error))} is asked for, and it is not there"
    if isinstance(error, UndefinedError):
        return str(error)
    if isinstance(error, KeyError):
        return f"{quoted(str(error.args[0]) if error.args else '')} stands for nothing here"
    if isinstance(error, ZeroDivisionError):
        return "A number is divided by nought"
    if isinstance(error, RecursionError):
        return "It asks for itself, or is nested too deeply"
    words = str(error).rstrip(".")
    return NOT_FITTING if not words or PYTHON.search(words) else words
