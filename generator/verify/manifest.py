"""``manifest.json`` beside the files that it names."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from generator.build.options import PART, PREVIEW, WHOLE
from generator.build.output import GENERATOR, MANIFEST
from generator.verify.website import Website


def check_manifest(website: Website, wanted: set[str]) -> None:
    """Names what the manifest says of the website that is not so.

    ``wanted`` are the paths of the files that the website must have.  A part may have all that there is: what
    it was asked to be of stands in it.
    """
    said = website.read(MANIFEST, json.loads)
    if not isinstance(said, dict) or not isinstance(said.get("files"), dict):
        website.add(MANIFEST, "file-differs", "It does not say which files the website has.")
        return
    kind = said.get("kind")
    keys = {"generator", "kind", "files"} | ({"of"} if kind == PART else set())
    if {*said} != keys or said["generator"] != GENERATOR:
        website.add(MANIFEST, "file-differs", "It says other things than a website's files and its kind.")
    if kind not in (WHOLE, PART, PREVIEW):
        website.add(MANIFEST, "file-differs", "It does not say what kind of website this is.")
    elif kind == PART and not said.get("of"):
        website.add(MANIFEST, "file-differs", "It does not say of what this is the part.")
    _check_files(website, wanted, said["files"])


def _check_files(website: Website, wanted: set[str], digests: dict[str, Any]) -> None:
    """The hash of each file; what is missing, or no part of a website, is named as such."""
    for path, digest in digests.items():
        data = website.bytes_of(path)
        if data is not None and sha256(data).hexdigest() != digest:
            website.add(path, "file-differs", "The file was changed after it was built.")
    for path in sorted(digests.keys() - website.listing.files - wanted):
        website.add(MANIFEST, "file-differs", f"It names a file that is not there: {path}.")
    for path in sorted((website.listing.files & wanted) - digests.keys()):
        website.add(path, "file-differs", f"The file is not in the website's {MANIFEST}.")
