"""What the five real reports say of their own: no more than was published, in words that are explained."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

PAGES = {
    "leicester": "2022-23/leicester-leicestershire-and-rutland/index.html",
    "london": "2024-25/london/index.html",
    "staffordshire": "2023-24/staffordshire/index.html",
    "west-mercia": "2022-23/west-mercia/index.html",
    "west-midlands": "2024-25/west-midlands/index.html",
}

#: Facts of each report, its limits and its modality included.
FACTS = {
    "leicester": """
22nd annual report
twelfth year in a row
have contributed to there being no serious further offences
specifically on individuals with a high risk of domestic abuse
Electronic Monitoring Services (Capita)
""",
    "london": """
marks the 25th anniversary of MAPPA
Since 2020, a total of 600 new offences have been detected and investigated.
three times, and a total of 57 newly appointed MAPPA Chairs
107 participants attended the two events
four main digital tools
only where a civil order granted by a court gives the power
Where it is deemed appropriate
Detective Constable, Digital Tactical Policy Advisor, Central Jigsaw Team
London’s published report calls this row “Notification Notices”.
""",
    "staffordshire": """
nearly 12 months
since January 2024
100% of MAPPA Panels, including level 2 and 3, F&Ts (not explained in the published report) and
Assistant Chief Constable and Chair, Strategic Management Board Staffordshire Police
has 1 individual here, on 31 March 2024, and 0 in the table for the whole year
the two figures cannot both be right
The reports for 2022-23 give the same date for the mid-2021 estimate
""",
    "west-mercia": """
Two Lay Advisers have been recruited
two Probation Delivery Units (PDUs)
More than 100 people attended
Two serious case reviews in 2022 and 2023
convicted or suspected of “Terrorism or Counter Terrorism behaviours”
11 new Victim Liaison Officers (VLOs)
Early in 2024, the Victim Notification Service (VNS) will be offered
Serious Further Offences (SFOs)
""",
    "west-midlands": """
four dedicated and experienced MAPPA Coordinators
may account for some of the emergency panels
has been carried out with Counter Terrorism Policing
The audit is aligned with learning reviews from duty to co-operate authorities, and the SMB
in May 2023
“Child First, Offender Second”
Head of National Security Division Midlands Chair, Strategic Management Board, and Head of Public Protection
""",
}

#: Short forms that everybody knows, and the name of the whole, which the page's lead and footer spell out.
KNOWN = frozenset({"MAPPA", "NHS", "UK", "GOV", "IT", "USB", "HM", "KB"})
#: Capitals and what stands within them: SMB, F&Ts, SDS40.
SHORT_FORM = re.compile(r"\b[A-Z](?:&?[A-Z])+(?:s|\d+)?\b")


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    return {name: lxml.html.parse(site / path).getroot() for name, path in PAGES.items()}


@pytest.mark.parametrize(
    ("report", "fact"), [(name, line) for name, lines in FACTS.items() for line in lines.strip().split("\n")]
)
def test_fact(report: str, fact: str, pages: dict[str, lxml.html.HtmlElement]) -> None:
    for line_break in pages[report].iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    assert fact in text_of(pages[report])


@pytest.mark.parametrize("report", PAGES)
def test_a_short_form_is_explained_where_it_is_first_used(
    report: str, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    text = " ".join(text_of(section) for section in pages[report].iterfind(".//main//section"))
    first: dict[str, int] = {}
    for match in SHORT_FORM.finditer(text):
        first.setdefault(match[0].removesuffix("s"), match.start())
    unexplained = [
        short
        for short, at in first.items()
        if short not in KNOWN and text[at - 1] != "(" and not re.match(r"[^ ]+ \(", text[at:])
    ]
    assert unexplained == []


@pytest.mark.parametrize("report", PAGES)
def test_a_report_says_once_which_of_its_texts_are_retold(
    report: str, pages: dict[str, lxml.html.HtmlElement]
) -> None:
    (said,) = pages[report].xpath("//p[@class='retold']")
    assert said.getprevious().text == "About this report"
    titles = [text_of(title) for title in pages[report].iterfind(".//main//section/h2")]
    own = [
        title
        for title in titles
        if title not in ("MAPPA statistics", "Contacts and links", "About this report")
    ]
    assert re.findall("“(.*?)”", text_of(said)) == own
