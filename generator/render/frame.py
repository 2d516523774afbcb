"""What every page of the website has around its content: its address, its links, what it may load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.languages import Language, wording
from generator.model.site import SiteSettings
from generator.render import address, chart

#: What a page may load: files of this website alone (Content Security Policy Level 3).
POLICY = (
    "default-src 'none'; script-src 'self'{more}; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
#: What the search page's policy allows beside: to compile Pagefind's reader of the index.
SEARCH_SCRIPTS = "'wasm-unsafe-eval'"


@dataclass(frozen=True)
class Frame:
    """What is the same for all pages of a build.  ``kinds`` are the kinds of file that it makes."""

    site: SiteSettings
    preview: bool = False
    kinds: tuple[str, ...] = ("html", "pdf", "data")

    def values(self, path: str, language: Language, scripts: str = "") -> dict[str, Any]:
        """What the layout of a page needs; ``scripts`` is what its policy allows beside files."""

        def link(target: str) -> str:
            return address.relative(target, path)

        return {
            "link": link,
            "address": address,
            "site": self.site,
            "preview": self.preview,
            "kinds": self.kinds,
            "canonical": f"{self.site.base}{address.shown(path)}" if self.site.base else "",
            "policy": POLICY.format(more=f" {scripts}" if scripts else ""),
            "number": lambda value: wording.number(value, language),
            "share": lambda part, whole: wording.share(part, whole, language),
            "day": lambda value: wording.day(value, language),
            "charts": chart,
        }
