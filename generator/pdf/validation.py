"""Is a PDF fit to be published?  The validator's rules, and checks that no validator makes."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import page as page_validation
import pikepdf

from generator.languages.fonts import FAMILY

#: The profiles that every PDF conforms to, by the names of the validator.
PROFILES = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: The validator gives up at a chain of 256 bookmarks by itself, which headings make soon; without any limit,
#: 20,000 are more than a process's stack holds.
LIMITS = page_validation.SafetyLimits(max_reference_depth=5000)


def faults(pdf: bytes, html: str) -> list[str]:
    """What is wrong with a PDF made of an HTML text; nothing if it may be published."""
    faults_of_file = [
        f"{name}: {failure.message} ({failure.rule_id})"
        for profile, name in PROFILES.items()
        for failure in page_validation.validate_pdf_bytes(pdf, profile=profile, limits=LIMITS).failures
    ]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tags = _structure(document)
        faults_of_file += _count_faults(tags, html)
        faults_of_file += _scope_faults(tags)
        faults_of_file += _font_faults(document)
        for number, page in enumerate(document.pages, start=1):
            faults_of_file += _page_faults(number, page)
    return faults_of_file


#: The beginning of an element; elsewhere in our pages the sign is written as "&lt;".
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)")


def _count(html: str) -> Counter[str]:
    """Counts the elements of an HTML text by the names that they have in the PDF's structure."""
    counts = Counter(ELEMENT.findall(html))
    counts["figure"] = counts["img"] + counts["svg"]
    return counts


def _structure(document: pikepdf.Pdf) -> list[Any]:
    """All structure elements, in order."""
    elements: list[Any] = []
    waiting: list[Any] = [document.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += reversed(list(item))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            elements.append(item)
            if "/K" in item:
                waiting.append(item.K)
    return elements


def _count_faults(tags: list[Any], html: str) -> list[str]:
    wanted = _count(html)
    tagged = Counter(str(tag.S)[1:].lower() for tag in tags)
    differing = [kind for kind in (*HEADINGS, "figure") if tagged[kind] != wanted[kind]]
    # A table that is longer than a page goes on with its headers repeated, which adds to both counts.
    differing += [kind for kind in ("table", "th") if tagged[kind] < wanted[kind]]
    return [f"there are {tagged[kind]} {kind} elements, but {wanted[kind]} in the page" for kind in differing]


def _scope_faults(tags: list[Any]) -> list[str]:
    bare = sum(1 for tag in tags if tag.S == "/TH" and "/Scope" not in tag.get("/A", {}))
    return [f"{bare} header cells of tables do not say whether they head a row or a column"] if bare else []


def _font_faults(document: pikepdf.Pdf) -> list[str]:
    family = FAMILY.replace(" ", "-")
    names = {
        str(item.BaseFont)[1:].partition("+")[2] or str(item.BaseFont)[1:]
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item
    }
    return [
        f"the letters of some words come from another font ({name}): {FAMILY} does not have them"
        for name in sorted(names)
        if not name.startswith(family)
    ]


PAGINATION = re.compile(rb"/Artifact\s*<<\s*/Type\s*/Pagination")


def _page_faults(number: int, page: pikepdf.Page) -> list[str]:
    if number > 1 and not PAGINATION.search(page.Contents.read_bytes()):
        return [f"page {number}: the running head is not marked as an artifact"]
    return []
