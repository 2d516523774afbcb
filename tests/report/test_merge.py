"""What a report is made of: facts, sections, tables with their notes, charts; from the small workspace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.languages import Language
from generator.load import Submission, load
from generator.load.editions import LoadedEdition
from generator.model.area import AreaDetails
from generator.model.figure import Figure
from generator.model.report import Cell, Heading, Note, Report, Row
from generator.report.merge import merge, national_text
from generator.workspace import survey
from tests.conftest import DATA

NOT_APPLICABLE = Figure(marker="z")


def loaded(workspace: Path = DATA / "workspace") -> tuple[LoadedEdition, Submission]:
    """The newest edition, and what Synthetic North writes for it."""
    everything = load(survey(workspace))
    (submission,) = (s for s in everything.submissions if str(s.id) == "synthetic-north 2024-25")
    return everything.editions["2024-25"], submission


def merged(workspace: Path = DATA / "workspace", language: Language = "en", **changes: object) -> Report:
    """Synthetic North's report for that edition; ``changes`` are those of its submission."""
    national, submission = loaded(workspace)
    changed = replace(submission, **changes)  # type: ignore[arg-type]
    return merge(national, changed, national_text(national, language), "synthetic")


def add(workspace: Path, words: str) -> None:
    """Adds lines to the newest edition."""
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text() + words)


def test_facts_have_the_words_of_the_report_s_language() -> None:
    english, welsh = merged().facts, merged(language="cy").facts
    names = ("edition", "period.start", "period.end", "snapshot", "population.name", "population.published")
    assert [english[name] for name in names] == [
        "2024-25",
        "1 April 2024",
        "31 March 2025",
        "31 March 2025",
        "mid-2024",
        "30 July 2025",
    ]
    assert [welsh[name] for name in names] == [
        "2024-25",
        "1 Ebrill 2024",
        "31 Mawrth 2025",
        "31 Mawrth 2025",
        "canol 2024",
        "30 Gorffennaf 2025",
    ]
    assert (english["area.name"], welsh["area.name"]) == ("Synthetic North", "Gogledd Synthetig")
    assert (english["words.is"], english["eligible.total.total"]) == ("are", "146")
    key = "eligible.level_1.category_3"
    assert (english[key], welsh[key]) == ("not applicable", "ddim yn berthnasol")


def test_sections_stand_in_the_edition_s_order(workspace: Path) -> None:
    page = "areas/synthetic-north/2024-25/local/20-first-of-all.md"
    (workspace / page).write_text(
        "---\ntitle: In {{ area.name }}\nplace: before national text\n---\nWords.\n"
    )
    add(workspace, "sections: {about: {contents: unlisted}}\n")
    report = merged(workspace)
    assert [(section.id, section.kind, section.title) for section in report.sections] == [
        ("foreword", "foreword", "Foreword"),
        ("local-first-of-all", "local", "In Synthetic North"),
        ("about", "national", "What are MAPPA?"),
        ("statistics", "national", "Statistics"),
        ("local-page", "local", "A local page"),
        ("contacts", "contacts", ""),
    ]
    assert [section.lists_parts for section in report.sections] == [True, True, False, True, True, True]
    foreword, _, about, *_ = report.sections
    assert [author.role for author in foreword.authors] == ["Chair"]
    assert [(part.id, part.title) for part in foreword.parts] == [("foreword-text", None)]
    assert [(part.id, part.title) for part in about.parts] == [("about-about", "Background")]
    assert (report.language, report.file_prefix, report.draft) == ("en", "synthetic", False)
    draft = loaded()[1].details.model_copy(update={"status": "draft"})
    assert merged(workspace, details=draft).draft


def test_a_foreword_may_have_no_title(workspace: Path) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.write_text("Words.\n")
    assert merged(workspace).sections[0].title == ""


def test_the_day_of_its_release_is_a_fact_where_it_is_known(workspace: Path) -> None:
    assert "release" not in merged(workspace).facts
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text().replace("release: published", "release: 2025-10-30 09:30"))
    assert merged(workspace).facts["release"] == "30 October 2025"


def test_contacts_stand_where_there_are_any() -> None:
    details = loaded()[1].details
    for some in (AreaDetails(contacts=details.contacts), AreaDetails(links=details.links)):
        assert merged(details=some).sections[-1].kind == "contacts"
    assert merged(details=AreaDetails()).sections[-1].kind == "local"


def test_of_figures_alone_there_are_the_national_sections() -> None:
    assert [section.id for section in merged(figures_only=True).sections] == ["about", "statistics"]


def test_words_that_a_language_lacks_are_those_of_the_other(workspace: Path) -> None:
    path = workspace / "content/2024-25/sections/about.cy.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: Cefndir\n---\nGeiriau.\n")
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.cy.md"
    foreword.write_text("---\ntitle: Rhagair\n---\nGeiriau.\n")
    report = merged(workspace, "cy")
    assert [section.title for section in report.sections] == [
        "Rhagair",
        "What are MAPPA?",
        "Ystadegau",
        "A local page",
        "",
    ]
    assert report.sections[1].parts[0].title == "Cefndir"


