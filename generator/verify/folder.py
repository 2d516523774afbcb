"""A folder -> everything that is below it, whatever it is."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Listing:
    """The paths below a folder: plain files, folders, and what is neither (links, pipes, devices)."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def has(self, folder: str) -> bool:
        """Whether there is a file in a folder or below it."""
        return any(path.startswith(f"{folder}/") for path in self.files)


def list_folder(folder: Path) -> Listing:
    """Everything below a folder.  Links are not followed.  Raises OSError if a folder cannot be read."""
    listing = Listing()
    waiting = [""]
    while waiting:
        above = waiting.pop()
        with os.scandir(folder / above) as entries:
            for entry in entries:
                path = f"{above}/{entry.name}".lstrip("/")
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISREG(mode):
                    listing.files.add(path)
                elif stat.S_ISDIR(mode):
                    listing.folders.add(path)
                    waiting.append(path)
                else:
                    listing.others.add(path)
    return listing


def folders_of(paths: set[str]) -> set[str]:
    """The folders in which some files are, and those that these are in."""
    folders: set[str] = set()
    for path in paths:
        while "/" in path:
            path = path.rpartition("/")[0]
            folders.add(path)
    return folders


def gathered(paths: set[str], known: set[str]) -> dict[str, int]:
    """Paths, in order, where all in a folder that is not ``known`` are gathered under that folder's path.

    Each with how many they are; one alone stays itself.
    """
    by_name: dict[str, list[str]] = {}
    for path in sorted(paths):
        parts = path.split("/")
        above = ("/".join(parts[:number]) for number in range(1, len(parts)))
        by_name.setdefault(next((folder for folder in above if folder not in known), path), []).append(path)
    return {name if len(group) > 1 else group[0]: len(group) for name, group in by_name.items()}
