"""Which rows, columns and tables of several years are the same, after renaming and splitting."""

from __future__ import annotations

from typing import Any

from generator.model.edition import Edition
from generator.model.lineage import Lineage, lineages

TABLE = {"title": "T", "unit": "U"}


def lines(*said: str) -> list[dict[str, str]]:
    """Rows or columns: ``b < a`` is one that was called ``a``."""
    return [
        {"key": key, "label": key, **({"was": was} if was else {})}
        for key, _, was in (one.partition(" < ") for one in said)
    ]


def edition(year: int, **tables: Any) -> Edition:
    return Edition.model_validate(
        {
            "edition": str(year),
            "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
            "release": "not yet",
            "order": ["figures"],
            "sections": {"figures": {"title": "F", "tables": list(tables)}},
            "markers": {"z": "z", "x": "x", "c": "c"},
            "tables": {key: {**TABLE, **table} for key, table in tables.items()},
        }
    )


def of_rows(*years: tuple[str, ...]) -> list[Lineage]:
    """The lineages of a table ``t`` whose rows are those of each year."""
    made = lineages(edition(2020 + number, t={"rows": lines(*rows)}) for number, rows in enumerate(years))
    return [made[str(2020 + number)] for number in range(len(years))]


def test_what_keeps_its_key_is_the_same() -> None:
    first, second = of_rows(("a", "b"), ("b", "c"))
    assert second.same("t.b", first) == "t.b" and second.same("t", first) == "t"
    assert second.same("t.c", first) is None and first.same("t.a", second) is None


def test_a_renamed_row_is_the_same_over_any_number_of_years() -> None:
    first, second, third, fourth = of_rows(("a",), ("b < a",), ("b < a",), ("c < b",))
    for later, key in ((second, "t.b"), (third, "t.b"), (fourth, "t.c")):
        assert later.same(key, first) == "t.a" and later.whole(key, first) is None
        assert first.same("t.a", later) == key


def test_a_part_is_not_the_whole() -> None:
    first, second, third = of_rows(("a", "x"), ("b < a", "c < a", "x"), ("b < a", "c < a", "x"))
    for later in (second, third):
        assert later.same("t.b", first) is None and later.same("t.x", first) == "t.x"
        assert later.whole("t.b", first) == later.whole("t.c", first) == "t.a"
        assert later.whole("t.x", first) is None
    assert third.same("t.b", second) == "t.b" and third.whole("t.b", second) is None


def test_what_keeps_its_key_while_a_part_of_it_leaves_is_a_part_itself() -> None:
    first, second = of_rows(("a",), ("a", "b < a"))
    assert second.same("t.a", first) is None
    assert second.whole("t.a", first) == second.whole("t.b", first) == "t.a"


def test_a_part_that_is_split_again_and_renamed() -> None:
    first, second, third = of_rows(("a",), ("b < a", "c < a"), ("d < b", "e < c", "f < c"))
    assert third.same("t.d", second) == "t.b" and third.whole("t.e", second) == "t.c"
    assert {third.whole(f"t.{key}", first) for key in "def"} == {"t.a"}


def test_two_rows_that_change_their_keys() -> None:
    first, second, third = of_rows(("a", "b"), ("a < b", "b < a"), ("a < b", "b < a"))
    assert second.same("t.a", first) == "t.b" and second.same("t.b", first) == "t.a"
    # The list is that of the year before, so nothing is changed once more.
    assert third.same("t.a", second) == "t.a" and third.same("t.a", first) == "t.b"


def test_a_key_that_is_taken_for_something_else_begins_anew() -> None:
    first, second, third = of_rows(("a",), ("b < a",), ("b < a", "a"))
    assert third.same("t.b", first) == "t.a" and third.same("t.a", first) is None
    assert third.whole("t.a", first) is None and third.same("t.a", second) is None


def test_what_was_counted_together_again_is_the_same_as_before() -> None:
    first, second, third = of_rows(("a",), ("b < a", "c < a"), ("a",))
    assert third.same("t.a", first) == "t.a" and third.same("t.a", second) is None


def test_a_row_that_comes_back_under_another_key() -> None:
    first, _, third = of_rows(("a", "x"), ("x",), ("x", "b < a"))
    assert third.same("t.b", first) == "t.a" and third.unknown == ()


def test_columns_and_tables_too() -> None:
    grid = {"rows": lines("r"), "columns": lines("one", "two")}
    new = {"rows": lines("r", "s"), "columns": lines("first < one", "two"), "was": "old"}
    made = lineages([edition(2021, new=new, other={"label": "O"}), edition(2020, old=grid)])
    first, second = made["2020"], made["2021"]
    assert second.same("new", first) == "old" and second.same("new.r", first) == "old.r"
    assert second.same("new.r.first", first) == "old.r.one" and second.same("new.r.two", first) == "old.r.two"
    assert second.same("new.s.two", first) is None and second.same("other", first) is None


def test_a_table_that_was_split() -> None:
    grid = {"rows": lines("r")}
    made = lineages([edition(2020, t=grid), edition(2021, u={**grid, "was": "t"}, v={**grid, "was": "t"})])
    assert made["2021"].same("u.r", made["2020"]) is None
    assert made["2021"].whole("u.r", made["2020"]) == made["2021"].whole("v.r", made["2020"]) == "t.r"


def test_what_no_earlier_edition_has_is_told_once() -> None:
    first, second, third = of_rows(("a",), ("a", "b < c"), ("a", "b < c"))
    assert first.unknown == third.unknown == ()
    (vain,) = second.unknown
    assert vain == (("tables", "t", "rows", 1, "was"), "c", ("a",))
