"""The keys that are a year's own: whether an edition says each anew, and what is still to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.load.expected import GAP
from generator.problems import Place, Problem, quoted
from generator.source.yaml import Mapping, Node, Scalar

#: The keys that are the year's own, which an edition never has from the one that it extends: an example of
#: each, and what else can be said.
YEARS_OWN = {
    "period": ("{start: 2024-04-01, end: 2025-03-31}", "These are the year's first day and its last."),
    "snapshot": ("2025-03-31", "A line with “snapshot:” alone says that this year has none."),
    "population": (
        "{name: mid-2024, published: 2025-07-30}",
        "A line with “population:” alone says that this year has none.",
    ),
    "release": (
        "2025-10-30 09:30",
        "The time is London's. Write “not yet” while there is no day, and “published” for an edition that is "
        "out and whose day is not recorded.",
    ),
}
#: Those that every edition has; the others may be left out where no text names them.
ALWAYS = ("period", "release")
#: What stands where an editor has something to fill in: our sign, and what is typed for it.
GAPS = (GAP, "...")


def without_years_own(tree: Mapping) -> Mapping:
    """What an edition passes on to the one that extends it."""
    return Mapping(tuple(entry for entry in tree.entries if entry[0].text not in YEARS_OWN), tree.place)


def check_years_own(name: str, chain: Sequence[Node | None]) -> Iterator[Problem]:
    """A problem for each key of the year's own that the last edition of a chain does not say anew.

    One that may be left out is asked for if an earlier edition has it: it was most likely forgotten.
    """
    own, earlier = chain[-1], [node for node in chain[:-1] if isinstance(node, Mapping)]
    if not isinstance(own, Mapping):
        return
    for key, (example, otherwise) in YEARS_OWN.items():
        key_node, value = own.key(key), own.get(key)
        is_empty = value is None or (isinstance(value, Scalar) and value.is_empty)
        forgotten = key_node is None and any(node.key(key) for node in earlier)
        if is_empty and (key in ALWAYS or forgotten):
            yield Problem.at(
                key_node.place if key_node else Place(f"content/{name}/edition.yaml"),
                "missing-key",
                f"The edition {name} must say its own {key}; nothing is taken from an earlier year.",
                f"Write a line such as “{key}: {example}”. {otherwise}",
            )


def gaps(own: Node | None) -> Iterator[tuple[str, Problem]]:
    """What of the year's own is still to be filled in: the key, and a problem for each value."""
    for key, (example, otherwise) in YEARS_OWN.items():
        for path, gap in _gaps_in(own.get(key) if isinstance(own, Mapping) else None, (key,)):
            hint = f"Write it in the place of {quoted(gap.text)}, as in “{key}: {example}”. {otherwise}"
            message = f"{quoted(': '.join(path))} is still to be filled in."
            yield key, Problem.at(gap.place, "empty-value", message, hint)


def _gaps_in(node: Node | None, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    if isinstance(node, Scalar) and node.text.strip() in GAPS:
        yield path, node
    for key, below in node.entries if isinstance(node, Mapping) else ():
        yield from _gaps_in(below, (*path, key.text))


def with_stand_ins(tree: Mapping) -> Mapping:
    """The tree with the period's last day for each day that is still to be filled in.

    All else can then be checked, and the areas can begin; as the gaps are errors, nothing goes out.
    """
    period = tree.get("period")
    day = period.get("end") if isinstance(period, Mapping) else None
    if not isinstance(day, Scalar):
        return tree
    entries = tuple(
        (key, _filled(key.text, value, day.text) if key.text in ("snapshot", "population") else value)
        for key, value in tree.entries
    )
    return Mapping(entries, tree.place)


def _filled(name: str, node: Node, day: str) -> Node:
    if isinstance(node, Scalar) and node.text.strip() in GAPS:
        if name == "population":
            keys = (node._replace(text=key) for key in ("name", "published"))
            return _filled(name, Mapping(tuple((key, node) for key in keys), node.place), day)
        return node._replace(text=day, plain=True) if name in ("snapshot", "published") else node
    if not isinstance(node, Mapping):
        return node
    entries = ((key, _filled(key.text, below, day)) for key, below in node.entries)
    if name == "areas":
        entries = (one for one in entries if not any(_gaps_in(one[1], ())))
    return Mapping(tuple(entries), node.place)
