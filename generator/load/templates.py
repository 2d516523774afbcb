"""The folders of templates -> their texts: those of pages by name, catalogues by language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Place, Problem
from generator.workspace import survey, template_files

if TYPE_CHECKING:
    from jinja2 import TemplateError

#: The endings of the files that pages are made of.
ENDINGS = (".jinja", ".css", ".js", ".svg")
#: How many templates of a workspace's own a message names.
MOST_NAMED = 5
#: A catalogue of translations, with its language.
CATALOGUE = re.compile(r"locale/([^/]+)/mappa\.po")


def load_templates(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """(texts by name, catalogues by language): the program's, under those that the workspace has of its own.

    A file of the workspace stands in the place of the program's file of the same name, and no other.
    Raises OSError if one is unreadable, TemplateSyntaxError for one that is not UTF-8.
    """
    files: dict[str, str] = {}
    catalogues: dict[str, str] = {}
    for name, path in template_files(root).items():
        if path.suffix in ENDINGS:
            files[name] = read_template(name, path)
        match = CATALOGUE.fullmatch(name)
        if match:
            catalogues[match[1]] = read_template(name, path)
    return files, catalogues


def read_template(name: str, path: Path) -> str:
    """The text of a template or a catalogue, by its name below the folder.

    Raises OSError if it is unreadable, TemplateSyntaxError if it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        from jinja2 import TemplateSyntaxError

        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TemplateSyntaxError("it is not written in UTF-8", line, name) from error


def template_problem(error: TemplateError, root: Path | None = None) -> Problem:
    """What is wrong with a template, at its place.

    Where a template of the program was asked by one of the workspace in ``root``, that one's line is told.
    """
    own = _own_names(root)
    name, line = _place_of(error, own)
    words = str(error.message or error).rstrip(".")
    hint = "Undo the last change to the templates, or correct it there."
    if own and name and name not in own:
        shown = f": {', '.join(own)}" if len(own) <= MOST_NAMED else ""
        hint = f"This template is the program's: look at those of your own that it uses{shown}."
    return Problem.at(
        Place(f"templates/{name}".rstrip("/"), line, 1, line, 1),
        "template-failed",
        f"The template cannot be used: {words}{'' if words.endswith('?') else '.'}",
        hint,
    )


def _own_names(root: Path | None) -> list[str]:
    """The names of the templates of a workspace's own."""
    files = survey(root, ("templates",)).files if root is not None else {}
    return [name.partition("/")[2] for name in files if name.endswith(".jinja")]


def _place_of(error: TemplateError, own: Collection[str]) -> tuple[str, int]:
    """The template in which an error arose, one of ``own`` if it can be, and the line; ("", 1) if unknown."""
    from jinja2 import TemplateSyntaxError

    from generator.languages.faults import TemplateFaultError

    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    if not isinstance(error, TemplateFaultError):
        return "", 1
    reached = [place for place in error.places if place.template in own]
    return (reached or error.places)[-1]


@contextmanager
def template_errors_told(problems: list[Problem], root: Path | None = None) -> Iterator[None]:
    """Adds to ``problems`` what is wrong with a template that is wanted within.

    ``root`` is the workspace's, as for ``template_problem``.
    """
    try:
        yield
    except Exception as error:
        from jinja2 import TemplateError

        if not isinstance(error, TemplateError):
            raise
        problems.append(template_problem(error, root))
