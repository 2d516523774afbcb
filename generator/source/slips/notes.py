"""Notes and addresses that nothing refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.problems import Problem
from generator.source.slips.body import Body, said, with_inner


def unused_notes(body: Body) -> Iterator[Problem]:
    """A footnote that nothing refers to, or a second one of the same name: it is not printed."""
    notes = body.env.get("notes", ())
    count = Counter(label for label, _ in notes)
    refs = body.env.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for label, line in notes:
        name = said(f"[^{label}]")
        if label in seen:
            yield Problem.at(
                body.line(line),
                "unused-note",
                f"A second footnote is called {name}; one of them is not printed.",
                f"Give it a name of its own, as in “[^{label}-2]”, here and where it is referred to.",
            )
        elif refs.get(f":{label}", -1) < 0 and count[label]:
            yield Problem.at(
                body.line(line),
                "unused-note",
                f"Nothing refers to the footnote {name}: it is not printed.",
                f"Write [^{label}] where it belongs in the text, or delete the note.",
            )
        seen.add(label)


def unused_definitions(body: Body) -> Iterator[Problem]:
    """A line ``[name]: address`` that no link uses; it may be a sentence that looks like one."""
    used = {
        child.meta.get("label")
        for block in body.blocks
        for child in with_inner(block.children)
        if child.type in ("link_open", "image")
    }
    defined = [(label, entry, False) for label, entry in body.env.get("references", {}).items()]
    defined += [(entry["label"], entry, True) for entry in body.env.get("duplicate_refs", ())]
    for label, entry, again in defined:
        if again or label not in used:
            line = said(body.lines[entry["map"][0]])
            why = "another line has the same name" if again else "no link uses it"
            yield Problem.at(
                body.line(entry["map"][0]),
                "unused-note",
                f"{line} is not printed: it is read as the address of a link, and {why}.",
                "If it is a sentence, take away the square brackets or the colon; else delete the line.",
            )
