"""A report -> Govspeak: its sections, tables and contacts, for those who must put it on GOV.UK as well.

The charts are left out, as their figures stand in the tables; so is what the website has beside a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from generator.model.report import Report, Section
from generator.render.govspeak import escaped, narrative_govspeak
from generator.render.sections import Shared, level_in
from generator.render.templates import Templates
from generator.render.titles import report_title

TEMPLATE = "report.md.jinja"


def report_govspeak(report: Report, templates: Templates, shared: Shared | None = None) -> str:
    """The report without its title, which GOV.UK asks for by itself.  What is ``shared`` is taken from there.

    Raises jinja2.TemplateError if a template fails.
    """
    macro = partial(templates.macro, TEMPLATE, report.language)
    title = report_title(report, templates)
    blocks = [str(macro("opening")(report, title, _text))]
    for section in report.sections:
        blocks += _section(report, section, templates, shared.govspeak if shared else {})
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def _section(
    report: Report, section: Section, templates: Templates, ready: Mapping[str, str]
) -> Iterator[str]:
    macro = partial(templates.macro, TEMPLATE, report.language)
    yield str(macro("section_heading")(section, _text, _id))
    # A link to a part that has no heading leads to its section's.
    bare = {part.id: one.id for one in report.sections for part in one.parts if not part.title}
    anchors = report.anchors(section.kind == "national")
    anchors = {target: bare.get(anchor, anchor) for target, anchor in anchors.items()}
    for part in section.parts:
        if part.title:
            yield str(macro("part_heading")(part, _text, _id))
        is_ready = part.shared and part.id in ready
        yield ready[part.id] if is_ready else narrative_govspeak(part, level_in(part), report.facts, anchors)
    for table in section.tables:
        yield str(macro("table")(table, report.facts, _text, _id))
    for author in section.authors:
        yield str(macro("signed")(author, _text))
    if section.kind == "contacts":
        yield str(macro("contacts")(report.details, _text))


def _text(words: str) -> Markup:
    """Words of a template or of a value, as text."""
    plain = words.unescape() if isinstance(words, Markup) else words
    return Markup(escaped(" ".join(plain.split())))


def _id(name: str) -> str:
    """What gives a heading its id, for links (kramdown, “Specifying a Header ID”)."""
    return f"{{#{name}}}"
