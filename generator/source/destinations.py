"""Where links and pictures lead: what an address means, and which may have spaces.

CommonMark takes an address with spaces for text.  But people name files with spaces; so
``![x](images/my photo (2).jpg)`` shows the picture.  What is a link or picture already stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from markdown_it import helpers
from markdown_it.common.utils import unescapeAll

#: What a name ends in that is taken for one in spite of its spaces: all else in such brackets may be words.
ENDINGS = r"md|png|jpe?g|jfif|gif|webp|hei[cf]|avif|svg|bmp|tiff?|pdf|docx?|xlsx?|pptx?|csv|ods"
#: An address with spaces up to its closing bracket or title.  No two parts of it match the same letters.
WITH_SPACES = re.compile(
    rf'[^\s()<>"](?:[^\n()<>"]|\([^\n()<>"]*\))*?\.(?:{ENDINGS})(?=[ \t]*\)|[ \t]+["\'(])', re.IGNORECASE
)
#: Addresses that lead out of the report, by how they begin, in capital or small letters (RFC 3986, 3.1).
OUTWARD = re.compile(r"https?://[^/?#]|mailto:.|tel:.", re.IGNORECASE)
#: What may stand before the name of a file that is linked to: pages are in ``local/``, the foreword above it.
FOLDERS = re.compile(r"^(?:\.{0,2}/)*(?:local/)?")


def inward(target: str) -> str:
    """The name of a page's file, or ``#`` and an id, that an address in the report means.

    There may be no such page or place.  What stands elsewhere has more before its name, and is none.
    """
    return file_key(FOLDERS.sub("", unquote(target).replace("\\", "/"), count=1))


def readable(target: str) -> str:
    """An address as a person writes it, with spaces and accents, as long as it can be printed."""
    plain = unquote(target)
    return plain if plain.isprintable() else target


def file_key(name: str) -> str:
    """A file's name as links to it are compared: letters with accents have two spellings."""
    return unicodedata.normalize("NFC", name)


def parse_link_destination(string: str, pos: int, maximum: int) -> Any:
    """What markdown-it's function of this name gives, but for an address with spaces."""
    result = helpers.parseLinkDestination(string, pos, maximum)
    spaced = WITH_SPACES.match(string, pos, maximum)
    if spaced and re.search(r"\s", spaced[0]) and string[pos : pos + 1] != "<":
        result.ok, result.pos, result.str = True, spaced.end(), unescapeAll(spaced[0])
    return result


#: What markdown-it's rules ask for the pieces of a link.
HELPERS = SimpleNamespace(
    parseLinkDestination=parse_link_destination,
    parseLinkLabel=helpers.parseLinkLabel,
    parseLinkTitle=helpers.parseLinkTitle,
)
