"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from jinja2 import TemplateError, TemplateSyntaxError

from generator.build.areas import StartAfreshError, joined, kept_keys, kept_part, to_keep, without
from generator.build.cache import Cache
from generator.build.compiled import Compiled
from generator.build.files import Work
from generator.build.inputs import Inputs
from generator.build.options import Options, Result
from generator.build.output import Staging
from generator.build.pdfs import Pool, Printing
from generator.build.website import Website, unpublished
from generator.load.templates import load_templates
from generator.problems import Place, Problem, has_errors
from generator.review import Review, published, review
from generator.templates import Templates
from generator.workspace import Workspace, survey


def build(
    options: Options,
    there: Inputs,
    unchanged: Callable[[], bool],
    pool: Pool,
    progress: Callable[[int, int], None],
) -> tuple[Result, bool]:
    """Builds the website; gives what came of it, and whether the files are what they were at the beginning.

    ``there`` is what they were then, ``unchanged`` says whether they are still; ``progress`` is told how many
    PDFs of how many are done.  The caller holds the output folder.  Raises ForeignFolderError if that is not
    ours, OSError if it cannot be written or the machine lacks what the engine needs; the old site stands.
    """
    workspace = survey(options.root)
    kept = kept_keys(workspace, options.areas, there, Cache(options.cache))
    try:
        return _build(options, workspace, kept, there, unchanged, pool, progress)
    except StartAfreshError:
        return _build(options, workspace, {}, there, unchanged, pool, progress)


def _build(
    options: Options,
    workspace: Workspace,
    kept: Mapping[str, str],
    there: Inputs,
    unchanged: Callable[[], bool],
    pool: Pool,
    progress: Callable[[int, int], None],
) -> tuple[Result, bool]:
    """Takes the areas of ``kept`` from the cache.  Raises StartAfreshError if that does not do."""
    cache = Cache(options.cache)
    new = review(without(workspace, kept), options.areas, options.editions)
    if options.strict and has_errors(new.problems):
        return _stopped(new, new.problems, kept), False
    templates = Templates(*load_templates(options.root), Compiled(cache))
    works = {r.full_name: Work(r, templates, new.site) for r in _shown(new, options).reports}
    keys: dict[str, str] = {}
    try:
        with Printing(cache, options.jobs, pool) as printing, Staging(options.output) as staging:
            if "pdf" in options.kinds:
                keys = printing.start(work.job(options) for work in works.values())
            # While the pool prints, this process reads what was kept and writes the rest.
            parts = {area: kept_part(key, cache) for area, key in kept.items()}
            whole = joined(new, parts.values())
            website = Website(_shown(whole, options), works, parts, templates, options, cache, staging)
            result, rendered, is_current = website.build(printing, unchanged, progress)
    except TemplateError as error:
        return _stopped(new, [*new.problems, _template_problem(error)], kept), False
    if result.published and is_current:
        for key, data in to_keep(whole, result.left_out, rendered, keys, there).items():
            cache.put(key, data)
    cache.trim()
    return result, is_current


def _shown(found: Review, options: Options) -> Review:
    """The review without what is not to be seen yet, unless a preview is asked for."""
    return found if options.preview else published(found, options.today)


def _stopped(new: Review, problems: Iterable[Problem], kept: Collection[str]) -> Result:
    """What came of a build that wrote nothing.

    Raises StartAfreshError if areas were kept: their reports and problems are to be named as well.
    """
    if kept:
        raise StartAfreshError
    return unpublished(new, problems)


def _template_problem(error: TemplateError) -> Problem:
    syntax = isinstance(error, TemplateSyntaxError)
    name = (error.name if syntax else None) or ""  # type: ignore[attr-defined]
    line = error.lineno if syntax else 1  # type: ignore[attr-defined]
    return Problem.at(
        Place(f"templates/{name}".rstrip("/"), line, 1, line, 1),
        "template-failed",
        f"The template cannot be used: {error.message or error}.",
        "Undo the last change to the templates, or correct it there.",
    )
