"""Whatever is wrong with the content, the preview shows what there is: all pages, of each case in bad/."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from jinja2 import TemplateError

from generator.load.templates import load_templates
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.report.review import review
from generator.site.report_files import Pdf
from generator.site.site import make_site
from generator.workspace import survey
from tests.cases import cases, overlay


@pytest.mark.parametrize("case", cases("bad"), ids=lambda case: case.name)
def test_every_page_can_be_made(case: Path, workspace: Path) -> None:
    overlay(case, workspace)
    reviewed = review(survey(workspace), with_gaps=True)
    if reviewed.site is None:  # nothing has a name; the preview says so
        return
    frame = Frame(reviewed.site, preview=True, lines=True)
    for maker in make_site(reviewed, Templates(*load_templates(workspace), frame)).values():
        # A page of which a template is wrong cannot be made; the preview shows the last one, and the problem.
        with nullcontext() if reviewed.templates_sound else suppress(TemplateError):
            maker.job() if isinstance(maker, Pdf) else maker()
