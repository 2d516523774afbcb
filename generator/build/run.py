"""One build, from the workspace to the website."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.build.cache import Cache, hash_of
from generator.build.exchange import locked
from generator.build.fingerprint import Fingerprint, fingerprint
from generator.build.options import FAILED, REUSED, Options, ReadBack, Result
from generator.build.output import MANIFEST, check_output, is_ours, is_whole
from generator.build.pool import start_early
from generator.model.report_id import ReportId
from generator.problems import Problem
from generator.workspace import survey

Progress = Callable[[int, int], None]

#: How often a build begins again because a file was saved while it read the workspace.
MOST_TRIES = 5


def build(
    options: Options, progress: Progress, wait: Callable[[], None], read_back: ReadBack | None = None
) -> Result:
    """Builds what was asked for; ``wait`` is called if another build holds the output folder.

    ``progress`` is told how many PDFs of how many are done; a strict build has ``read_back`` say whether the
    website may be published.  With the old site in its place, raises
    ForeignFolderError if the output folder is not ours, WholeWebsiteError if it holds the whole website and
    another kind is asked for, OSError if it cannot be written, the machine lacks what the engine needs, or
    files are changed each time that they are read.
    """
    # A link is no folder: what it leads to is what is exchanged, and the link stays.
    options = replace(options, output=Path(os.path.realpath(options.output)))
    check_output(options.output, options.site_kind)
    with locked(options.output, wait, is_ours):
        for _ in range(MOST_TRIES):
            workspace = survey(options.root)
            before = fingerprint(workspace, options.shaping)
            cache = Cache(options.cache)
            record = Record(cache, options, before)
            result = record.read()
            if result is not None:
                return result
            if "pdf" in options.kinds and options.scheduler is None:
                start_early()
            # Imports much, which a build of what did not change does without.
            from generator.build.website import ChangedError, make_website

            with suppress(ChangedError):
                result = make_website(options, workspace, cache, before, progress, read_back)
                if result.published and FAILED not in result.pdfs.values():
                    record.write(result)
                return result
    raise OSError("files were changed each time that they were read; build again when nobody is saving any")


@dataclass(frozen=True)
class Record:
    """What came of the last build of an output folder, kept under the hash of all that it read."""

    cache: Cache
    options: Options
    before: Fingerprint

    @property
    def key(self) -> str:
        """The hash of everything, with what was asked for, and the folder."""
        asked = repr([self.options.areas, self.options.strict, str(self.options.output)])
        return hash_of(b"record", self.before.of_all(asked).encode())

    def read(self) -> Result | None:
        """What came of it, if the same was asked for and every file of the site is still as it was built."""
        entry = self.cache.get(self.key)
        if entry is None:
            return None
        said = json.loads(entry)
        since, until = (datetime.fromisoformat(said[key]) for key in ("since", "until"))
        if not since <= self.options.now < until:
            return None
        if said["site"] != self._site() or not is_whole(self.options.output):
            return None
        return Result(
            tuple(Problem(*fields) for fields in said["problems"]),
            _reports(said["built"]),
            _reports(said["left_out"]),
            dict.fromkeys(_reports(said["pdfs"]), REUSED),
            withheld=tuple(said["withheld"]),
            with_errors=_reports(said["with_errors"]),
            since=since,
            until=until,
        )

    def write(self, result: Result) -> None:
        """Keeps what came of a build that made all of its site and read it back before it was published."""
        said = {**vars(result), "pdfs": list(result.pdfs), "site": self._site()}
        self.cache.put(self.key, json.dumps(said, default=datetime.isoformat).encode())

    def _site(self) -> str:
        try:
            return hash_of((self.options.output / MANIFEST).read_bytes())
        except OSError:
            return ""


def _reports(said: list[list[Any]]) -> tuple[ReportId, ...]:
    return tuple(ReportId(*fields) for fields in said)