def test_what_names_neither_an_area_nor_a_figure_is_every_report_s(workspace: Path) -> None:
    sections = workspace / "content/2024-25/sections"
    sections.mkdir()
    for name, words in {
        "plain": "On {{ snapshot }}, see [a site](https://example.org).",
        "linked": "See [the table](#table-eligible).",
        "named": "In {{ area.name }}.",
        "titled": "Words.",
    }.items():
        title = "{{ area.name }}" if name == "titled" else name.title()
        (sections / f"{name}.md").write_text(f"---\ntitle: '{title}'\n---\n{words}\n")
    add(
        workspace,
        "order: [all, some, none, theirs, statistics]\n"
        "sections:\n"
        "  all: {title: All, parts: [plain]}\n"
        "  some: {title: Some, parts: [linked, plain, named, titled]}\n"
        "  none: {title: None, parts: [linked]}\n"
        "  theirs: {title: '{{ area.name }}', parts: [plain]}\n",
    )
    national, submission = loaded(workspace)
    text = national_text(national, "en")
    assert [(section.id, [part.id for part in section.parts]) for section in text.sections] == [
        ("all", ["all-plain"]),
        ("some", ["some-plain"]),
    ]
    report = merge(national, submission, text, "synthetic")
    assert report.sections[0] is text.sections[0]
    assert [part.shared for part in report.sections[1].parts] == [False, True, False, False]
    assert [section.title for section in report.sections] == [
        "All",
        "Some",
        "None",
        "Synthetic North",
        "Statistics",
    ]
    assert [section.shared for section in report.sections] == [True, False, False, False, False]


def test_a_table_has_its_figures_and_words() -> None:
    table = merged().tables[0]
    assert (table.key, table.title, table.unit) == ("eligible", "Individuals on 31 March 2025", "Individuals")
    assert (table.row_heading, table.measure) == ("Level", "count")
    assert (table.notes, table.title_notes) == ((), ())
    assert table.columns == (
        Heading("category_1", "Category 1: one", False, short_form="Category 1"),
        Heading("category_3", "Category 3: three", False, short_form="Category 3"),
        Heading("total", "Total", True),
    )
    assert table.rows[0] == Row(
        Heading("level_1", "Level 1", False),
        (
            Cell("eligible.level_1.category_1", Figure(100), False, "category_1"),
            Cell("eligible.level_1.category_3", NOT_APPLICABLE, False, "category_3"),
            Cell("eligible.level_1.total", Figure(100), True, "total"),
        ),
    )
    assert table.rows[2] == Row(
        Heading("total", "Total", True),
        (
            Cell("eligible.total.category_1", Figure(114), True, "category_1"),
            Cell("eligible.total.category_3", Figure(32), True, "category_3"),
            Cell("eligible.total.total", Figure(146), True, "total"),
        ),
    )


def test_lists_and_single_figures_are_tables_too(workspace: Path) -> None:
    add(workspace, "tables: {rate: {measure: rate}}\n")
    tables = {table.key: table for table in merged(workspace).tables}
    orders = tables["restrictive_orders"]
    assert orders.columns == (Heading("", "Orders", False),)
    assert [row.heading.label for row in orders.rows] == ["All", "With travel restriction"]
    assert [cell.column for cell in orders.cells] == ["", ""]
    rate = tables["rate"]
    assert rate.measure == "rate" and orders.measure == "count"
    assert rate.rows == (
        Row(Heading("", "Per 100,000 population", False), (Cell("rate", Figure(120), False, ""),)),
    )


def test_notes_hang_on_tables_rows_and_figures_in_their_order(workspace: Path) -> None:
    path = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    path.write_text(
        path.read_text().partition("notes:")[0]
        + "notes:\n"
        + "  rate: 'Of {{ area.name }}.'\n"
        + "  eligible.level_2: A row.\n"
        + "  eligible.level_2.category_1: A figure.\n"
        + "  eligible: A table.\n"
        + "  restrictive_orders.sexual_harm_prevention_order: One row.\n"
    )
    tables = {table.key: table for table in merged(workspace).tables}
    assert tables["rate"].notes == (
        Note(1, "rate", "From the mid-2024 estimate of 30 July 2025."),
        Note(2, "rate", "Of Synthetic North.", own=True),
    )
    # The note on a single figure hangs on the table's caption.
    assert tables["rate"].title_notes == (1, 2) and tables["rate"].rows[0].heading.notes == ()
    eligible = tables["eligible"]
    assert [note.key for note in eligible.notes] == [
        "eligible.level_2",
        "eligible.level_2.category_1",
        "eligible",
    ]
    assert eligible.title_notes == (3,)
    assert [row.heading.notes for row in eligible.rows] == [(), (1,), ()]
    assert [cell.notes for cell in eligible.rows[1].cells] == [(2,), (), ()]
    orders = tables["restrictive_orders"]
    assert orders.rows[0].heading.notes == (1,) and orders.rows[0].cells[0].notes == ()


def test_a_chart_has_the_rows_of_its_panels(workspace: Path) -> None:
    add(
        workspace,
        "charts:\n"
        "  - {table: managed_in_year, title: 'In {{ edition }}', panels: []}\n"
        "  - {table: eligible, title: 'By level in {{ area.name }}', panels: [[level_1], [level_2, total]]}\n"
        "  - table: restrictive_orders\n"
        "    title: Orders\n"
        "    panels: [[sexual_harm_prevention_order]]\n"
        "    summary: 'In {{ area.name }}: {{ whole }}.'\n",
    )
    report = merged(workspace)
    (statistics,) = (section for section in report.sections if section.id == "statistics")
    eligible, orders = statistics.charts
    assert (eligible.key, eligible.title) == ("chart-table-eligible", "By level in Synthetic North")
    assert eligible.table is report.tables[0] and eligible.summary == {}
    assert [[row.heading.key for row in panel.rows] for panel in eligible.panels] == [
        ["level_1"],
        ["level_2", "total"],
    ]
    assert (orders.key, orders.summary) == (
        "chart-table-restrictive-orders",
        {"sentence": "In Synthetic North: {{ whole }}."},
    )
