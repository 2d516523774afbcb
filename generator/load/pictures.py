"""The pictures that the texts of a report show: which file each means, and its name on the website."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from itertools import islice

from generator.load.files import FileReader
from generator.model.base import LONGEST_SLUG
from generator.model.narrative import Picture, slug, unused
from generator.problems import Suggestions, printable, quoted
from generator.source.destinations import readable
from generator.source.markdown import Reference
from generator.source.pictures import MOST_BYTES, PictureFault, clean_picture, too_large
from generator.workspace import ReportFolder

#: How many names of pictures a message lists.
MOST_NAMES = 20


class ReportPictures:
    """The pictures of a report's folder, each read once however many of its texts show it."""

    def __init__(self, reader: FileReader, folder: ReportFolder) -> None:
        self.reader = reader
        self.folder = folder.path / "images"
        #: The names of the files, by how a text may write them: letters with accents have two spellings.
        self.names = {unicodedata.normalize("NFC", name): name for name in folder.pictures()}
        self.stems = published_stems(self.names.values())
        self.folded = {name.casefold(): name for name in self.names}
        self.suggestions = Suggestions()
        self.read: dict[str, Picture | PictureFault | None] = {}

    def shown_by(self, references: Iterable[Reference]) -> dict[str, Picture]:
        """The pictures that a text shows, by how it writes their addresses; adds problems of the others."""
        pictures: dict[str, Picture] = {}
        told: set[str] = set()
        for reference in references:
            name = self._name_of(reference)
            if name is None:
                continue
            picture = self._picture(name)
            if isinstance(picture, Picture):
                pictures[reference.target] = picture
            elif picture is not None and name not in told:
                told.add(name)
                self._tell(reference, f"{quoted(name)} {picture.message}", picture.hint)
        return pictures

    def _name_of(self, reference: Reference) -> str | None:
        """The file of ``images/`` that is meant, or None and a problem."""
        # The parser has written spaces and accents with percent signs, which a name may have itself.
        shown = readable(reference.target)
        paths = [_below_images(target) for target in (shown, reference.target)]
        for path in paths:
            # The name is looked up, never joined to a path: it may be that of any file of the machine.
            if path in self.names:
                return self.names[path]
        images = self.reader.name(self.folder)
        with_strokes = [name for name in self.names if "\\" in name and name.replace("\\", "/") in paths]
        if with_strokes:
            message = (
                f"No text can show {quoted(with_strokes[0])}: its name has the stroke \\ of Windows' folders."
            )
            right = with_strokes[0].replace("\\", "-")
            self._tell(reference, message, f"Rename the file to {right}, and write ![…](images/{right}).")
        elif paths[0] is None:
            last = shown.replace("\\", "/").rpartition("/")[2]
            name = f"images/{last}" if last in self.names else "images/its-name.png"
            self._tell(
                reference,
                f"{quoted(shown)} is not a file of the folder images/.",
                f"Put the picture into images/ beside statistics.yaml and write ![…]({name}).",
            )
        elif not self.reader.workspace.is_refused(f"{images}/{paths[0]}"):
            message = f"There is no picture {quoted(paths[0])} in {images}/. {self._known()}"
            self._tell(reference, message, self._hint(paths[0]))
        return None

    def _known(self) -> str:
        if not self.names:
            return "There is no picture in the folder."
        others = " and others" if len(self.names) > MOST_NAMES else ""
        return f"The folder holds: {', '.join(islice(self.names.values(), MOST_NAMES))}{others}."

    def _hint(self, name: str) -> str:
        near = self.folded.get(name.casefold()) or self.suggestions.nearest(name, self.names)
        meant = f"Did you mean images/{near}? " if near else ""
        return f"{meant}Put the picture there, or correct its name; capital and small letters differ."

    def _picture(self, name: str) -> Picture | PictureFault | None:
        """What is published of a file of ``images/``; None where it could not be read, which is told."""
        if name not in self.read:
            self.read[name] = self._read(name)
        return self.read[name]

    def _read(self, name: str) -> Picture | PictureFault | None:
        path = self.folder / name
        size = self.reader.size(path)
        if size > MOST_BYTES:
            return too_large(size)
        data = self.reader.data(path)
        if data is None:
            return None
        clean = clean_picture(data, name)
        if isinstance(clean, PictureFault):
            return clean
        file = f"{self.stems[name]}.{clean.ending}"
        return Picture(name, file, clean.data, clean.width, clean.height)

    def _tell(self, reference: Reference, message: str, hint: str) -> None:
        self.reader.add(reference.place, "missing-picture", printable(message), printable(hint))


def published_stems(names: Iterable[str]) -> dict[str, str]:
    """The names of files on the website, without endings, by their names in the folder, which stand in order.

    What a person typed is in no file name of the website: another alphabet could be read as markup or as
    an address.  No two have the same stem, whatever their endings.
    """
    used: dict[str, int] = {}
    slugs = {name: slug(posixpath.splitext(name)[0], "picture") for name in names}
    return {name: unused(words[:LONGEST_SLUG].rstrip("-"), used) for name, words in slugs.items()}


def _below_images(target: str) -> str | None:
    """The name inside ``images/`` that a picture's address means, or None; there may be no such file."""
    path = unicodedata.normalize("NFC", target).replace("\\", "/")
    path = path.removeprefix("./").removeprefix("../")
    folder, _, name = path.partition("/")
    return name if folder == "images" and name else None
