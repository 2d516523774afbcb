"""The files of derived values: each line is derived as its columns say."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

FILE = "compare/mappa-comparisons-2024-25"


def lines(site: Path) -> list[dict[str, str]]:
    with (site / f"2024-25/{FILE}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def published(site: Path) -> dict[tuple[str, str], str]:
    """The published figures of the year, by area and key."""
    with (site / "2024-25/data/mappa-statistics-2024-25.csv").open(newline="", encoding="utf-8-sig") as file:
        return {
            (line["area"], ".".join(filter(None, (line["table"], line["row"], line["column"])))): line[
                "value"
            ]
            for line in csv.DictReader(file)
        }


def test_each_value_is_derived_as_it_says(site: Path) -> None:
    figures = published(site)
    people: dict[str, tuple[Fraction, Fraction]] = {}
    for line in lines(site):
        of = Fraction(line["of_value"])
        assert line["of_value"] == figures[line["area"], line["of"]]
        assert line["among_value"] == (figures[line["area"], line["among"]] if line["among"] else "")
        per = int(line["per"])
        if line["derived"] == "population":
            low, high = int(line["low"]), int(line["high"])
            assert low < int(line["value"]) < high
            for end in (low, high):  # both give the rate that was published
                assert abs(of / end * per - int(line["among_value"])) <= Fraction(1, 2)
            people[line["area"]] = Fraction(low), Fraction(high)
        elif line["derived"] == "rate":
            least, most = people[line["area"]]
            assert Fraction(line["low"]) <= of / most * per <= Fraction(line["value"]) <= of / least * per
            assert of / least * per <= Fraction(line["high"])
        else:
            assert round(float(100 * of / int(line["among_value"])), 1) == float(line["value"])
    assert set(people) == {"london", "west-midlands"}


def test_the_json_file_has_the_same(site: Path) -> None:
    content = json.loads((site / f"2024-25/{FILE}.json").read_text())
    assert content["edition"] == "2024-25"
    assert [area["slug"] for area in content["areas"]] == ["london", "west-midlands"]
    for line, member in zip(lines(site), content["derived"], strict=True):
        for name, value in line.items():
            given = member[name]
            assert given == value or (given is None and value == "") or float(given) == float(value), name


def test_what_was_published_stays_apart_from_what_is_derived(site: Path) -> None:
    measures = {line["measure"] for line in lines(site)}
    assert not any(key.partition(".")[0] in measures for _, key in published(site))
