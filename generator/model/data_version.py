"""The version of the open data of each edition, and what changed in their keys since the edition before.

Numbers are those of Semantic Versioning, used as the Data Package standard advises for data
(https://datapackage.org/recipes/data-package-version/): the first goes up when a key is gone, is renamed or
counts something else, so that who asks for it gets nothing or another thing; the second when a year, with all
its keys, only comes besides.  The third is for figures that were corrected, which no edition can say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model.edition import Edition
from generator.model.lineage import Lineage


class KeyChange(NamedTuple):
    """A table, row or figure that has another key than in the edition before."""

    was: str
    now: str


class KeyChanges(NamedTuple):
    """How the keys of an edition differ from those of the one before, which ``since`` names.

    A key is that of a whole table or row, if that holds of all its figures.
    """

    since: str
    gone: tuple[str, ...]
    renamed: tuple[KeyChange, ...]
    added: tuple[str, ...]
    #: The tables that count something else under the same key.
    redefined: tuple[str, ...]

    @property
    def breaks(self) -> bool:
        """Whether a program that reads the data of the edition before may find something missing."""
        return bool(self.gone or self.renamed or self.redefined)


class DataVersion(NamedTuple):
    """The version of an edition's data, and what changed; the first edition has changed nothing."""

    number: str = "1.0.0"
    changes: KeyChanges | None = None


def data_versions(editions: Iterable[Edition], lineages: Mapping[str, Lineage]) -> dict[str, DataVersion]:
    """The version of the data of each edition, by the edition's name; ``lineages`` has that of each."""
    versions: dict[str, DataVersion] = {}
    major, minor, before = 1, 0, None
    for edition in sorted(editions, key=lambda one: one.in_time):
        changes = None
        if before is not None:
            changes = _changes(before, edition, lineages[before.name], lineages[edition.name])
            major, minor = (major + 1, 0) if changes.breaks else (major, minor + 1)
        versions[edition.name] = DataVersion(f"{major}.{minor}.0", changes)
        before = edition
    return versions


def _changes(before: Edition, now: Edition, then_names: Lineage, now_names: Lineage) -> KeyChanges:
    then_keys, now_keys = ([cell.key for cell in edition.cells] for edition in (before, now))
    keys_now = set(now_keys)
    kept = {key: new for key in then_keys if (new := then_names.same(key, now_names)) in keys_now}
    renamed = {key: new for key, new in kept.items() if new != key}
    redefined = [
        key
        for key in now.shown_tables
        if (earlier := now_names.same(key, then_names)) in before.shown_tables
        and now.counts_otherwise(key, before, earlier)
    ]
    return KeyChanges(
        before.name,
        _gathered(set(then_keys) - set(kept), then_keys, now_keys),
        tuple(dict.fromkeys(_widest_rename(key, renamed, then_keys) for key in renamed)),
        _gathered(set(now_keys) - set(kept.values()), now_keys, then_keys),
        tuple(redefined),
    )


def _gathered(chosen: Collection[str], keys: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The chosen ones of the keys, in order; a table or row of which the ``others`` have none, as one."""
    there = {group for key in others for group in _groups(key)}
    # Where another figure has the same key, its own key says so.
    widest = (
        next((group for group in _groups(key) if group not in there), key) for key in keys if key in chosen
    )
    return tuple(dict.fromkeys(widest))


def _widest_rename(key: str, renamed: Mapping[str, str], keys: Sequence[str]) -> KeyChange:
    """The renaming of the widest group that a figure is in and of which all figures were renamed alike."""
    for group in _groups(key):
        below = key[len(group) :]
        new = renamed[key].removesuffix(below)
        if f"{new}{below}" == renamed[key] and all(
            renamed.get(one) == f"{new}{one[len(group) :]}" for one in _below(group, keys)
        ):
            return KeyChange(group, new)
    return KeyChange(key, renamed[key])


def _groups(key: str) -> Iterator[str]:
    """The key of a figure's table, of its row and its own, as far as these differ, the widest first."""
    steps = key.split(".")
    yield from (".".join(steps[:number]) for number in range(1, len(steps) + 1))


def _below(group: str, keys: Iterable[str]) -> Iterator[str]:
    return (key for key in keys if key == group or key.startswith(f"{group}."))
