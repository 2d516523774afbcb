"""The templates folder -> its texts: templates, stylesheets and scripts by name, catalogues by language."""

from __future__ import annotations

from pathlib import Path

from generator.workspace import templates_folder


def load_templates(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """(texts by name, catalogues by language).  Raises OSError or UnicodeDecodeError if one is unreadable."""
    folder = templates_folder(root)
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".jinja", ".css", ".js", ".svg")
    }
    catalogues = {
        path.parent.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("locale/*/mappa.po"))
    }
    return files, catalogues
