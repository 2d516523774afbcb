"""Print jobs for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.pdf.job import PrintJob
from generator.report.review import review
from generator.site.site import make_site
from generator.workspace import survey
from tests.conftest import DATA, templates_for


def small_job(**others: Any) -> PrintJob:
    """A job of one sheet with hardly a word on it."""
    job = PrintJob(
        path="2024-25/synthetic-north/synthetic-north.pdf",
        bare='<!DOCTYPE html><html lang="en-GB"><body>',
        opening='<!DOCTYPE html><html lang="en-GB"><head><title>Synthetic</title></head><body>',
        sheets=("<h1>Synthetic</h1><p>One</p><p>Two</p><p>Three</p>",),
        closing="</body></html>",
        numbered="Page {page} of {pages}",
        stylesheet='html { font-family: "Source Sans Pro" }',
        pictures={},
        attachment_name="a.csv",
        attachment=b"a,b\r\n",
        attachment_description="Figures",
        dated=date(2025, 3, 31),
    )
    return replace(job, **others)


def workspace_job(root: Path = DATA / "workspace", area: str = "synthetic-south") -> PrintJob:
    """The job of a workspace's first report of an area."""
    (first, *_) = workspace_jobs(root, area)
    return first


def workspace_jobs(root: Path, *areas: str) -> list[PrintJob]:
    """The jobs of a workspace's reports, or of those of some areas."""
    found = review(survey(root), areas)
    templates = templates_for(root)
    return [maker.job() for maker in make_site(found, templates).pdfs.values()]


def with_sheet(job: PrintJob, content: str, place: int | None = None) -> PrintJob:
    """The job with another sheet, at a place or at the end."""
    sheets = list(job.sheets)
    sheet = f"<div class='sheet'><section>{content}</section></div>"
    sheets.insert(len(sheets) if place is None else place, sheet)
    return replace(job, sheets=tuple(sheets))


def with_more(job: PrintJob, more: str) -> PrintJob:
    """The job with more at the end of its last sheet."""
    before, end, after = job.sheets[-1].rpartition("</div>")
    return replace(job, sheets=(*job.sheets[:-1], before + more + end + after))


def with_words(job: PrintJob, old: str, new: str) -> PrintJob:
    """The job with other words in its sheets."""
    return replace(job, sheets=tuple(sheet.replace(old, new) for sheet in job.sheets))
