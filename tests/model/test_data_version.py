"""The version of the open data of each edition, and what changed in their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.editions import load_editions
from generator.load.files import FileReader
from generator.model.data_version import DataVersion, KeyChange
from generator.workspace import survey

#: What a third year has otherwise -> its version, and what is gone, renamed, added and counted otherwise.
CHANGES = {
    "nothing": ("", "1.1.0", (), (), (), ()),
    "a table is gone": (
        "sections: {statistics: {tables: [eligible, managed_in_year, restrictive_orders, rate]}}",
        "2.0.0", ("returned_to_custody",), (), (), (),
    ),
    "a table comes besides": (
        "sections: {statistics: {tables: [eligible, managed_in_year, restrictive_orders,\n"
        "  returned_to_custody, rate, visits]}}\n"
        "tables: {visits: {title: Visits, unit: Visits, label: Visits}}",
        "1.1.0", (), (), ("visits",), (),
    ),
    "a row is renamed": (
        "tables: {restrictive_orders: {rows: [\n"
        "  {key: prevention, was: sexual_harm_prevention_order, label: All},\n"
        "  {key: sexual_harm_prevention_order_with_foreign_travel_restriction, label: Travel}]}}",
        "2.0.0", (),
        (KeyChange("restrictive_orders.sexual_harm_prevention_order", "restrictive_orders.prevention"),),
        (), (),
    ),
    "a table is renamed": (
        "sections: {statistics: {tables: [eligible, managed_in_year, restrictive_orders,\n"
        "  returned_to_custody, share]}}\n"
        "headlines: [{figure: share, label: Share}]\n"
        "tables: {rate: , share: {title: Rate, unit: Per 100, label: Rate, was: rate}}",
        "2.0.0", (), (KeyChange("rate", "share"),), (), (),
    ),
    "a row is split": (
        "tables: {restrictive_orders: {rows: [{key: a, was: sexual_harm_prevention_order, label: A},\n"
        "  {key: b, was: sexual_harm_prevention_order, label: B},\n"
        "  {key: sexual_harm_prevention_order_with_foreign_travel_restriction, label: Travel}]}}",
        "2.0.0", ("restrictive_orders.sexual_harm_prevention_order",), (),
        ("restrictive_orders.a", "restrictive_orders.b"), (),
    ),
    "a table counts something else": (
        "tables: {returned_to_custody: {definition: {since: 2024-25, words: Another thing.}}}",
        "2.0.0", (), (), (), ("returned_to_custody",),
    ),
}  # fmt: skip


def _versions(workspace: Path) -> dict[str, DataVersion]:
    editions = load_editions(FileReader(survey(workspace)), ())
    return {name: edition.data_version for name, edition in editions.items()}


@pytest.mark.parametrize("change", CHANGES)
def test_the_version_says_what_became_of_the_keys(change: str, workspace: Path) -> None:
    text, number, gone, renamed, added, redefined = CHANGES[change]
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(f"{edition.read_text()}{text}\n")
    versions = _versions(workspace)
    assert versions["2023-24"] == DataVersion("1.0.0", None)
    assert versions["2024-25"].number == number
    changes = versions["2024-25"].changes
    assert changes is not None and changes.since == "2023-24"
    assert (changes.gone, changes.renamed, changes.added, changes.redefined) == (
        gone, renamed, added, redefined
    )  # fmt: skip


def test_the_real_editions_have_a_version_each() -> None:
    versions = _versions(Path(__file__).parents[2])
    assert [version.number for version in versions.values()] == ["1.0.0", "1.1.0", "2.0.0"]
    changes = versions["2024-25"].changes
    assert changes is not None
    assert changes.gone == ("notification_breaches.cautioned_or_convicted",)
    assert changes.added == ("notification_breaches.cautioned", "notification_breaches.convicted")
    assert changes.redefined == ("notification_breaches",) and not changes.renamed
