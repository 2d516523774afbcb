"""Links as pages have them: where each leads from a page, ready to be put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from generator.languages import Language
from generator.model.edition import Edition
from generator.render import address

#: A path of the website -> the link to it from a page.
LinkTo = Callable[[str], str]


class SiteLinks(NamedTuple):
    """Where every page leads; ``styles``, ``search_index`` and ``root`` are folders, with a slash behind."""

    home: str
    search: str
    data: str
    accessibility: str
    feed: str
    styles: str
    search_index: str
    root: str


class YearLink(NamedTuple):
    """A link that is named by the year of an edition."""

    edition: Edition
    href: str


class AreaLink(NamedTuple):
    """An area with a link to what there is of it, and whether it has a report."""

    name: str
    href: str
    reported: bool


class FileSize(NamedTuple):
    """The size of a file as readers are told it: 12 KB, 3.4 MB."""

    number: str
    unit: Literal["KB", "MB"]


class FileLink(NamedTuple):
    """A link to a file by its kind: pdf, csv, ods, json or package.

    A PDF has no size: its page is made before it, and another machine's libraries write other bytes.
    """

    kind: str
    href: str
    size: FileSize | None = None


#: A path of a file of the website -> its size.
SizeOf = Callable[[str], FileSize]


def site_links(language: Language, link_to: LinkTo) -> SiteLinks:
    """Where a page in a language leads."""
    return SiteLinks(
        link_to(address.home(language)),
        link_to(address.search_page(language)),
        link_to(address.data_page(language)),
        link_to(address.accessibility_page(language)),
        link_to(address.feed(language)),
        link_to(f"{address.STYLES}/"),
        link_to(f"{address.SEARCH_INDEX}/"),
        link_to(address.home()).removesuffix("index.html"),
    )


def file_size(number: int) -> FileSize:
    """The size of a file of so many bytes: a thousand are a KB (IEC 80000-13), and no file has none."""
    kilobytes = max(1, (number + 500) // 1000)
    return FileSize(str(kilobytes), "KB") if kilobytes < 1000 else FileSize(f"{number / 1_000_000:.1f}", "MB")


def data_links(prefix: str, edition: str, link_to: LinkTo, size_of: SizeOf) -> tuple[FileLink, ...]:
    """The data files of an edition, or of everything if that is empty; ``prefix`` begins their names."""
    paths = {ending: address.data_file(prefix, ending, edition) for ending in address.DATA_TYPES}
    paths["package"] = address.data_package(edition)
    return tuple(FileLink(kind, link_to(path), size_of(path)) for kind, path in paths.items())
