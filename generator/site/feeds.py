"""What is read by other programs: the feeds of reports, the sitemap, and robots.txt."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from functools import partial
from typing import NamedTuple

from generator.languages import LANGUAGES, PUBLISHED
from generator.model.edition import Edition
from generator.model.report import Report
from generator.render import address
from generator.render.titles import report_title
from generator.site.data import SiteData

#: The date of a feed without entries, which must have one (RFC 4287, 4.1.1).
EPOCH = datetime.fromtimestamp(0, UTC)


class FeedEntry(NamedTuple):
    """A report in the feed."""

    title: str
    identity: str
    href: str
    updated: str
    summary: str


class Feed(NamedTuple):
    """What a feed says: its name for ever, the links to itself and to the first page, and its entries."""

    identity: str
    itself: str
    home: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feeds(data: SiteData, paths: Iterable[str]) -> dict[str, Callable[[], str]]:
    """The files by path, each with what makes it; ``paths`` are those of all pages.

    A preview has robots.txt alone.  A sitemap's addresses must be whole (https://www.sitemaps.org/protocol.html),
    so that there is none as long as the website has no address.
    """
    makers: dict[str, Callable[[], str]] = {address.ROBOTS: partial(_robots, data)}
    if data.frame.preview:
        return makers
    if data.frame.site.base:
        makers[address.SITEMAP] = partial(_sitemap, data, tuple(paths))
    for language in PUBLISHED:
        makers[address.feed(language)] = partial(_feed, data.in_language(language))
    return makers


def _robots(data: SiteData) -> str:
    sitemap = data.frame.absolute(address.SITEMAP) if data.frame.site.base else ""
    return data.templates.page("robots.txt.jinja", data.language, sitemap=sitemap)


def _sitemap(data: SiteData, paths: tuple[str, ...]) -> str:
    """Every page but those that stand for none."""
    lost = {address.not_found_page(language) for language in LANGUAGES}
    addresses = [data.frame.absolute(path) for path in sorted(paths) if path not in lost]
    return data.templates.page("sitemap.xml.jinja", data.language, addresses=addresses)


def _feed(data: SiteData) -> str:
    """The reports, the newest first.  Links are relative to the website's address, if it has one."""
    path, base = address.feed(data.language), data.frame.site.base

    def link_to(target: str) -> str:
        return target if base else address.relative(target, path)

    entries = tuple(_entry(data, report, link_to) for report in data.counted)
    home = address.home(data.language)
    feed = Feed(
        _identity(base, address.shown(home)),
        link_to(path),
        link_to(home),
        max((_updated(report.edition) for report in data.counted), default=EPOCH).isoformat(),
        entries,
    )
    return data.templates.page("feed.xml.jinja", data.language, feed=feed)


def _entry(data: SiteData, report: Report, link_to: Callable[[str], str]) -> FeedEntry:
    title = report_title(report, data.templates)
    path = address.shown(address.report_page(report))
    when = _updated(report.edition).isoformat()
    return FeedEntry(
        title.text, _identity(data.frame.site.base, path), link_to(path), when, title.description
    )


def _updated(edition: Edition) -> datetime:
    """When the reports of an edition came out, as far as it is known: never before a day that they cite."""
    moment = edition.release.moment
    if moment and edition.release.day == edition.dated:
        return moment
    return datetime.combine(edition.dated, time(), UTC)


def _identity(base: str, path: str) -> str:
    """An address that never changes (RFC 4287, 4.2.6): the page's own, or a name made of its path."""
    return f"{base}{path}" if base else f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'mappa/{path}')}"
