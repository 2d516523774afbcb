"""What an area gives for an edition."""

from __future__ import annotations

from dataclasses import dataclass

from generator.languages import Language
from generator.model.area import Area, AreaDetails
from generator.model.narrative import Narrative
from generator.model.report_id import ReportId
from generator.model.statistics import Statistics
from generator.problems import Problem
from generator.source.texts import Text


@dataclass(frozen=True)
class Submission:
    """What an area gives for an edition, as far as it is sound, with the problems of its own files."""

    area: Area
    edition: str
    details: AreaDetails
    statistics: Statistics | None
    forewords: dict[Language, Narrative]
    local: dict[Language, tuple[Narrative, ...]]
    problems: tuple[Problem, ...]
    #: The languages for which there is a foreword's file, or for which none is needed, in their usual order.
    languages: tuple[Language, ...] = ()
    #: Whether the narratives were left unread, because figures alone were wanted of the area.
    figures_only: bool = False
    #: Whether the area calls the report a draft in so many words, be the rest of its files sound or not.
    stated_draft: bool = False
    #: The words that the register and ``area.yaml`` have of the area.
    texts: tuple[Text, ...] = ()
    #: The keys of local pages that are there and could not be read.
    unread: tuple[str, ...] = ()

    @property
    def id(self) -> ReportId:
        """Which report it is for."""
        return ReportId(self.area.slug, self.edition)

    @property
    def draft(self) -> bool:
        """Whether the area says that the report is not to be published yet."""
        # Whatever is not plainly final is no less than a draft: a slip of the hand must not publish a report.
        return self.details.status == "draft" or (
            self.statistics is not None and self.statistics.status != "final"
        )
