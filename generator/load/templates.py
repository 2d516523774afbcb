"""The folders of templates -> their texts: those of pages by name, catalogues by language."""

from __future__ import annotations

import re
from pathlib import Path

from generator.workspace import template_files

#: The endings of the files that pages are made of.
ENDINGS = (".jinja", ".css", ".js", ".svg")
#: A catalogue of translations, with its language.
CATALOGUE = re.compile(r"locale/([^/]+)/mappa\.po")


def load_templates(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """(texts by name, catalogues by language): the program's, under those that the workspace has of its own.

    A file of the workspace stands in the place of the program's file of the same name, and no other.
    Raises OSError or UnicodeDecodeError if one is unreadable.
    """
    files: dict[str, str] = {}
    catalogues: dict[str, str] = {}
    for name, path in template_files(root).items():
        if path.suffix in ENDINGS:
            files[name] = path.read_text(encoding="utf-8")
        match = CATALOGUE.fullmatch(name)
        if match:
            catalogues[match[1]] = path.read_text(encoding="utf-8")
    return files, catalogues
