"""Files that nobody uses -> problems that say where each belongs, and under which name.

Windows hides the endings of names and editors add theirs; on a server ``Foreword.md`` is not ``foreword.md``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.languages import LANGUAGES
from generator.problems import Place, Problem, printable, quoted
from generator.workspace import ReportFolder, Workspace, in_language

#: What systems write into the name of a copy.
COPY = re.compile(r"^copy of |(?: - copy| copy)?(?: ?\(\d+\)| \d+)?(?=\.|$)")
YAML, MARKDOWN = frozenset({"yaml", "yml"}), frozenset({"md", "markdown", "mdown", "mkd"})
TEXT = frozenset({"txt", "text"})
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp"})
DOCUMENTS = frozenset({"doc", "docx", "odt", "rtf", "pdf", "pages", "html", "htm"})
SHEETS = frozenset({"xls", "xlsx", "xlsm", "ods", "csv", "tsv", "numbers"})
#: What people call the two files, the right name first.
STATISTICS = ("statistics", "statistic", "stats", "figures")
FOREWORD = ("foreword", "forward", "foreward", "preface", "introduction")
#: What people call the two folders, by the right name.
FOLDERS = {
    "local": ("local", "local pages", "local-pages", "local_pages", "locals", "pages"),
    "images": ("image", "images", "pictures", "picture", "photos", "photo", "img", "pics"),
}
#: What belongs where; the last thing to say where nobody can tell what a file is.
PLACES = "A year's folder holds statistics.yaml, foreword.md, local/*.md and images/. Rename or move it."


def right_name(name: str) -> str | None:
    """The name that an area's file should have, without its folder; None if it is none of the three.

    ``Foreword.md.txt`` is meant as ``foreword.md``, ``statistics.yml`` as ``statistics.yaml``.
    """
    stem, *endings = COPY.sub("", name.lower()).split(".")
    language = next((ending for ending in endings if ending in LANGUAGES), LANGUAGES[0])
    kinds = set(endings) - TEXT - set(LANGUAGES)
    if kinds <= YAML and difflib.get_close_matches(stem, STATISTICS, n=1, cutoff=0.85):
        return "statistics.yaml"
    if kinds <= MARKDOWN and difflib.get_close_matches(stem, FOREWORD, n=1, cutoff=0.85):
        return in_language("foreword.md", language)
    if kinds and kinds <= YAML and stem in ("area", "areas", "contacts"):
        return "area.yaml"
    return None


def right_folder(name: str) -> str | None:
    """The name that a folder of a year should have; None if it holds neither local pages nor pictures."""
    return next((right for right, words in FOLDERS.items() if name.lower() in words), None)


def right_path(path: str) -> str | None:
    """Where a file of a year's folder should stand in it; None if nobody can tell."""
    *folders, name = path.split("/")
    right = right_name(name)
    stem, endings = _stem_and_endings(name)
    if endings and endings <= PICTURES:
        return f"images/{name}"
    if folders[:1] != ["local"] and right is not None:
        return f"../{right}" if right == "area.yaml" else right
    is_page = bool(endings & MARKDOWN) or (folders[:1] == ["local"] and endings <= TEXT)
    return f"local/{stem}.md" if is_page and endings <= MARKDOWN | TEXT else None


def _stem_and_endings(name: str) -> tuple[str, set[str]]:
    """A name without the endings of a kind that we know, and these, in small letters."""
    known = YAML | MARKDOWN | TEXT | PICTURES | DOCUMENTS | SHEETS
    endings: set[str] = set()
    while name.rpartition(".")[2].lower() in known and "." in name:
        name, _, ending = name.rpartition(".")
        endings.add(ending.lower())
    return name, endings


def stand_in(workspace: Workspace, folder: ReportFolder, right: str) -> str | None:
    """The path of a file that seems to be meant as one that the year lacks, by its name or its place."""
    year = workspace.relative(folder.path)
    for name in folder.files:
        if name != right and right_name(PurePosixPath(name).name) == right:
            return f"{year}/{name}"
    lacking = [other for other in workspace.reports if other.area == folder.area and right not in other.files]
    if folder is not lacking[-1]:  # a file above the years is that of the newest
        return None
    above = _files_in(workspace, year.rpartition("/")[0])
    return next((name for name in above if right_name(PurePosixPath(name).name) == right), None)


