"""The folders of templates -> their texts: those of pages by name, catalogues by language."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from generator.problems import Place, Problem
from generator.workspace import template_files

#: The endings of the files that pages are made of.
ENDINGS = (".jinja", ".css", ".js", ".svg")
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
            files[name] = _text(name, path)
        match = CATALOGUE.fullmatch(name)
        if match:
            catalogues[match[1]] = _text(name, path)
    return files, catalogues


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TemplateSyntaxError("it is not written in UTF-8", line, name) from error


def template_problem(error: TemplateError) -> Problem:
    """What is wrong with a template, at its place as far as Jinja2 says it."""
    syntax = isinstance(error, TemplateSyntaxError)
    name = (error.name if syntax else None) or ""  # type: ignore[attr-defined]
    line = error.lineno if syntax else 1  # type: ignore[attr-defined]
    return Problem.at(
        Place(f"templates/{name}".rstrip("/"), line, 1, line, 1),
        "template-failed",
        f"The template cannot be used: {error.message or error}.",
        "Undo the last change to the templates, or correct it there.",
    )
