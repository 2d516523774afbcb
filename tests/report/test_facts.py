"""What stands for a name with a filter: in words, as a share, as a change on the year before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.languages import Language
from generator.load import load
from generator.model.figure import GAP_SIGN
from generator.problems import Problem
from generator.report.earlier import year_before
from generator.report.facts import Facts
from generator.report.merge import merge, national_text
from generator.report.phrases import Phrases
from generator.report.review import review
from generator.workspace import survey

THIS_YEAR, LAST_YEAR = (f"areas/synthetic-north/{year}/statistics.yaml" for year in ("2024-25", "2023-24"))


def change(workspace: Path, name: str, old: str, new: str) -> None:
    path = workspace / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def facts(workspace: Path, language: Language = "en") -> Facts:
    loaded = load(survey(workspace))
    (submission,) = (s for s in loaded.submissions if str(s.id) == "synthetic-north 2024-25")
    national = loaded.editions["2024-25"]
    before = year_before(loaded, submission)
    before = before if before and before.is_shown else None
    text = national_text(national, language)
    merged = merge(national, submission, text, "synthetic", before, Phrases(workspace)).facts
    assert isinstance(merged, Facts)
    return merged


def problems(workspace: Path, with_gaps: bool = False) -> list[Problem]:
    return list(review(survey(workspace), with_gaps=with_gaps).problems)


def test_a_name_is_written_with_spaces_or_without(workspace: Path) -> None:
    names = facts(workspace)
    for typed in ("|words", " | words", r" \| words", " | words()"):
        assert names[f"eligible.level_2.total{typed}"] == "forty-six"
    for typed in ("(eligible.total.total)", "( eligible.total.total )", " ('eligible.total.total')"):
        assert names[f"eligible.level_2.total | percent_of{typed}"] == "31.5%"


@pytest.mark.parametrize(
    "typed", ["eligible", "eligible.total.total | wrods", "snapshot | words", "x | words"]
)
def test_what_stands_for_nothing_stays_as_it_is(workspace: Path, typed: str) -> None:
    assert typed not in facts(workspace) and facts(workspace).get(typed, "as it is") == "as it is"


def test_in_welsh(workspace: Path) -> None:
    change(workspace, LAST_YEAR, "{category_1: 14, category_3: 32}", "{category_1: 15, category_3: 35}")
    names = facts(workspace, "cy")
    assert names["eligible.level_2.total | Words"] == "Pedwar deg chwech"
    assert names["eligible.level_2.total | change"] == "pedwar yn llai na'r llynedd"
    assert names["managed_in_year.level_2.category_1 | change"] == "yr un fath â'r llynedd"
    assert names["rate | change"] == "ni ellir ei gymharu â'r llynedd"


def test_the_year_before_is_the_one_that_ended_the_day_before(workspace: Path) -> None:
    assert facts(workspace).before is not None
    change(workspace, "content/2023-24/edition.yaml", "end: 2024-03-31}", "end: 2024-03-30}")
    assert facts(workspace).before is None


@pytest.mark.parametrize(
    ("last_year", "this_year", "is_there"),
    [
        ("2024-10-30 09:30", "published", True),
        ("2024-10-30 09:30", "not yet", True),
        ("not yet", "published", False),
        ("2025-10-30 09:30", "2025-10-30 09:30", True),
        ("2025-10-30 09:31", "2025-10-30 09:30", False),
        ("2025-10-30", "published", False),
    ],
)
def test_what_is_released_later_is_not_told_before(
    workspace: Path, last_year: str, this_year: str, is_there: bool
) -> None:
    change(workspace, "content/2023-24/edition.yaml", "release: published", f"release: {last_year}")
    change(workspace, "content/2024-25/edition.yaml", "release: published", f"release: {this_year}")
    assert (facts(workspace).before is not None) == is_there


def test_a_gap_is_shown_and_is_no_second_problem(workspace: Path) -> None:
    change(workspace, THIS_YEAR, "level_2: {category_1: 14, category_3: 32}", "level_2: {category_1: 14}")
    (workspace / "areas/synthetic-north/2024-25/foreword.md").write_text(
        "{{ eligible.level_2.total | change }} {{ eligible.total.total | percent_of(rate) }}"
    )
    assert [problem.code for problem in problems(workspace, with_gaps=True)] == ["missing-figure"]
    shown = {str(report.id): report for report in review(survey(workspace), with_gaps=True).reports}
    names = shown["synthetic-north 2024-25"].facts
    for typed in ("change", "words", "percent_of(eligible.total.total)"):
        assert names[f"eligible.level_2.total | {typed}"] == GAP_SIGN


def test_a_workspace_may_have_sentences_of_its_own(workspace: Path) -> None:
    template = workspace / "templates/parts/figures.jinja"
    template.parent.mkdir(parents=True)
    template.write_text("{% macro same() %}as last year{% endmacro %}")
    assert facts(workspace)["eligible.total.category_3 | change"] == "as last year"


def test_a_template_that_cannot_be_used_is_named(workspace: Path) -> None:
    change(workspace, THIS_YEAR, "A synthetic note.", "It is {{ eligible.total.category_3 | change }}.")
    template = workspace / "templates/parts/figures.jinja"
    template.parent.mkdir(parents=True)
    template.write_text("{% macro same() %}")
    (problem,) = problems(workspace)
    assert (problem.code, problem.file) == ("template-failed", "templates/parts/figures.jinja")


def test_a_report_of_one_year_says_what_that_of_all_says(workspace: Path) -> None:
    change(workspace, THIS_YEAR, "A synthetic note.", "It is {{ eligible.total.category_3 | change }}.")
    whole = review(survey(workspace))
    part = review(survey(workspace), ("synthetic-north",), ("2024-25",))
    notes = [
        [t.notes for r in found.reports if str(r.id) == "synthetic-north 2024-25" for t in r.tables]
        for found in (whole, part)
    ]
    assert notes[0] == notes[1] and "It is the same as last year." in str(notes[0])


def test_no_filter_gives_a_suppressed_figure_away(workspace: Path) -> None:
    """Whatever the filter and wherever the figure stands, no digit and no number in words is printed."""
    change(
        workspace,
        THIS_YEAR,
        "level_2: {category_1: 14, category_3: 32}",
        "level_2: {category_1: suppressed, category_3: 32}",
    )
    names = facts(workspace)
    assert names.figures["eligible.level_2.category_1"].marker == "c"
    hidden = [key for key, figure in names.figures.items() if figure.marker == "c"]
    others = list(names.figures)
    said = {
        names[f"{key} | {how}"]
        for key in hidden
        for how in ("words", "change", *(f"percent_of({other})" for other in others))
    }
    said |= {names[f"{other} | percent_of({key})"] for key in hidden for other in others}
    assert said == {"suppressed", "not comparable with last year"}


def test_facts_are_what_they_were_made_of(workspace: Path) -> None:
    names = facts(workspace)
    assert len(names) == len(list(names)) and "eligible.total.total" in list(names)
    assert replace(names, before=None)["eligible.total.total | change"] == "not comparable with last year"


def test_a_rate_is_no_share_in_the_national_text_either(workspace: Path) -> None:
    change(
        workspace, "content/2023-24/edition.yaml", "    title: Rate\n", "    title: Rate\n    measure: rate\n"
    )
    names = facts(workspace)
    assert names["rate | percent_of(eligible.total.total)"] == "not applicable"
    assert names["rate | percent_of(rate)"] == "100.0%"


def test_a_change_follows_what_was_renamed(workspace: Path) -> None:
    with (workspace / "content/2024-25/edition.yaml").open("a") as file:
        file.write(
            "tables:\n"
            "  restrictive_orders:\n"
            "    rows:\n"
            "      - {key: orders, label: All, was: sexual_harm_prevention_order}\n"
            "      - {key: travel, label: With travel restriction,\n"
            "         was: sexual_harm_prevention_order_with_foreign_travel_restriction}\n"
            "relations: {travel-restriction-above-orders: }\n"
        )
    for area in ("north", "south"):
        path = workspace / f"areas/synthetic-{area}/2024-25/statistics.yaml"
        words = path.read_text().replace("notes:\n  restrictive_orders", "# ")
        words = words.replace("_with_foreign_travel_restriction: 2", ": 2").partition("# ")[0]
        path.write_text(
            words.replace("  sexual_harm_prevention_order: 30", "  orders: 27").replace(
                "  sexual_harm_prevention_order: 2", "  travel: 2"
            )
        )
    assert facts(workspace)["restrictive_orders.orders | change"] == "three fewer than last year"
