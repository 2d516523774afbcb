"""What a publication is called: the names and sentences that its pages, PDFs and data have and no other's."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Line, Model, Words

#: The names that the sentences of ``report_summary`` and of ``national_text`` may put between double braces,
#: beside those that tell of an area.
PERIOD_NAMES = frozenset({"edition", "period.start", "period.end"})
YEAR_NAMES = frozenset({"years"})


class NationalTextWords(Model):
    """The page of what every report of a year says in the same words."""

    link: Words = Field(examples=["What the service does, and what the figures mean"])
    """The words of the links that lead there."""
    summary: Words
    """A sentence on what stands there; {{ years }} is the reporting year."""


class Examples(Model):
    """An example for each column of the open data, as the page about the data gives it."""

    edition: Words = Field(examples=["2024-25"])
    """A reporting year."""
    area: Words
    """An area's short name."""
    table: Words
    """A table's key."""
    row: Words
    """A row's key."""
    column: Words
    """A column's key."""
    unit: Words
    """What is counted."""


class DataWords(Model):
    """What the open data and the page about them say of this publication."""

    keywords: tuple[Line, ...] = ()
    """Words under which others find the data."""
    year: Words = Field(examples=["from April to March"])
    """From when to when a reporting year goes."""
    examples: Examples
    """An example for each column."""
    definitions: Words
    """Where readers find what the tables count, in a sentence."""
    left_out: Words | None = None
    """What is in no figure, and why, in a sentence."""


class Publication(Model):
    """The names of a publication.  Texts may write {{ area.name }} where it says so."""

    name: Words = Field(examples=["Fire and rescue"])
    """The short name, as in “Fire and rescue annual reports”."""
    full_name: Words
    """The full name, as on the covers."""
    file_prefix: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, examples=["fire-and-rescue"])
    """How the names of files to download begin."""
    whole: Words = Field(examples=["The whole country"])
    """What all areas together are."""
    publisher: Words
    """Who answers for an area's report; {{ area.name }} is the area."""
    lead: Words | None = None
    """What this is, in the first lines of the first page."""
    footer: Words | None = None
    """What stands at the foot of every page."""
    due: Words | None = None
    """When reports come out, in a sentence; it stands where a report is not here yet."""
    codes: Words | None = Field(None, examples=["Codes of the statistics office"])
    """Whose codes those of the areas are, in a few words."""
    districts: Words | None = None
    """Where the areas' districts are from and of when the list is, in a sentence or two."""
    area_line: Words | None = None
    """What stands under the heading of an area's page; {{ area.name }} and the areas' facts."""
    report_summary: Words
    """What a report is about, in a sentence; {{ area.name }}, {{ period.start }}, {{ period.end }}."""
    national_text: NationalTextWords
    """The page of what every report of a year says in the same words."""
    data: DataWords
    """What the open data say of this publication."""
