"""How PDFs are made: what may be read, the sheets, the plain way where WeasyPrint is another one."""

from __future__ import annotations

import ast
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pdfplumber
import pikepdf
import pytest
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from generator.pdf import boxes as our_boxes
from generator.pdf import engine, sheets
from generator.pdf.engine import NotHandedError, make
from generator.pdf.job import PrintJob
from generator.pdf.printer import Printer
from generator.pdf.validation import _structure, faults
from tests.conftest import DATA, PROJECT
from tests.pdf.jobs import with_more, with_sheet, workspace_job, workspace_jobs


@pytest.fixture(scope="module")
def job() -> PrintJob:
    return workspace_job()


def texts(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


@pytest.mark.parametrize("place", [1, None], ids=["after the contents", "last"])
def test_a_sheet_of_two_lines_stands_with_its_neighbour(job: PrintJob, place: int | None) -> None:
    short = with_sheet(job, "<h2>A sheet</h2><p>One line.</p>", place)
    assert faults(make(short), short.html) == []


def test_lists_in_lists_have_bullets_of_the_font(job: PrintJob) -> None:
    deep = with_more(job, "<ul><li>A</li><li>B" * 4 + "</li></ul>" * 4 + "<ol><li>C" * 3 + "</li></ol>" * 3)
    assert faults(make(deep), deep.html) == []


def test_no_page_has_a_few_lines_alone(job: PrintJob) -> None:
    for lines in range(24, 60, 5):
        pdf = make(with_sheet(job, "<h2>A sheet</h2>" + "<p>A line.</p>" * lines, 2))
        counts = [text.count("\n") - 1 for text in texts(pdf)[2:-1]]  # without its running heads
        assert min(counts) >= sheets.FEWEST_LINES, (lines, counts)


def test_the_distance_of_lines_is_the_stylesheet_s() -> None:
    (said,) = re.findall(r"^html {.* line-height: ([\d.]+);", paged_style(), re.MULTILINE)
    assert float(said) == sheets.LINE_HEIGHT


def paged_style() -> str:
    return (PROJECT / "templates/styles/paged.css").read_text()


@pytest.mark.parametrize("items", [2, 3, 40])
def test_no_item_of_a_list_stands_alone(job: PrintJob, items: int) -> None:
    for above in range(24, 48, 5):
        words = "<p>A line.</p>" * above + "<p>What leads to it:</p>"
        pdf = make(with_sheet(job, f"{words}<ul>{'<li>An item</li>' * items}</ul>{words}"))
        counts = [text.count("An item") for text in texts(pdf)]
        assert 1 not in counts, (above, counts)
        first = next(text for text in texts(pdf) if "An item" in text)
        assert "What leads to it:" in first.partition("An item")[0]


def test_what_is_read_first_is_drawn_first(job: PrintJob) -> None:
    pdf = make(with_more(job, "<ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul><p>Four</p>"))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        drawn = "".join(letter["text"] for letter in document.pages[-1].chars)
    assert "• One• Two1. ThreeFour" in drawn


@pytest.mark.parametrize("head", ["<tr><th scope='col'>A</th><th scope='col'>B</th></tr>", ""])
def test_a_table_on_several_pages_is_one_table(job: PrintJob, head: str) -> None:
    rows = "".join(f"<tr><th scope='row'>Row {n}</th><td>{n}</td></tr>" for n in range(120))
    table = f"<div class='scroll'><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    long = with_sheet(job, f"{table}<p>Between</p>{table}<p>Behind</p>")
    pdf = make(long)
    assert faults(pdf, long.html) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = _structure(document)
        kinds = [str(one.S) for one in elements]
        assert kinds.count("/Table") == long.html.count("<table")
        assert kinds.count("/TH") == long.html.count("<th ")
        assert kinds.count("/TR") == long.html.count("<tr")
        assert all(one == kid.P for one in elements for kid in kids(one))
    assert sum(text.count("A B\n") for text in texts(pdf)) > 4 or not head


def kids(element: Any) -> list[Any]:
    """The elements right below an element of the structure."""
    below = element.get("/K", [])
    listed: Any = below if isinstance(below, pikepdf.Array) else []
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_remembered_sheets_change_no_byte() -> None:
    jobs = workspace_jobs(DATA / "workspace")
    jobs.append(replace(jobs[0], stylesheet=jobs[0].stylesheet + "h3 { font-size: 17pt }"))
    assert len(jobs) > 2
    alone = []
    for one in jobs:
        sheets.forget()
        alone.append(make(one))
    sheets.forget()
    assert [make(one) for one in jobs] == alone == [make(one) for one in reversed(jobs)][::-1]
    assert len(set(alone)) == len(jobs)


def test_national_sheets_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []
    fitting = sheets._fitting

    def noted(html: str, printer: Printer) -> sheets.Sheet:
        laid_out.append(html)
        return fitting(html, printer)

    monkeypatch.setattr(sheets, "_fitting", noted)
    sheets.forget()
    first, second = workspace_jobs(PROJECT, "west-midlands", "london")
    shared = set(first.sheets) & set(second.sheets)
    assert shared
    make(first)
    make(second)
    # One that another had to be joined with is laid out with that as well.
    alone = [laid_out.count(f"{first.bare}{sheet}{first.closing}") for sheet in shared]
    assert max(alone) == 1 and len(set(laid_out)) == len(laid_out)


def test_contents_have_their_own_page_numbers(job: PrintJob) -> None:
    longer = with_sheet(job, "<h2>A sheet</h2>" + "<p>A line.</p>" * 9, 1)
    sheets.forget()
    alone = texts(make(longer))[1]
    sheets.forget()
    assert texts(make(job))[1] != texts(make(longer))[1] == alone


def test_what_goes_on_on_other_pages_is_listed_where_it_begins(job: PrintJob) -> None:
    rows = "".join(f"<tr><th>Row {row}</th><td>{row}</td></tr>" for row in range(90))
    table = f"<table id='long'><caption>A long table</caption>{rows}</table>"
    entry = '<div><a href="#long">The long one</a> <span class="page" data-page-of="long">00</span></div>'
    longer = with_sheet(replace(job, sheets=(job.sheets[0] + entry, *job.sheets[1:])), table, 2)
    pages = texts(make(longer))
    (begin,) = (number for number, text in enumerate(pages, 1) if "A long table" in text)
    assert any(f"The long one {begin}\n" in text for text in pages)
    assert any("Row 89" in text for text in pages[begin:])


class Hidden:
    """An attribute that the engine finds while it lays out and draws, and nobody else does."""

    def __init__(self, name: str, original: Any) -> None:
        self.name, self.original = name, original
        self.engine_works = False

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        if not self.engine_works:
            raise AttributeError(f"no attribute {self.name!r}", name=self.name, obj=owner)
        if self.name in vars(owner):
            return vars(owner)[self.name]
        return self.original.__get__(owner, kind) if self.original else None

    def __set__(self, owner: Any, value: Any) -> None:
        vars(owner)[self.name] = value


def hide(name: str, patched: pytest.MonkeyPatch) -> None:
    """Makes a name be missing where ``boxes`` looks for it."""
    for module in ("boxes", "layout"):
        names = vars(getattr(our_boxes, module))
        if name in names:
            rest = {other: value for other, value in names.items() if other != name}
            patched.setattr(our_boxes, module, SimpleNamespace(**rest))
            return
    classes = [*(kind for kind in vars(boxes).values() if isinstance(kind, type)), Page]
    owners = [kind for kind in classes if name in vars(kind)]
    owners = owners or ([AbsolutePlaceholder] if name == "_box" else [boxes.Box, Page])
    hidden = [Hidden(name, vars(owner).get(name)) for owner in owners]

    def works(function: Callable[..., Any]) -> Callable[..., Any]:
        def working(*words: Any, **named: Any) -> Any:
            before = [one.engine_works for one in hidden]
            for one in hidden:
                one.engine_works = True
            try:
                return function(*words, **named)
            finally:
                for one, state in zip(hidden, before, strict=True):
                    one.engine_works = state

        return working

    patched.setattr(Printer, "document", works(Printer.document))
    patched.setattr(Document, "write_pdf", works(Document.write_pdf))
    for owner, one in zip(owners, hidden, strict=True):
        patched.setattr(owner, name, one, raising=False)


#: What ``boxes`` uses beside them: documented names, Python's own, and what a private one gives.
NOT_PRIVATE = {"pages", "attrib", "rjust", "copy", "name", "f_code", "co_filename", "__traceback__"}
PRIVATE_NAMES = {
    node.attr
    for node in ast.walk(ast.parse(Path(our_boxes.__file__).read_text()))
    if isinstance(node, ast.Attribute)
} - {"__getattribute__", *NOT_PRIVATE} | {"_box"}


@pytest.mark.parametrize("name", sorted(PRIVATE_NAMES))
def test_without_a_private_name_a_report_is_made_the_plain_way(
    job: PrintJob, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets.forget()
    with monkeypatch.context() as patched:
        hide(name, patched)
        pdf = make(job)
    sheets.forget()
    assert faults(pdf, job.html) == []
    assert pdf != make(job) and "2 / " in texts(pdf)[1]


def test_another_fault_is_not_taken_for_a_missing_name(
    job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> None:
        raise AttributeError("a slip of ours", name="slip")

    monkeypatch.setattr(sheets, "lay_out", wrong)
    with pytest.raises(AttributeError, match="slip"):
        make(job)


def test_a_module_that_cannot_be_imported_is_done_without(
    job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "sheets", None)
    pdf = make(job)
    assert faults(pdf, job.html) == []
    numbers = [int(number) for number in re.findall(r"\s(\d{1,2})$", texts(pdf)[1], re.MULTILINE)]
    assert len(numbers) > 3 and numbers[:-1] == sorted(numbers[:-1])


def test_the_engine_opens_only_what_it_is_handed(job: PrintJob, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes((DATA / "workspace/areas/synthetic-north/2024-25/images/square.png").read_bytes())
    for address in (
        secret.as_uri(),
        "https://example.org/a.png",
        "http://127.0.0.1:9/a.png",
        "images/other.png",
    ):
        with pytest.raises(NotHandedError):
            make(with_more(job, f"<img src='{address}' alt='x'>"))


def test_no_stream_ends_in_a_carriage_return(job: PrintJob, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = next(data for n in range(9999) if zlib.adler32(data := b"a,%d\r\n" % n) & 0xFF == 0x0D)
    job = replace(job, attachment=figures)
    pdf = make(job)
    assert faults(pdf, job.html) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.attachments[job.attachment_name].get_file().read_bytes() == figures
    # The engine's own lists of objects end otherwise with an object more.
    answers = iter([False, True, False])
    monkeypatch.setattr("generator.pdf.engine.ends_unclearly", lambda _: next(answers))
    plain, padded = make(job), make(job)
    assert padded != plain and faults(padded, job.html) == []
