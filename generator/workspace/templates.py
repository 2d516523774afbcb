"""Where templates come from: the program's, and the workspace's own laid over them."""

from __future__ import annotations

from pathlib import Path

from generator.workspace.folders import survey


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders of templates: the program's, then the workspace's own if it has one, which is laid over it.

    The program's stand in the package where it is installed, and beside it in a clone.
    """
    folders = (_program_folder(), root.resolve() / "templates")
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def _program_folder() -> Path:
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def program_templates() -> dict[str, Path]:
    """The program's own files of templates by their names below the folder."""
    folder = _program_folder()
    below = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in below}


def template_files(root: Path) -> dict[str, Path]:
    """The files of templates by their names below the folder: the program's, the workspace's own over them.

    Of the workspace's own, what may not be read is left out.
    """
    own = survey(root, ("templates",)).files
    files = {} if root.resolve() / "templates" == _program_folder() else program_templates()
    return files | {name.partition("/")[2]: path for name, path in own.items()}
