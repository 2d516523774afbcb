"""What may not be read -> problems."""

from __future__ import annotations

from collections.abc import Iterable

from generator.problems import Place, Problem
from generator.workspace import Refusal, Workspace


def refused_paths(workspace: Workspace, folder: str, apart: Iterable[str] = ()) -> list[Problem]:
    """A problem for each path that is refused at ``folder`` or below it, those in ``apart`` left aside.

    All paths are relative to the root.  Whoever is told of a path here need not be told that it is missing.
    """
    elsewhere = tuple(f"{name}/" for name in apart)
    return [
        _problem(name, refusal)
        for name, refusal in workspace.refused.items()
        if f"{name}/".startswith(f"{folder}/") and not f"{name}/".startswith(elsewhere)
    ]


def _problem(name: str, refusal: Refusal) -> Problem:
    code, message, hint = WORDS[refusal.why]
    last = name.rpartition("/")[2]
    return Problem.at(
        Place(name), code, message.format(name=last, border=refusal.border), hint.format(name=last)
    )


#: By the reason: code, message, hint.
WORDS = {
    "outside": (
        "link-outside",
        "“{name}” is a link that leads out of the folder {border}.",
        "Put the file or folder itself here, in the place of the link.",
    ),
    "circle": (
        "link-in-circle",
        "“{name}” is a link that leads back to a folder above it, or to other links without an end.",
        "Delete the link, or put the file or folder itself here.",
    ),
    "nowhere": (
        "link-nowhere",
        "“{name}” is a link that leads to nothing.",
        "Put the file or folder itself here, or delete the link.",
    ),
    "special": (
        "special-file",
        "“{name}” is no file that can be read, but a pipe, a device or a socket.",
        "Delete it, or move it away.",
    ),
    "file": (
        "special-file",
        "“{name}” is a file where a folder belongs.",
        "Delete it, or move it away.",
    ),
    "folder": (
        "unreadable-folder",
        "The folder “{name}” cannot be opened.",
        "Look whether you may read it: ask who looks after the computer to give you access to it.",
    ),
    "name": (
        "unreadable-file",
        "“{name}” has a letter in its name that is not there in UTF-8, as from an old ZIP archive.",
        "Rename the file, with small letters, digits and hyphens.",
    ),
}
