"""A manifest that says something else: there is nothing to mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.verify.tampering.ways import PDF, Tampering, put


def manifest(words: str, change: Callable[[dict[str, object]], None]) -> Tampering:
    def tamper(site: Path) -> None:
        content = json.loads((site / "manifest.json").read_bytes())
        before = json.dumps(content)
        change(content)
        assert json.dumps(content) != before
        put(site / "manifest.json", json.dumps(content, indent=1).encode())

    return Tampering(f"the manifest {words}", "", tamper)


def in_files(change: Callable[[dict[str, str]], object]) -> Callable[[dict[str, object]], None]:
    def tamper(content: dict[str, object]) -> None:
        files_said = content["files"]
        assert isinstance(files_said, dict)
        change(files_said)

    return tamper


MANIFESTS = [
    manifest("has an entry less", in_files(lambda said: said.pop("index.html"))),
    manifest("has an entry more", in_files(lambda said: said.update({"more.html": "0" * 64}))),
    manifest("has no entries", in_files(lambda said: said.clear())),
    manifest("has another hash", in_files(lambda said: said.update({PDF: "0" * 64}))),
    manifest("says that it is a part", lambda content: content.update(kind="part")),
    manifest("says that it is a preview", lambda content: content.update(kind="preview")),
    manifest("says something else", lambda content: content.update(kind="other")),
    manifest("does not say what it is", lambda content: content.pop("kind")),
    manifest("says more", lambda content: content.update(note="more")),
    manifest("has another maker", lambda content: content.update(generator="another")),
]
