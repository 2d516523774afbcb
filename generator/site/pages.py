"""Every page that is about several reports or the website itself: its path, and what makes it when asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generator.languages import PUBLISHED
from generator.render import address
from generator.site.area import area_page
from generator.site.compare import compare_page
from generator.site.data import SiteData
from generator.site.edition import edition_page
from generator.site.feeds import feeds
from generator.site.home import home_page
from generator.site.plain import accessibility_page, data_page, not_found_page, search_page, text_page

#: Makes the text of a page.  Raises jinja2.TemplateError if a template fails.
TextMaker = Callable[[], str]


def pages(data: SiteData) -> dict[str, TextMaker]:
    """The pages in every published language, the feeds, the sitemap and robots.txt, by path."""
    makers: dict[str, TextMaker] = {}
    for language in PUBLISHED:
        makers |= _pages(data.in_language(language))
    return makers | feeds(data, [*makers, *map(address.report_page, data.reports)])


def plain_pages(data: SiteData) -> dict[str, TextMaker]:
    """The pages of words alone that the search reads as they are, in the language of ``data``."""
    language = data.language
    return {
        address.data_page(language): partial(data_page, data),
        address.accessibility_page(language): partial(accessibility_page, data),
    }


def _pages(data: SiteData) -> dict[str, TextMaker]:
    language = data.language
    makers: dict[str, TextMaker] = {address.home(language): partial(home_page, data)}
    for edition in data.editions:
        makers[address.edition_page(edition, language)] = partial(edition_page, data, edition)
    for edition in data.compared_editions:
        makers[address.compare_page(edition, language)] = partial(compare_page, data, edition)
    for edition in data.texts:
        makers[address.text_page(edition, language)] = partial(text_page, data, edition)
    for area in data.areas:
        makers[address.area_page(area.slug, language)] = partial(area_page, data, area)
    makers[address.search_page(language)] = partial(search_page, data)
    makers |= plain_pages(data)
    makers[address.not_found_page(language)] = partial(not_found_page, data)
    return makers
