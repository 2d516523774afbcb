"""Lays out HTML with the stylesheet, the fonts and the pictures of one job, and with nothing else."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.languages.fonts import fonts
from generator.pdf.job import BASE, PrintJob, font_faces

#: What the engine is asked for: PDF/A-3a, with the structure that PDF/UA wants.
OPTIONS = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}


class HandedFetcher(URLFetcher):  # type: ignore[misc]
    """Opens only what it was handed: no network and no file."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The handed bytes of an address.  Raises FatalURLFetchingError for any other address."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self.files:
            raise FatalURLFetchingError(f"the page asks for {url}, which is no part of the report")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})


class Printer:
    """Lays out HTML with the stylesheet and the pictures of one job."""

    def __init__(self, job: PrintJob) -> None:
        self.fetcher = HandedFetcher({f"images/{name}": data for name, data in job.pictures.items()})
        self.configuration, self.stylesheet = _stylesheet(job.stylesheet)

    def page(self, html: str) -> HTML:
        """A page, read; its lists begin at the number that they name, which the engine takes from a style."""
        page = HTML(string=html, base_url=BASE, url_fetcher=self.fetcher)
        for numbered in page.etree_element.iter("ol"):
            if "start" in numbered.attrib:
                numbered.set("style", f"counter-reset: list-item {int(numbered.get('start')) - 1}")
        return page

    def document(self, page: HTML, rules: str = "") -> Document:
        """A laid out page; ``rules`` are laid over the stylesheet.

        Raises FatalURLFetchingError if it asks for something that the job does not hand over.
        """
        styles = [self.stylesheet, *([CSS(string=rules)] if rules else [])]
        return page.render(self.configuration, stylesheets=styles, **OPTIONS)


@lru_cache(maxsize=2)
def _stylesheet(text: str) -> tuple[FontConfiguration, CSS]:
    """A stylesheet with our fonts, read once for the many reports that have it."""
    fetcher = HandedFetcher({f"fonts/{name}": data for name, data in fonts().items()})
    configuration = FontConfiguration()
    style = CSS(
        string=f"{font_faces()}\n{text}", base_url=BASE, url_fetcher=fetcher, font_config=configuration
    )
    return configuration, style
