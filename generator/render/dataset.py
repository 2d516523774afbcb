"""A report's figures for search engines (https://schema.org/Dataset), as JSON-LD."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.languages import wording
from generator.languages.catalogues import as_json
from generator.model.report import Report
from generator.render import address
from generator.render.frame import Frame
from generator.render.titles import Title


def dataset(report: Report, frame: Frame, title: Title) -> Markup:
    """The description of a report's data files, by addresses that are whole where the website has one."""
    period = report.edition.period
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title.text,
        "description": title.description,
        "temporalCoverage": f"{period.start.isoformat()}/{period.end.isoformat()}",
        "spatialCoverage": {"@type": "Place", "name": report.name},
        "inLanguage": wording.TAGS[report.language],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": _link(report, ending, frame),
            }
            for ending, kind in address.DATA_TYPES.items()
        ],
    }
    if frame.site.base:
        content["url"] = frame.absolute(address.report_page(report))
    if frame.site.licence:
        content["license"] = frame.site.licence.url
    return as_json(content)


def _link(report: Report, ending: str, frame: Frame) -> str:
    if frame.site.base:
        return frame.absolute(address.report_data(report, ending))
    return address.data_name(report, ending)
