"""What a build makes of one area alone, kept as bytes under the hash of all that it is made of.

A report's page, data and search entry depend on its area's folder and on what all areas share, and on nothing
else.  Where both are as they were, they are taken from the cache, and the area's texts are not even read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from generator.build.cache import Cache, pack, unpack
from generator.problems import Problem
from generator.site.site import AreaBytes

#: The names of an entry's parts.
PROBLEMS, PDFS, SPAN, FILES, SEARCH = "problems", "pdfs", "span", "files", "search"


class CachedArea(NamedTuple):
    """An area that is as it was when it was kept."""

    bytes: AreaBytes
    problems: tuple[Problem, ...]


def keep(
    cache: Cache,
    key: str,
    area: AreaBytes,
    pdfs: Mapping[str, str],
    problems: tuple[Problem, ...],
    span: tuple[datetime, datetime],
) -> None:
    """Keeps an area all of whose reports are sound.

    ``pdfs`` are the keys of its PDFs' entries, by path; ``span`` is from when to when no edition is released:
    a report's page names the area's other years.
    """
    cache.put(
        key,
        pack(
            {
                PROBLEMS: json.dumps(problems).encode(),
                PDFS: json.dumps(pdfs).encode(),
                SPAN: json.dumps(span, default=datetime.isoformat).encode(),
                SEARCH: json.dumps(area.search).encode(),
                FILES: pack({path: data for path, data in area.files.items() if path not in pdfs}),
            }
        ),
    )


def cached_area(cache: Cache, key: str, now: datetime) -> CachedArea | None:
    """What was kept of an area, its PDFs included; None if anything of it is missing, damaged, or past."""
    entry = cache.get(key)
    if entry is None:
        return None
    parts = unpack(entry)
    since, until = map(datetime.fromisoformat, json.loads(parts[SPAN]))
    if not since <= now < until:
        return None
    pdfs = {path: cache.get(pdf_key) for path, pdf_key in json.loads(parts[PDFS]).items()}
    files = unpack(parts[FILES])
    for path, pdf in pdfs.items():
        if pdf is None:
            return None
        files[path] = pdf
    return CachedArea(
        AreaBytes(files, json.loads(parts[SEARCH])),
        tuple(Problem(*fields) for fields in json.loads(parts[PROBLEMS])),
    )
