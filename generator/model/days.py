"""The days of a file: how each is written, and whether those of an edition can be its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.model.base import Model


def _refuse_moment(value: Any) -> Any:
    """What was typed as a day.  Raises PydanticCustomError for what is written otherwise than one.

    Pydantic would take a number for the seconds since 1970, and midnight for its day.
    """
    if isinstance(value, str) and DAY.fullmatch(value) is None:
        raise PydanticCustomError("date_otherwise", "a day is written as year-month-day")
    return value


#: How a day is written.
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: A day of a file.
Day = Annotated[datetime.date, BeforeValidator(_refuse_moment, json_schema_input_type=datetime.date)]

#: How long after the period's end a snapshot can be.
LATEST_SNAPSHOT = datetime.timedelta(days=366)
#: How far from the period's end the estimate can be published: what is farther is a slip of the keyboard.
FARTHEST = datetime.timedelta(days=50 * 365)


class Period(Model):
    """The year that a report covers, first and last day included."""

    start: Day
    """The first day."""
    end: Day
    """The last day."""


def wrong_days(
    edition: str,
    period: Period,
    snapshot: datetime.date | None,
    published: datetime.date | None,
    release: datetime.date | None,
) -> Iterator[PydanticCustomError]:
    """The days that cannot be those of an edition of a name, as last year's cannot.

    ``published`` is the day of the population estimate.
    """
    hint = f"Write the period of the edition {edition}."
    years = [int(year[-2:]) for year in edition.split("-")]
    if period.start.year % 100 != years[0]:
        yield _wrong(period.start, "the edition is that of another year", ("period", "start"), hint)
    if period.end.year % 100 != years[-1] and len(years) > 1:
        yield _wrong(period.end, "the edition is that of another year", ("period", "end"), hint)
    if period.end < period.start:
        hint = "Write the first day as start and the last day as end."
        yield _wrong(period.end, "the period ends before it begins", ("period", "end"), hint)
    hint = "Write the day of this year's snapshot."
    if snapshot and snapshot < period.start:
        yield _wrong(snapshot, "the period begins after that day", ("snapshot",), hint)
    if snapshot and snapshot - period.end > LATEST_SNAPSHOT:
        yield _wrong(snapshot, "the period ends more than a year before that day", ("snapshot",), hint)
    if release and release < period.end:
        hint = "Write when the reports of this year are released, or “not yet”."
        yield _wrong(release, "the period ends after that day", ("release",), hint)
    if published and abs(published - period.end) > FARTHEST:
        why = "it is more than 50 years from the end of the period"
        yield _wrong(published, why, ("population", "published"), "Look at the digits of the year.")


def _wrong(day: datetime.date, why: str, path: tuple[str, ...], hint: str) -> PydanticCustomError:
    context = {"day": day.isoformat(), "why": why, "path": path, "hint": hint}
    return PydanticCustomError("wrong-value", "{day} cannot be right: {why}.", context)
