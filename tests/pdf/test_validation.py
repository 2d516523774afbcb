"""The validation sees each thing that can be wrong with a PDF."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.pdf.engine import make
from generator.pdf.job import PrintJob
from generator.pdf.validation import faults
from tests.pdf.jobs import with_words, workspace_job


@pytest.fixture(scope="module")
def job() -> PrintJob:
    return workspace_job()


@pytest.fixture(scope="module")
def pdf(job: PrintJob) -> bytes:
    return make(job)


def test_a_sound_pdf_has_no_fault(job: PrintJob, pdf: bytes) -> None:
    assert faults(pdf, job.html) == []


@pytest.mark.parametrize("more", ["<h3>A heading</h3>", "<table></table>", "<th></th>", "<img>"])
def test_headings_tables_header_cells_and_figures_are_counted(job: PrintJob, pdf: bytes, more: str) -> None:
    assert faults(pdf, job.html + more) != []


def test_a_missing_scope_is_seen(job: PrintJob, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
                del item.A["/Scope"]
        out = io.BytesIO()
        document.save(out)
    assert any("head a row or a column" in fault for fault in faults(out.getvalue(), job.html))


def test_a_running_head_that_is_content_is_seen(job: PrintJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pdf.conformance._mark_artifacts", lambda *_: None)
    assert any("running head" in fault for fault in faults(make(job), job.html))


def test_a_foreign_font_is_seen(job: PrintJob) -> None:
    snow = with_words(job, "Synthetic text", "Synthetic \u2603 text")
    assert any("font" in fault for fault in faults(make(snow), snow.html))


def test_welsh_letters_are_in_the_font(job: PrintJob) -> None:
    welsh = with_words(job, "Synthetic text", "Dŵr, ŷd, ẁ ẃ ẅ ỳ Ŵ Ŷ â ê î ô û")
    assert welsh != job and faults(make(welsh), welsh.html) == []
