"""The disk -> the moments at which something may have changed, and what did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.workspace import Workspace
from generator.workspace.walk import PLACES

#: What is compared of a file or folder: when it was changed, how long it is, which one it is.
Stamp = tuple[int, int, int]

#: Milliseconds without an event after which the last one counts as the last; editors write in several steps.
QUIET = 10
#: The most milliseconds for which events that do not end are waited for.
MOST_QUIET = 100
#: Milliseconds after which the files are looked at even if nothing was told: a folder that was replaced, or
#: a machine that slept, tells nothing.  The second is for file systems that never tell anything.
LOOK, LOOK_OFTEN = 1000, 300
#: After so many changes that nothing told of, the file system is taken for one that tells nothing.
UNTOLD = 2


def stamps(workspace: Workspace) -> dict[str, Stamp]:
    """The stamp of everything that the workspace lists, by its name."""
    found: dict[str, Stamp] = {}
    for name, path in workspace.files.items():
        try:
            status = path.stat()
        except OSError:  # it went between the listing and now: the next look tells
            found[name] = (0, 0, 0)
        else:
            found[name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    found |= dict.fromkeys(workspace.folders, (0, 0, 0))
    return found | {name: (0, 0, hash(refusal)) for name, refusal in workspace.refused.items()}


def changed(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> list[str]:
    """The names of what is new, gone or another."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


class Watch:
    """Calls ``look`` when something may have changed, as long as the program runs.

    ``look`` says whether something has; ``tell`` gets words for a person, at most once.
    """

    def __init__(self, root: Path, look: Callable[[], bool], tell: Callable[[str], None]) -> None:
        self.root = root
        self.look = look
        self.tell = tell
        self.interval = LOOK
        self.untold = 0

    def run(self) -> None:
        """Watches; where the system cannot tell of changes, looks again and again."""
        while True:
            watched = self._places()
            try:
                for told in self._events():
                    self._heard(told)
                    if self._places() != watched:
                        break
            except Exception:  # too many folders for the system's limit, or one went in this moment
                if self._places() == watched:
                    self._poll()
                    self._heard(False)
                    time.sleep(self.interval / 1000)

    def _events(self) -> Iterator[bool]:
        """Whether anything was told, whenever something was or ``interval`` is over."""
        from watchfiles import watch

        places = [self.root / place for place in PLACES if (self.root / place).is_dir()]
        interval = self.interval
        for events in watch(
            *places,
            watch_filter=None,
            debounce=MOST_QUIET,
            step=QUIET,
            rust_timeout=interval,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            yield bool(events)
            if interval != self.interval:
                return

    def _heard(self, told: bool) -> None:
        if self.look():
            self.untold = 0 if told else self.untold + 1
            if self.untold >= UNTOLD:
                self._poll()

    def _poll(self) -> None:
        if self.interval != LOOK_OFTEN:
            self.interval = LOOK_OFTEN
            self.tell(
                "This folder does not tell of changes (is it on a network drive?): "
                "it is looked at three times a second."
            )

    def _places(self) -> list[tuple[str, int]]:
        """The folders that are watched, and which ones they are: one may be replaced by another."""
        found = []
        for place in PLACES:
            try:
                found.append((place, (self.root / place).stat().st_ino))
            except OSError:
                continue
        return found
