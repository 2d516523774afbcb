"""What differs between the seeds' years differs between the editions, and every fact of them is there."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from generator.report.review import review
from generator.workspace import survey
from tests.conftest import Run

PAGES = {
    "2022-23": "2022-23/west-mercia/index.html",
    "2023-24": "2023-24/staffordshire/index.html",
    "2024-25": "2024-25/london/index.html",
}

#: Facts, names, numbers and conditions of the national text, in every edition.
FACTS = """
sections 325 to 327B of the Criminal Justice Act 2003
42 areas
Responsible Authority
Duty to Co-operate (DTC)
Department for Work and Pensions
Youth Offending Teams
Health Services
Social Services
Local Housing and Education Authorities
Strategic Management Board (SMB)
two Lay Advisers
Minister appoints them
strong links
4 categories
12 months or more in prison, or to a hospital order
Categories 1, 2 or 4
data protection
three levels
ViSOR
www.gov.uk
Mental Health Act
maximum penalty is 5 years
at least 12 months in prison or detention
National Security Division
licence
Sexual Harm Prevention Order (SHPO)
recalled to prison
Part 2 of the Sexual Offences Act 2003
on the balance of probabilities
National Crime Agency (NCA)
British Transport Police (BTP)
Ministry of Defence Police (MODP)
at least five years
lower age limit is 10
under 18
three days
right of appeal
Risk of Sexual Harm Order (RoSHO)
magistrates’ court
at least two years and has no maximum duration
five years at most
The criminal standard of proof continues to apply
five years in prison
full notification requirements
Potentially Dangerous Person (PDP)
Superintendent
15 years
8 years
under ten years of age
Office for National Statistics (ONS)
returned to custody from Levels 2 and 3 for breach of licence
Level 2 and 3 individuals returned to custody for breach of licence
Level 2 and 3 individuals returned to custody for breach of SHPO
""".strip().split("\n")

#: (words, the editions that have them)
DIFFERENCES = [
    ("What is MAPPA?", ("2022-23", "2023-24")),
    ("What are MAPPA?", ("2024-25",)),
    ("How MAPPA works", ("2022-23", "2023-24")),
    ("MAPPA ’25", ("2024-25",)),
    ("the 25th anniversary of the legislation", ("2024-25",)),
    ("the first online event", ("2024-25",)),
    ("Hazel Kemshall", ("2024-25",)),
    ("More than 800 people", ("2024-25",)),
    ("1,700", ("2024-25",)),
    ("2 September 2020", ("2022-23",)),
    ("9 December", ("2022-23",)),
    ("Counter-Terrorism and Sentencing Act 2021", ("2022-23",)),
    ("Police, Crime, Sentencing and Courts Act 2022", ("2022-23",)),
    ("mainly violent offenders", ("2022-23",)),
    ("mainly people convicted of violent offences", ("2023-24", "2024-25")),
    ("by probation or health services", ("2022-23", "2023-24")),
    ("by probation, youth justice or health services", ("2024-25",)),
    ("the Youth Offending Team or", ("2022-23", "2023-24")),
    ("the Youth Justice Service or", ("2024-25",)),
    ("Sexual Offence Prevention Orders", ("2022-23", "2023-24")),
    ("a Chief Officer", ("2022-23", "2023-24")),
    ("a Chief Police Officer", ("2024-25",)),
    ("legal challenge in 2010", ("2022-23",)),
    ("juveniles", ("2022-23", "2023-24")),
    ("in the case of children", ("2024-25",)),
    ("the mid-2021 estimate of the resident population", ("2022-23",)),
    ("mid-2022", ("2022-23", "2023-24")),
    ("mid-2023", ("2023-24",)),
    ("mid-2024", ("2024-25",)),
    ("21 December 2022", ("2022-23", "2023-24")),
    ("30 July 2025", ("2024-25",)),
    ("has changed its publication timetable", ("2022-23", "2023-24")),
    ("Category 1 cautioned or convicted for breach", ("2022-23", "2023-24")),
    ("Category 1 convicted for breach", ("2024-25",)),
    ("1 April 2022 to 31 March 2023", ("2022-23",)),
    ("1 April 2023 to 31 March 2024", ("2023-24",)),
    ("1 April 2024 to 31 March 2025", ("2024-25",)),
]


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, str]:
    pages = {edition: lxml.html.parse(site / path).getroot() for edition, path in PAGES.items()}
    return {edition: " ".join(page.text_content().split()) for edition, page in pages.items()}


@pytest.mark.parametrize("fact", FACTS)
def test_fact(fact: str, texts: dict[str, str], site: Path) -> None:
    for edition, text in texts.items():
        # An address stands in a link, not in the text.
        where = text if "www" not in fact else (site / PAGES[edition]).read_text()
        assert fact in where, edition


@pytest.mark.parametrize(("words", "editions"), DIFFERENCES, ids=lambda value: str(value)[:40])
def test_difference(words: str, editions: tuple[str, ...], texts: dict[str, str]) -> None:
    assert tuple(edition for edition, text in texts.items() if words in text) == editions


def test_the_note_on_category_4_stands_where_the_year_has_it(texts: dict[str, str]) -> None:
    note, levels = "This report gives no figures for Category 4", "There are three levels"
    assert texts["2022-23"].index(note) > texts["2022-23"].index("Counter-Terrorism Policing work closely")
    for edition in ("2023-24", "2024-25"):
        assert texts[edition].index(note) < texts[edition].index(levels)


def test_local_pages_stand_where_their_report_has_them(site: Path) -> None:
    def headings(path: str) -> list[str]:
        page = lxml.html.parse(site / path).getroot()
        return [
            " ".join(h.text_content().split())
            for h in page.iterfind(".//section/h2")
            if h.get("id") != "about"
        ]

    assert headings("2023-24/staffordshire/index.html")[:3] == [
        "Introduction",
        "Staffordshire Safeguarding Spotlights",
        "What is MAPPA?",
    ]
    assert headings("2024-25/west-midlands/index.html")[-2:] == ["Youth Justice Service", "Lay Advisor"]
    assert headings("2022-23/leicester-leicestershire-and-rutland/index.html")[-1] == "Contacts and links"


def test_all_42_areas_are_in_the_register() -> None:
    from generator.load.areas import load_register
    from generator.load.files import FileReader
    from generator.workspace import survey
    from tests.conftest import PROJECT

    register = load_register(FileReader(survey(PROJECT)))
    assert register is not None and register.problems == {}
    assert len(register.areas) == 42
    assert sum(area.facts["country"].en == "Wales" for area in register.areas.values()) == 4


def test_what_every_report_of_a_year_says_has_a_page_of_its_own(site: Path) -> None:
    for edition, path in PAGES.items():
        page = lxml.html.parse(site / edition / "about/index.html").getroot()
        report = lxml.html.parse(site / path).getroot()
        own = {str(heading.get("id")) for heading in page.iterfind(".//section/h2")}
        assert own == {"arrangements", "commentary"}
        for name in own:
            sections = [tree.xpath(f"//section[@aria-labelledby='{name}']")[0] for tree in (page, report)]
            assert len({lxml.html.tostring(section).strip() for section in sections}) == 1
        links = [str(a.get("href")) for a in lxml.html.parse(site / edition / "index.html").iter("a")]
        assert "about/index.html" in links


def test_a_text_that_names_the_area_is_the_report_s_own(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    output = workspace / "preview"
    assert not (output / "2024-25/about").exists()
    assert "about/index.html" not in (output / "2024-25/index.html").read_text()
    # Beside a part that every report has in the same words, it stands in the reports alone.
    (workspace / "content/2024-25/sections").mkdir()
    (workspace / "content/2024-25/sections/more.md").write_text("---\ntitle: More\n---\nOn {{ snapshot }}.\n")
    with (workspace / "content/2024-25/edition.yaml").open("a") as file:
        file.write("sections: {about: {parts: [about, more]}}\n")
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    page = (output / "2024-25/about/index.html").read_text()
    assert "On 31 March 2025." in page and "Background" not in page
    report = (output / "2024-25/synthetic-north/index.html").read_text()
    assert "On 31 March 2025." in report and "Background" in report
    assert not (output / "2023-24/about").exists()


def test_a_chart_s_summary_has_its_names_in_both_languages(workspace: Path) -> None:
    edition = workspace / "content/2023-24/edition.yaml"
    before, _, after = edition.read_text().partition("    summary: ")
    words, _, rest = after.partition("\n")
    edition.write_text(f"{before}    summary: {{en: {words}, cy: {words}}}\n{rest}")
    assert review(survey(workspace)).problems == ()
