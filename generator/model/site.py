"""What is the same on all pages of the website: its names, its address, its licence, whom to ask."""

from __future__ import annotations

from pydantic import Field

from generator.model.area import Address, Email
from generator.model.base import Model, Words
from generator.model.publication import Publication


class Licence(Model):
    """The licence under which texts and figures may be used."""

    name: Words
    """Its name."""
    url: Address
    """Where it can be read, from https:// on."""


class SiteSettings(Model):
    """site.yaml: what the national editor settles for the whole website."""

    publication: Publication
    """What the publication is called."""
    address: Address | None = Field(None, examples=["https://www.example.org/reports/"])
    """Where the website is published; without it there are no canonical links and no sitemap."""
    licence: Licence | None = None
    """The licence of texts and figures."""
    email: Email | None = Field(None, examples=["name@example.org"])
    """Whom a reader may write to about the website and its figures."""

    @property
    def base(self) -> str:
        """The address with a slash at its end, or nothing."""
        return f"{self.address.rstrip('/')}/" if self.address else ""
