"""Every file of a website beside the one that a build makes of the workspace, and every figure in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.build.cache import Cache
from generator.build.options import PART, PREVIEW, Options
from generator.build.output import MANIFEST, kind_of
from generator.build.pdfs import Pdfs
from generator.build.pool import processes
from generator.build.search import Search
from generator.render import address
from generator.report.review import Review
from generator.site.site import Site
from generator.verify.expected import Expected, expected_website
from generator.verify.figures import check_figures
from generator.verify.folder import folders_of, gathered, list_folder
from generator.verify.manifest import check_manifest
from generator.verify.pdf_difference import pdf_difference
from generator.verify.sameness import difference
from generator.verify.website import Verified, Website

#: Is told how many PDFs of how many are compared.
Progress = Callable[[int, int], None]


def untold(done: int, of: int) -> None:
    """Nobody is told."""


def verify_folder(reviewed: Review, options: Options, shown: str, progress: Progress) -> Verified:
    """Reads the website at ``options.output`` back, its manifest included.

    Problems name its files below ``shown``.  A website that says that it is whole must have all that may be
    seen of the workspace that was ``reviewed``, a part or a preview what its files show that it is of.
    Raises what ``verify`` raises.
    """
    folder, kind = options.output, kind_of(options.output)
    website = Website(folder, shown, list_folder(folder))
    everything = expected_website(reviewed, replace(options, preview=kind == PREVIEW))
    expected = everything.part_in(website.listing) if kind in (PART, PREVIEW) else everything
    there = {report.id for report in expected.reports}
    website.verified.absent = [one.id for one in everything.reports if one.id not in there]
    check_manifest(website, verify(website, expected, options, progress))
    return website.verified


def verify(website: Website, expected: Expected, options: Options, progress: Progress = untold) -> set[str]:
    """Names every file, and every figure, that is not what a build makes of the workspace.

    What is made anew is made with the cache and the processes of ``options``.  A report that is wholly
    absent, and whose PDF cannot be made, was left out by the build: it is named, no more.  Gives the paths of
    all files that a build makes.  Raises OSError if this machine lacks what makes PDFs or the search,
    jinja2.TemplateError if a template fails.
    """
    cache = Cache(options.cache)
    workers = partial(processes, options.jobs, options.limit)
    expected = _without_unprintable(website, expected, Pdfs(cache, workers))
    site = expected.site(partial(_size, website))
    with Pdfs(cache, workers) as made_anew, _search_files(site, cache) as search_files:
        for pdf in site.pdfs.values():
            made_anew.want(pdf.job())
        for path, maker in site.items():
            if path not in site.pdfs:
                _check_file(website, path, maker())
        index = search_files()
        for path, data in index.items():
            _check_file(website, path, data)
        _check_listing(website, {*site, *index})
        _check_pdfs(website, made_anew, len(site.pdfs), progress)
    check_figures(website, expected)
    return {*site, *index}


def _without_unprintable(website: Website, expected: Expected, pdfs: Pdfs) -> Expected:
    """Without the reports that are wholly absent and whose PDFs cannot be made."""
    absent = {
        report.id for report in expected.reports if not website.listing.has(address.report_folder(report))
    }
    if not absent or "pdf" not in expected.templates.frame.kinds:
        return expected
    with pdfs as made_anew:
        makers = expected.site().pdfs
        for maker in makers.values():
            if maker.report.id in absent:
                made_anew.want(maker.job())
        unprintable = [makers[one.path].report.id for one in made_anew.results() if one.pdf is None]
    website.verified.absent += unprintable
    return expected.without(unprintable)


@contextmanager
def _search_files(site: Site, cache: Cache) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Makes the index of the search meanwhile; gives what gives its files when it is done."""
    texts = {path: text() for path, text in site.search.items()}
    with (
        tempfile.TemporaryDirectory() as place,
        Search(texts, cache, Path(place)) if texts else nullcontext() as search,
    ):
        yield lambda: search.files() if search else {}


def _size(website: Website, path: str, anew: bytes) -> int:
    """The size that pages should tell: that of the file, where it is only compressed in another way."""
    found = website.bytes_of(path)
    if found is None or website.read(path, lambda _: difference(path, found, anew)) != "":
        return len(anew)
    return len(found)


def _check_file(website: Website, path: str, anew: bytes) -> None:
    """Names a file that is not the one that a build makes."""
    found = website.bytes_of(path)
    if found is None:
        return
    website.verified.files += 1
    words = found != anew and website.read(path, lambda _: difference(path, found, anew))
    if words:
        website.add(path, "file-differs", words)


def _check_pdfs(website: Website, made_anew: Pdfs, number: int, progress: Progress) -> None:
    """The same for PDFs, as they are made."""
    for done, result in enumerate(made_anew.results(), start=1):
        if result.pdf is None:
            words = f"The PDF cannot be made of this workspace: {'; '.join(result.faults[:5])}."
            website.add(result.path, "file-differs", words)
        else:
            _check_pdf(website, result.path, result.pdf)
        progress(done, number)


def _check_pdf(website: Website, path: str, anew: bytes) -> None:
    found = website.bytes_of(path)
    if found is None:
        return
    website.verified.files += 1
    words = found != anew and website.read(path, lambda _: pdf_difference(found, anew))
    if words:
        website.add(path, "file-differs", words)


def _check_listing(website: Website, wanted: set[str]) -> None:
    """Names what is missing and what is no part of the website; a folder once, not each file in it."""
    listing, folders = website.listing, folders_of(wanted)
    missing = gathered(wanted - listing.files, known=folders_of(listing.files))
    for path, number in missing.items():
        words = f"The folder is missing, with its {number} files." if number > 1 else "The file is missing."
        website.add(path, "file-differs", words)
    foreign = (listing.files | listing.folders) - wanted - folders - {MANIFEST}
    for path in gathered(foreign, known=folders):
        kind = "folder" if path in listing.folders else "file"
        website.add(path, "file-differs", f"The {kind} is no part of the website.")
    for path in sorted(listing.others):
        website.add(path, "file-differs", "A link, or what else is no plain file, is no part of a website.")
