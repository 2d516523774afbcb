"""The folders of templates -> their texts: those of pages by name, catalogues by language."""

from __future__ import annotations

from pathlib import Path

from generator.workspace import template_folders

#: The endings of the files that pages are made of.
ENDINGS = (".jinja", ".css", ".js", ".svg")


def load_templates(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """(texts by name, catalogues by language): the program's, under those that the workspace has of its own.

    A file of the workspace stands in the place of the program's file of the same name, and no other.
    Raises OSError or UnicodeDecodeError if one is unreadable.
    """
    files: dict[str, str] = {}
    catalogues: dict[str, str] = {}
    for folder in template_folders(root):
        files |= {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.suffix in ENDINGS
        }
        catalogues |= {
            path.parent.name: path.read_text(encoding="utf-8")
            for path in sorted(folder.glob("locale/*/mappa.po"))
        }
    return files, catalogues
