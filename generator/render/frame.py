"""What every page of the website has around its content: its address, its links, what it may load."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.languages import Language
from generator.model.site import SiteSettings
from generator.render import address
from generator.render.links import LinkTo, SiteLinks, site_links

#: What a page may load: files of this website alone (Content Security Policy Level 3).
POLICY = (
    "default-src 'none'; script-src 'self'{more}; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
#: What the search page's policy allows beside: to compile Pagefind's reader of the index.
SEARCH_SCRIPTS = "'wasm-unsafe-eval'"


#: What a live preview's pages are allowed beside: to show the PDF.
PDF_BESIDE = "; frame-src 'self'"


class PageFrame(NamedTuple):
    """What the layout of a page needs."""

    links: SiteLinks
    #: The page's whole address, if the website has one.
    canonical: str
    policy: str


@dataclass(frozen=True)
class Frame:
    """What is the same for all pages of a build.  ``kinds`` are the kinds of file that it makes."""

    site: SiteSettings
    preview: bool = False
    kinds: tuple[str, ...] = ("html", "pdf", "data")
    #: Whether the blocks of texts say on which line they are written (``data-line``), for a live preview.
    lines: bool = False

    def of_page(self, path: str, language: Language, scripts: str = "") -> PageFrame:
        """The frame of a page; ``scripts`` is what its policy allows beside files."""
        canonical = self.absolute(path) if self.site.base else ""
        policy = _policy(scripts) + (PDF_BESIDE if self.lines else "")
        return PageFrame(site_links(language, links_from(path)), canonical, policy)

    def of_not_found_page(self, language: Language) -> PageFrame:
        """That of the page that stands in the place of any other, so that its links must not be relative."""
        link_to = self.absolute if self.site.base else links_from(address.not_found_page(language))
        return PageFrame(site_links(language, link_to), "", _policy())

    def absolute(self, path: str) -> str:
        """The whole address of a page or file of a website that has an address."""
        return f"{self.site.base}{address.shown(path)}"


def _policy(scripts: str = "") -> str:
    return POLICY.format(more=f" {scripts}" if scripts else "")


def links_from(page: str) -> LinkTo:
    """Gives the link from a page to a path."""
    return partial(address.relative, page=page)
