"""What is read by other programs: the feed of reports, the sitemap, and robots.txt."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from generator.model.report import Report
from generator.model.site import SiteSettings
from generator.render import address
from generator.render.report import in_words
from generator.site.pages import SiteData


class Entry(NamedTuple):
    """A report in the feed."""

    title: str
    path: str
    updated: str
    summary: str


def feeds(national: SiteData, paths: Iterable[str]) -> dict[str, str]:
    """The files by path; ``paths`` are those of all pages.  A preview has robots.txt alone.

    A sitemap's addresses must be whole (https://www.sitemaps.org/protocol.html), so that there is none as
    long as the website has no address.
    """
    frame = national.frame
    values = frame.values(address.SITEMAP, national.language)
    files = {address.ROBOTS: national.templates.page("robots.txt.jinja", national.language, **values)}
    if frame.preview:
        return files
    own = [path for path in sorted(paths) if path != address.not_found_page(national.language)]
    if frame.site.base:
        files[address.SITEMAP] = national.templates.page(
            "sitemap.xml.jinja", national.language, paths=own, **values
        )
    entries = [_entry(national, report) for report in national.reports]
    files[address.feed(national.language)] = national.templates.page(
        "feed.xml.jinja",
        national.language,
        entries=entries,
        updated=max((entry.updated for entry in entries), default=_moment(date(1970, 1, 1))),
        identity=lambda path: _identity(frame.site, path),
        **values,
    )
    return files


def _entry(national: SiteData, report: Report) -> Entry:
    title, summary = in_words(national.templates, report.language, report=report)
    when = report.edition.release or report.edition.reference_date
    return Entry(title, address.shown(address.report_page(report)), _moment(when), summary)


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


def _identity(site: SiteSettings, path: str) -> str:
    """An address that never changes (RFC 4287, 4.2.6): the page's own, or a name made of its path."""
    if site.base:
        return f"{site.base}{path}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{site.publication.file_prefix}/{path}')}"