def misplaced_words(workspace: Workspace, stray: str, folder: ReportFolder, right: str) -> tuple[str, str]:
    """The message and the hint of a file that stands in for one that the year lacks."""
    name = PurePosixPath(stray)
    target = f"{workspace.relative(folder.path)}/{right}"
    if name.parent == PurePosixPath(target).parent:
        return f"This file is called {quoted(name.name)}.", printable(f"Rename {name.name} to {right}.")
    return "This file stands in another folder.", printable(f"Move {stray} to {target}.")


def misplaced_in_year(workspace: Workspace, folder: ReportFolder, told: Iterable[str]) -> Iterator[Problem]:
    """A warning for each file of a year that no report uses, or for a whole folder with another name.

    Those in ``told`` are told of already, as what they stand in for is missing.
    """
    year = workspace.relative(folder.path)
    folders: dict[str, str] = {}
    for stray in (workspace.relative(path) for path in folder.strays()):
        path = stray.removeprefix(f"{year}/")
        top = path.partition("/")[0]
        right = right_folder(top) if "/" in path else None
        if right is not None and right != top:
            folders[top] = right
        elif stray not in told:
            yield _misplaced(stray, *_words_for(path, folder.files))
    for wrong, right in folders.items():
        move = f"Move its files into the folder {right}, and delete it."
        has_right = any(name.startswith(f"{right}/") for name in folder.files)
        hint = move if has_right else f"Rename the folder {wrong} to {right}."
        yield _misplaced(f"{year}/{wrong}", "No report uses what is in this folder.", hint)


def misplaced_above(workspace: Workspace, area: str) -> Iterator[Problem]:
    """A warning for each file of an area's folder, beside those of its years, that should stand elsewhere."""
    years = [folder for folder in workspace.reports if folder.area == area]
    for stray in _files_in(workspace, f"areas/{area}"):
        name = PurePosixPath(stray).name
        right = right_name(name)
        if name == "area.yaml" or right is None:
            continue
        if right == "area.yaml":
            hint = _rename(name, right, workspace.has(f"areas/{area}/{right}"))
            yield _misplaced(stray, "No report uses this file.", hint)
        elif all(right in folder.files for folder in years):
            year = years[-1].edition if years else "YEAR"
            hint = f"Move it to areas/{area}/{year}/{right}, if it belongs to that year; else delete it."
            yield _misplaced(stray, "No report uses this file.", hint)


def similar_file(workspace: Workspace, missing: str) -> str | None:
    """The file beside a missing one that differs from it in capital letters or in its ending alone."""
    path = PurePosixPath(missing)
    wanted = {"yaml": YAML, "md": MARKDOWN}.get(path.suffix[1:], frozenset())
    for other in _files_in(workspace, str(path.parent)):
        stem, endings = _stem_and_endings(PurePosixPath(other).name)
        same = COPY.sub("", stem.lower()) == path.stem.lower()
        if same and endings <= wanted | TEXT and other != missing:
            return other
    return None


def _files_in(workspace: Workspace, folder: str) -> list[str]:
    return [name for name in workspace.files if name.rpartition("/")[0] == folder]


def _words_for(path: str, files: tuple[str, ...]) -> tuple[str, str]:
    """The message and the hint of a file of a year that no report uses."""
    message, name = "No report uses this file.", PurePosixPath(path).name
    right = right_path(path)
    if right is not None and PurePosixPath(right).parent == PurePosixPath(path).parent:
        return message, _rename(name, PurePosixPath(right).name, right in files)
    if right is not None:
        taken = f" There is a {right} already: look which of the two is right." if right in files else ""
        return message, f"Move {path} to {right}.{taken}"
    endings = _stem_and_endings(name)[1]
    if endings & DOCUMENTS:
        return message, "Documents are not read: copy its text into foreword.md, or into a page of local/."
    if endings & SHEETS:
        return message, "Spreadsheets are not read: write its figures into statistics.yaml."
    return message, PLACES


def _rename(name: str, right: str, is_there: bool) -> str:
    if is_there:
        return f"There is a {right} already, which is used. Delete {name}, or put its text into {right}."
    return f"Rename {name} to {right}."


def _misplaced(file: str, message: str, hint: str) -> Problem:
    return Problem.at(Place(file), "misplaced-file", message, printable(hint))
