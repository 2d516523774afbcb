"""Links as pages have them: where each leads from a page, ready to be put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


class FileLink(NamedTuple):
    """A link to a file by its kind: pdf, csv, ods, json or package."""

    kind: str
    href: str


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


def data_links(prefix: str, edition: str, link_to: LinkTo) -> tuple[FileLink, ...]:
    """The data files of an edition, or of everything if that is empty; ``prefix`` begins their names."""
    paths = {ending: address.data_file(prefix, ending, edition) for ending in address.DATA_TYPES}
    files = [FileLink(ending, link_to(path)) for ending, path in paths.items()]
    return (*files, FileLink("package", link_to(address.data_package(edition))))
