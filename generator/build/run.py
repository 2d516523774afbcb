"""One build, from the workspace to the website."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain

from jinja2 import TemplateError, TemplateSyntaxError

from generator.build.areas import StartAfreshError, joined, kept_keys, without
from generator.build.cache import Cache
from generator.build.compiled import Compiled
from generator.build.forked import ForkDiedError, can_fork, forked, unforked
from generator.build.inputs import Inputs
from generator.build.options import Options, Result
from generator.build.output import Staging
from generator.build.pdfs import Pool, Printing
from generator.build.shares import Elsewhere, Kept, New, national_of, shown, steps
from generator.build.website import Website, unpublished
from generator.load.templates import load_templates
from generator.problems import Place, Problem, has_errors
from generator.render.templates import Templates
from generator.report.review import Review
from generator.workspace import Workspace, survey

#: The fewest areas for which a process is worth its start.
FEWEST = 4


@dataclass(frozen=True)
class Build:
    """What was asked for, what there was to build from, and whom the build asks and tells."""

    options: Options
    #: The files as they were when it began.
    there: Inputs
    #: Says whether they are still.
    unchanged: Callable[[], bool]
    pool: Pool
    #: Is told how many PDFs of how many are done.
    progress: Callable[[int, int], None]

    def run(self) -> tuple[Result, bool]:
        """Builds the website; gives what came of it, and whether the files were unchanged once read.

        The caller holds the output folder.  Raises ForeignFolderError if that is not ours, OSError if it
        cannot be written or the machine lacks what the engine needs; the old site stands.
        """
        options = self.options
        workspace = survey(options.root)
        kept = kept_keys(workspace, options.areas, self.there, Cache(options.cache))
        try:
            return self._run(workspace, kept, options.jobs)
        except (StartAfreshError, ForkDiedError):
            return self._run(workspace, {}, 1)

    def _run(self, workspace: Workspace, kept: Mapping[str, str], processes: int) -> tuple[Result, bool]:
        """Takes the areas of ``kept`` from the cache, and renders the others in up to so many processes.

        Raises StartAfreshError if what was kept does not do, ForkDiedError if a helping process is stopped.
        """
        options = self.options
        cache = Cache(options.cache)
        templates = Templates(*load_templates(options.root), Compiled())
        own, *theirs = _divided(without(workspace, kept), options, processes)
        with ExitStack() as stack:
            helpers = [stack.enter_context(forked(partial(steps, one, options, templates))) for one in theirs]
            here = New(own, options, templates)
            new: list[New | Elsewhere] = [here, *map(Elsewhere, helpers)]
            found = joined([share.found for share in new])
            if options.strict and has_errors(found.problems):
                return _stopped(found, found.problems, kept), False
            try:
                with Printing(cache, options.jobs, self.pool) as printing, Staging(options.output) as staging:
                    if "pdf" in options.kinds:
                        here.pdfs = printing.start(work.job(options) for work in here.works)
                    # While the pool prints, this process reads what was kept and writes the rest.
                    old = Kept(kept, cache, found)
                    found = joined([found, old.found])
                    seen = shown(found, options)
                    national = national_of(seen, options, here.templates, here.shared)
                    shares = [*new, old]
                    beside = forked if theirs else unforked
                    website = Website(seen, national, shares, options, cache, staging, beside)
                    pdfs = chain(old.made(), printing.results())
                    result, is_current = website.build(pdfs, self.unchanged, self.progress)
            except TemplateError as error:
                return _stopped(found, [*found.problems, _template_problem(error)], kept), False
        # A problem that is of no area may have come from any of them.
        if result.published and is_current and all(p.file.startswith("areas/") for p in found.problems):
            unsound = {name.split()[0] for name in result.left_out}
            for share in new:
                for area, part in share.parts.items():
                    if area not in unsound:
                        cache.put(self.there.of(area), part)
        cache.trim()
        return result, is_current


def _divided(workspace: Workspace, options: Options, processes: int) -> list[Workspace]:
    """The workspace in shares for several processes, where there is work for them and no PDF to be made."""
    names = [area for area in workspace.areas if not options.areas or area in options.areas]
    several = "pdf" not in options.kinds and can_fork()
    number = max(1, min(processes, len(names) // FEWEST)) if several else 1
    return [without(workspace, set(names) - set(names[share::number])) for share in range(number)]


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
