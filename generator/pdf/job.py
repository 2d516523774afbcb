"""All that a PDF is made of, and the hash that says whether it was made before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from generator.languages.fonts import FAMILY, FILES, fonts
from generator.libraries import versions

#: Raised whenever this room makes other bytes of the same input, or keeps sheets in another way.
REVISION = "4"

#: The packages whose version can change the bytes.
ENGINE = ("weasyprint", "pydyf", "fonttools", "pillow", "tinycss2", "cssselect2", "tinyhtml5", "pyphen")

#: A page with fewer lines than this, and no picture, would make a reader ask whether something is missing.
FEWEST_LINES = 3
#: What stands in the page before each part that begins on a new page of the PDF, and after the last.
SHEET = "<!-- sheet -->"
#: The address below which the engine asks for what it is handed; no such host can exist (RFC 6761).
BASE = "https://report.invalid/"


@dataclass(frozen=True)
class PrintJob:
    """One PDF: the page, its stylesheet, its pictures, the file to attach, and the date it bears."""

    name: str
    html: str
    stylesheet: str
    pictures: Mapping[str, bytes]
    attachment_name: str
    attachment: bytes
    attachment_description: str
    dated: date
    #: What was kept of its sheets (``pdf/kept.py``), by their keys, and whether the others are to be kept.
    #: It changes no byte.
    sheets: Mapping[str, bytes] = field(default_factory=dict)
    keeps: bool = False

    @cached_property
    def parts(self) -> dict[str, str]:
        """The SHA-256 of each part of exactly what the engine reads, its options and versions included."""
        return {
            "engine": _engine(),
            "fonts": _fonts(),
            "stylesheets": _digest(self.stylesheet.encode()),
            "text": _digest(self.html.encode()),
            "pictures": _digest(*(p for n, d in sorted(self.pictures.items()) for p in (n.encode(), d))),
            "figures": _digest(
                self.attachment_name.encode(), self.attachment_description.encode(), self.attachment
            ),
            "date": _digest(self.dated.isoformat().encode()),
        }

    @cached_property
    def key(self) -> str:
        """The SHA-256 of all parts together: under it the PDF is kept for reuse."""
        return _digest(*(part.encode() for part in self.parts.values()))

    def sheet_key(self, sheet: str) -> str:
        """The hash of all that a sheet is made of."""
        return _digest(*(piece.encode() for piece in (_engine(), _fonts(), self.stylesheet, sheet)))

    @property
    def bare(self) -> str:
        """What all sheets but the first are opened with: it says nothing of the area."""
        return f"{self.html.partition('<head>')[0]}<body>"

    @property
    def sheet_keys(self) -> list[str]:
        """The keys of all sheets but the first, which has the contents' page numbers."""
        return [self.sheet_key(self.bare + sheet) for sheet in self.html.split(SHEET)[2:-1]]


@cache
def _engine() -> str:
    return _digest(REVISION.encode(), *(f"{name} {versions().get(name)}".encode() for name in ENGINE))


@cache
def _fonts() -> str:
    return _digest(*(piece for name, data in fonts().items() for piece in (name.encode(), data)))


def _digest(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def font_faces() -> str:
    """The ``@font-face`` rules that name the handed fonts."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{BASE}fonts/{name}"); }}'
        for (weight, style), name in FILES.items()
    )
