"""Nothing takes English for granted: the same report in Welsh, as far as there are words."""

from __future__ import annotations

import io
import re
from pathlib import Path

import lxml.html
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.languages import Language
from generator.load import load
from generator.load.templates import load_templates
from generator.model.report import Report
from generator.render import address
from generator.render.report import Neighbours, print_page, report_page
from generator.render.sections import sections
from generator.render.templates import Templates
from generator.report.merge import merge, national_text
from generator.workspace import survey
from tests.conftest import PROJECT, size_of, templates_for

FOREWORD = "---\ntitle: Rhagair\n---\nTestun ar {{ snapshot }}.\n"


def report_in(language: Language, workspace: Path) -> Report:
    (workspace / "areas/synthetic-north/2024-25/foreword.cy.md").write_text(FOREWORD)
    (workspace / "content/2024-25/sections").mkdir(exist_ok=True)
    (workspace / "content/2024-25/sections/about.cy.md").write_text("---\ntitle: Cefndir\n---\nTestun.\n")
    loaded = load(survey(workspace))
    submission = next(m for m in loaded.submissions if str(m.id) == "synthetic-north 2024-25")
    national = loaded.editions["2024-25"]
    return merge(national, submission, national_text(national, language), "mappa")


def test_a_report_in_welsh(workspace: Path) -> None:
    report = report_in("cy", workspace)
    templates = templates_for(workspace)
    page = lxml.html.fromstring(
        report_page(report, templates, Neighbours(), sections(report, templates), size_of).split("\n", 1)[1]
    )
    assert page.get("lang") == "cy"
    text = " ".join(page.text_content().split())
    for words in ("Gogledd Synthetig", "Rhagair", "Testun ar 31 Mawrth 2025.", "Cefndir", "Cynnwys"):
        assert words in text, words
    assert "Unigolion ar 31 Mawrth 2025" in text and "ddim yn berthnasol" in text
    assert "English" not in text and "Contents" not in text
    assert address.report_page(report) == "cy/2024-25/synthetic-north/index.html"
    assert address.pdf_name(report) == "mappa-annual-report-synthetic-north-2024-25-cy.pdf"


#: Words of the templates that no content of the synthetic workspace has.
OWN_WORDS = [
    "Contents",
    "Skip",
    "Download this",
    "Telephone",
    "Email",
    "Useful",
    "annual report",
    "Back",
    "Breadcrumb",
]


def words_of_templates() -> set[str]:
    found = extract_from_dir(
        str(PROJECT / "templates"),
        method_map=[("**.jinja", "jinja2.ext.babel_extract")],
        options_map={"**.jinja": {"trimmed": "false", "silent": "false", "newstyle_gettext": "true",
                                  "trim_blocks": "true", "lstrip_blocks": "true"}},
    )  # fmt: skip
    # A text with a plural is known by its singular.
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_the_catalogue_has_every_word_of_the_templates() -> None:
    with (PROJECT / "templates/locale/cy/mappa.po").open() as file:
        catalogue = read_po(file, locale="cy")
    there = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}
    missing = words_of_templates() - there
    assert missing == set(), "run scripts/words"


def test_no_template_has_words_of_its_own(workspace: Path) -> None:
    """With a catalogue that marks every word, only content and figures are left unmarked."""
    with (PROJECT / "templates/locale/cy/mappa.po").open() as file:
        catalogue = read_po(file, locale="cy")
    for message in catalogue:
        if message.id:
            marked_words = "§" + "".join(re.findall(r"%\(\w+\)s", str(message.id)))
            message.string = (marked_words, marked_words) if message.pluralizable else marked_words
    marked = io.BytesIO()
    write_po(marked, catalogue)
    files, _ = load_templates(PROJECT)
    report = report_in("cy", workspace)
    templates = Templates(files, {"cy": marked.getvalue().decode()}, templates_for(workspace).frame)
    screen = report_page(report, templates, Neighbours(), sections(report, templates), size_of)
    printed = print_page(
        report, templates, Neighbours(), sections(report, templates), report.edition.reference_date
    )
    plain, first = templates_for(workspace), report_in("en", workspace)
    english = report_page(first, plain, Neighbours(), sections(first, plain), size_of)
    for own in OWN_WORDS:
        assert own in english, own
        for html in (screen, printed.opening, *printed.sheets):
            assert own not in html, own
