"""The whole of a workspace, or the wanted part of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from generator.load.area_folder import load_area, load_submission
from generator.load.areas import LoadedRegister, load_register, load_site
from generator.load.editions import LoadedEdition, load_editions
from generator.load.files import FileReader
from generator.load.places import places_lacking
from generator.load.refused import refused_paths
from generator.load.submission import Submission
from generator.model.area import Area
from generator.model.edition import Edition
from generator.model.site import SiteSettings
from generator.model.statistics import Statistics
from generator.problems import Problem, has_errors
from generator.source.texts import Text
from generator.workspace import Workspace


@dataclass(frozen=True)
class National:
    """What ``content/`` says, with its problems: the same for all areas, so that a preview reads it once."""

    register: LoadedRegister | None
    site: SiteSettings | None
    editions: dict[str, LoadedEdition]
    problems: tuple[Problem, ...]
    #: The words of ``site.yaml``.
    texts: tuple[Text, ...]
    #: Whether nothing is wrong with the templates of the workspace's own; the problems have what is.
    templates_sound: bool = True


@dataclass(frozen=True)
class Loaded:
    """The models of a workspace and all problems of its files."""

    areas: dict[str, Area]
    editions: dict[str, LoadedEdition]
    submissions: tuple[Submission, ...]
    statistics: dict[tuple[str, str], Statistics]
    site: SiteSettings | None
    problems: tuple[Problem, ...]
    #: Those of the problems that ``content/`` has whatever areas write.
    of_content: tuple[Problem, ...] = ()
    #: The words of ``site.yaml``, and those of each entry of the register by its slug.
    site_texts: tuple[Text, ...] = ()
    register_texts: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    #: Whether nothing is wrong with the templates of the workspace's own.
    templates_sound: bool = True

    def latest_before(self, area: str, edition: Edition) -> Submission | None:
        """The newest submission of an area from an earlier edition."""
        earlier = [
            (other.edition.in_time, submission)
            for submission in self.submissions
            if submission.area.slug == area
            and (other := self.editions[submission.edition]).edition
            and other.edition.in_time < edition.in_time
        ]
        return max(earlier, key=lambda one: one[0])[1] if earlier else None


def load_national(workspace: Workspace, editions: tuple[str, ...] = ()) -> National:
    """The register, what is settled for the website, and the editions; problems of the wanted ones alone.

    What is wrong with templates of the workspace's own is among the problems, too.
    """
    reader = FileReader(workspace)
    register = load_register(reader)
    area_names = register.names if register else None
    site = load_site(reader, area_names)
    loaded = load_editions(reader, editions, area_names)
    of_templates = _template_problems(workspace)
    problems = (*reader.problems, *of_templates)
    return National(register, site, loaded, problems, tuple(reader.texts), not has_errors(of_templates))


def _template_problems(workspace: Workspace) -> list[Problem]:
    """What is wrong with the templates of a workspace's own, which most have not."""
    if not any(name.startswith("templates/") for name in (*workspace.files, *workspace.folders)):
        return []
    from generator.load.own_templates import own_template_problems

    return own_template_problems(workspace)


def load(
    workspace: Workspace,
    areas: tuple[str, ...] = (),
    editions: tuple[str, ...] = (),
    figures_only: Collection[str] = (),
    content: National | None = None,
) -> Loaded:
    """Everything, or the named areas and editions alone; figures of other years serve for comparison.

    Of the areas of ``figures_only`` the narratives are not read, and no problem of theirs is told.
    ``content`` is what ``load_national`` gave, where it was read before.
    """
    content = content or load_national(workspace, editions)
    register, site, national = content.register, content.site, dict(content.editions)
    reader = FileReader(workspace)
    of_content = (*content.problems, *_refused_elsewhere(workspace, areas))
    reader.problems += of_content
    if register is None:
        sound = content.templates_sound
        return Loaded(
            {},
            national,
            (),
            {},
            site,
            tuple(reader.problems),
            of_content,
            content.texts,
            templates_sound=sound,
        )
    submissions: list[Submission] = []
    statistics: dict[tuple[str, str], Statistics] = {}
    for slug, path in workspace.areas.items():
        if areas and slug not in areas:
            continue
        years = [folder for folder in workspace.reports if folder.area == slug]
        area = load_area(reader, path, years, register)
        if area is None:
            continue
        for folder in years:
            wanted = not editions or folder.edition in editions
            report_reader = FileReader(workspace)
            submission = load_submission(
                report_reader, folder, area, national, wanted and slug not in figures_only
            )
            if submission is not None and submission.statistics is not None:
                statistics[slug, folder.edition] = submission.statistics
            if wanted:
                reader.problems += report_reader.problems
                submissions += [submission] if submission is not None else []
    for name, edition in national.items():
        lacking = tuple(places_lacking(edition, (one for one in submissions if one.edition == name)))
        reader.problems += lacking
        national[name] = replace(edition, problems=(*edition.problems, *lacking))
    return Loaded(
        register.areas,
        national,
        tuple(submissions),
        statistics,
        site,
        tuple(reader.problems),
        of_content,
        content.texts,
        register.texts,
        content.templates_sound,
    )


def _refused_elsewhere(workspace: Workspace, areas: tuple[str, ...]) -> list[Problem]:
    """Problems of what is refused in no edition's and in no area's folder."""
    editions = map(workspace.relative, workspace.editions.values())
    problems = refused_paths(workspace, "content", editions) + refused_paths(workspace, "templates")
    if not areas:
        problems += refused_paths(workspace, "areas", map(workspace.relative, workspace.areas.values()))
    return problems
