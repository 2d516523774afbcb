"""When an edition's reports may be seen: a moment in London, long ago, or not yet.

Imports nothing heavy: a build of what did not change reads no more of the model than this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

#: All moments lie between these two.
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Release:
    """When an edition is released."""

    #: With its time zone; None where the day is not recorded, or not known yet.
    moment: datetime | None = None
    #: For an edition without a moment: whether it is out.
    out: bool = False

    @property
    def day(self) -> date | None:
        """The day in London, where there is one."""
        return self.moment.date() if self.moment else None

    def is_out(self, now: datetime) -> bool:
        """Whether the edition may be seen at a moment, which has its time zone."""
        return self.moment <= now if self.moment else self.out
