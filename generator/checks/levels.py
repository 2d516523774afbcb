"""Rules over the levels: a part of the year cannot hold more than the year."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import RuleContext, pairs
from generator.problems import Problem


def snapshot_above_year(context: RuleContext) -> Iterator[Problem]:
    """Who is managed at level 2 or 3 on the snapshot day was managed there in the year that it ends."""
    for key, year_key, snapshot, year in pairs(context, "eligible", "managed_in_year"):
        if snapshot > year:
            yield context.problem(
                key,
                "snapshot-above-year",
                f"{snapshot} on the day of the snapshot, but {year} in the whole year ({year_key}).",
                "Everyone in the snapshot counts in the year as well: check both figures.",
            )


def returned_above_managed(context: RuleContext) -> Iterator[Problem]:
    """Who was returned to custody from level 2 or 3 was managed there in the year."""
    for key, year_key, returned, managed in pairs(context, "returned_to_custody", "managed_in_year"):
        if returned > managed:
            yield context.problem(
                key,
                "returned-above-managed",
                f"{returned} returned to custody, but {managed} managed in the year ({year_key}).",
                "Check both figures.",
            )
