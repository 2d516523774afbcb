"""Which report it is."""

from __future__ import annotations

from typing import NamedTuple

from generator.languages import PUBLISHED, Language


class ReportId(NamedTuple):
    """An area's slug, an edition's name and a language; as text it is how messages name the report.

    What is said of all languages of a report is said of its first.
    """

    area: str
    edition: str
    language: Language = PUBLISHED[0]

    def __str__(self) -> str:
        """The area and the edition, and the language if it is not the first."""
        return " ".join(self[:2] if self.language == PUBLISHED[0] else self)
