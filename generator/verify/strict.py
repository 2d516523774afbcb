"""A new website of a strict build, before it is published -> what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from generator.build.options import Options
from generator.problems import Problem


def read_back(options: Options, folder: Path) -> tuple[Problem, ...]:
    """What a website without its manifest has otherwise than one that is made of the workspace from nothing.

    Imports what it needs when it is called, which most builds never do.  Raises OSError if this machine lacks
    what makes a website, jinja2.TemplateError if a template fails.
    """
    from generator.build.exchange import UNFINISHED
    from generator.report.review import review
    from generator.verify.expected import expected_website
    from generator.verify.folder import list_folder
    from generator.verify.site import verify
    from generator.verify.website import Website
    from generator.workspace import survey

    reviewed = review(survey(options.root), options.areas, options.editions)
    website = Website(folder, options.output.name, list_folder(folder))
    website.listing.files.discard(UNFINISHED)
    verify(website, expected_website(reviewed, options), options)
    return tuple(website.verified.problems)
