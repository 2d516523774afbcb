"""The templates of a workspace's own -> what is wrong with them, before any page is made of them.

A file takes the place of the program's file of the same name.  A new one is used if a template asks for it
(`include`, `import`, `extends`); of all others nobody would notice that they do nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import LANGUAGES
from generator.load.catalogues import check_catalogue, known_messages
from generator.load.templates import CATALOGUE, ENDINGS, read_template, template_errors_told, template_problem
from generator.problems import Place, Problem, Suggestions, quoted
from generator.workspace import Workspace, program_templates

if TYPE_CHECKING:
    from jinja2.nodes import Template

FOLDER = "templates/"
#: The program's catalogue that has the messages of all its templates (`scripts/words`).
ALL_MESSAGES = "locale/cy/mappa.po"
#: The pages of the preview, which are always the program's.
OF_PREVIEW = "serve/"
#: What says something of the files beside it, and is no template.
BESIDE = ("readme", "licence", "license")
KNOWN_LANGUAGES = " and ".join(LANGUAGES)


def own_template_problems(workspace: Workspace) -> list[Problem]:
    """What is wrong with the files in ``templates/`` of a workspace.

    Where the workspace is the program's own folder its templates are the program's, which its tests hold to
    be sound, and catalogues are looked at alone.  Imports Jinja2 if there is a template to look at.
    """
    program = program_templates()
    own = {
        name.removeprefix(FOLDER): path for name, path in workspace.files.items() if name.startswith(FOLDER)
    }
    if own.get(ALL_MESSAGES) == program[ALL_MESSAGES]:
        own = {name: path for name, path in own.items() if name.startswith("locale/")}
    texts, problems = _read(own)
    trees, faults = _compiled(texts)
    used = _used(own, program, trees)
    problems += [fault for name, fault in faults.items() if name in used]
    problems += _asked_in_vain({name: trees[name] for name in used & trees.keys()}, program, own)
    problems += _strays(own, program, used)
    problems += _folders(workspace, program)
    problems += _of_catalogues(texts, trees, program[ALL_MESSAGES])
    return problems


def _read(own: Mapping[str, Path]) -> tuple[dict[str, str], list[Problem]]:
    """The texts of templates and catalogues by name, and problems of those that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, path in own.items():
        if not name.endswith(ENDINGS) and not CATALOGUE.fullmatch(name):
            continue
        try:
            with template_errors_told(problems):
                texts[name] = read_template(name, path)
                _check_text(name, texts[name])
        except OSError as error:
            message = f"The file cannot be opened: {error.strerror or error}."
            hint = "Look whether it is a file, and whether you may read it."
            problems.append(Problem.at(Place(FOLDER + name), "unreadable-file", message, hint))
    return texts, problems


def _check_text(name: str, text: str) -> None:
    """Raises TemplateSyntaxError for a template that nothing can be made of."""
    before, sign, _ = text.partition("\0")
    is_empty = "/" not in name and name.endswith(".jinja") and not text.strip()
    if sign or is_empty:
        from jinja2 import TemplateSyntaxError

        words = "it is empty, and so would be each page that is made of it"
        words = "a character of it is none that can be written (NUL)" if sign else words
        raise TemplateSyntaxError(words, before.count("\n") + 1 if sign else 1, name)


def _compiled(texts: Mapping[str, str]) -> tuple[dict[str, Template], dict[str, Problem]]:
    """The trees of templates that can be read, and what is wrong with those that cannot be used, by name."""
    names = [name for name in texts if name.endswith(".jinja")]
    if not names:
        return {}, {}
    from jinja2 import TemplateError

    from generator.languages.catalogues import environment
    from generator.languages.faults import told_as_template_error

    templates = environment(texts, {}, LANGUAGES[0], autoescape=True)
    trees: dict[str, Template] = {}
    faults: dict[str, Problem] = {}
    for name in names:
        try:
            with told_as_template_error(name):
                trees[name] = templates.parse(texts[name], name, name)
                templates.compile(trees[name], name, name, raw=True)  # an unknown filter is found then
        except TemplateError as error:
            faults[name] = template_problem(error)
    return trees, faults


class Asked(NamedTuple):
    """What a template asks for: its name, or None where that is worked out."""

    name: str | None
    line: int
    #: Whether it has to be there: an `include` may be told to do without, or with another.
    is_needed: bool


def _asked(tree: Template) -> Iterator[Asked]:
    """What a template asks for, in its order."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        asked = node.template  # type: ignore[attr-defined]
        several = isinstance(asked, nodes.Tuple | nodes.List)
        is_needed = not several and not getattr(node, "ignore_missing", False)
        for one in asked.items if several else [asked]:
            name = one.value if isinstance(one, nodes.Const) else None
            yield Asked(name if isinstance(name, str) else None, node.lineno, is_needed)


def _asked_in_vain(
    trees: Mapping[str, Template], program: Mapping[str, Path], own: Mapping[str, Path]
) -> Iterator[Problem]:
    """A problem for each template that is asked for by its name and is not there."""
    names = {name for name in (*program, *own) if name.endswith(ENDINGS)}
    for file, tree in trees.items():
        for asked in _asked(tree):
            if asked.name is None or asked.name in names or not asked.is_needed:
                continue
            near = _most_like(asked.name, names, Suggestions())
            hint = f"Did you mean {near}?" if near else "Write the file, or take the line out."
            if asked.name in own:
                hint = f"The file is there, but the name of a template ends in {', '.join(ENDINGS)}."
            message = f"The template asks for {quoted(asked.name)}, which is not there."
            place = Place(FOLDER + file, asked.line, 1, asked.line, 1)
            yield Problem.at(place, "template-failed", message, hint)


def _used(own: Mapping[str, Path], program: Mapping[str, Path], trees: Mapping[str, Template]) -> set[str]:
    """The files of a workspace that do something."""
    used = {name for name in own if _replaces(name, program) or _is_catalogue(name)}
    waiting = [name for name in used if name.endswith(".jinja")]
    while waiting:
        name = waiting.pop()
        asked = {one.name for one in _asked(trees[name])} if name in trees else {None}
        # Of a name that is worked out, or that cannot be read, nobody can say which it will be.
        new = {one for one in own if one in asked or (None in asked and one.endswith(ENDINGS))} - used
        used |= new
        waiting += [one for one in new if one.endswith(".jinja")]
    return used


def _replaces(name: str, program: Mapping[str, Path]) -> bool:
    return name in program and not name.startswith(OF_PREVIEW)


def _is_catalogue(name: str) -> bool:
    match = CATALOGUE.fullmatch(name)
    return match is not None and match[1] in LANGUAGES


def _stands_beside(name: str, own: Mapping[str, Path]) -> bool:
    """Whether a file says something of others, or is what an editor of catalogues makes of one."""
    last = PurePosixPath(name).name.lower()
    return last.startswith(BESIDE) or (last.endswith(".mo") and f"{name[:-3]}.po" in own)


def _strays(own: Mapping[str, Path], program: Mapping[str, Path], used: set[str]) -> Iterator[Problem]:
    """A warning for each file that does nothing."""
    suggestions = Suggestions()
    replaced = {name for name in program if _replaces(name, program)}
    for name in own:
        if name not in used and not _stands_beside(name, own):
            message, hint = _misplaced(name, _meant(name, replaced, suggestions), own)
            yield Problem.at(Place(FOLDER + name), "misplaced-file", message, hint)


def _folders(workspace: Workspace, program: Mapping[str, Path]) -> Iterator[Problem]:
    """A warning for each folder that has the name of a template."""
    for name in workspace.folders:
        if name.startswith(FOLDER) and name.removeprefix(FOLDER) in program:
            message = "This is a folder: the program's file of this name is used."
            yield Problem.at(Place(name), "misplaced-file", message, "Put a file in its place, or delete it.")


def _meant(name: str, program: set[str], suggestions: Suggestions) -> str | None:
    """The program's file in the place of which a file seems to be meant."""
    path = PurePosixPath(name)
    if _is_of_words(name):
        language = path.parts[1] if len(path.parts) > 2 else ""
        return f"locale/{language}/mappa.po" if language in LANGUAGES else None
    return None if name.startswith(OF_PREVIEW) else _most_like(name, program, suggestions)


def _is_of_words(name: str) -> bool:
    """Whether a file seems to be meant as a catalogue."""
    return name.startswith("locale/") or name.endswith((".po", ".pot"))


def _most_like(name: str, known: set[str], suggestions: Suggestions) -> str | None:
    """The file that seems to be meant: one with the same last part of its name, or with nearly the same."""
    path = PurePosixPath(name)
    last = suggestions.nearest(path.name.lower(), {PurePosixPath(one).name for one in known}, cutoff=0.75)
    near = [PurePosixPath(one) for one in sorted(known) if PurePosixPath(one).name == last]
    beside = [one for one in near if one.parent == path.parent]
    return str((beside or near)[0]) if near else None


def _misplaced(name: str, near: str | None, own: Mapping[str, Path]) -> tuple[str, str]:
    """The message and the hint of a file that does nothing; ``near`` is the one that seems to be meant."""
    match = CATALOGUE.fullmatch(name)
    if match is not None:
        hint = f"It knows {KNOWN_LANGUAGES}. Move the file to the folder of one of them, or delete it."
        return f"The program has no language {quoted(match[1])}, and so no page uses this catalogue.", hint
    if near in own:
        hint = f"There is a {FOLDER}{near} already, which is used. Delete this file, or put it into that one."
    elif near is not None:
        hint = f"Did you mean {FOLDER}{near}?"
    elif _is_of_words(name):
        hint = f"Words stand in {FOLDER}locale/LANGUAGE/mappa.po; the languages are {KNOWN_LANGUAGES}."
    elif name.startswith(OF_PREVIEW):
        hint = "The pages of the preview are always the program's own. Delete this file."
    else:
        hint = (
            "A file takes the place of the program's file of the same name, and a new template is used where "
            "another asks for it. Rename it, ask for it, or delete it."
        )
    return "No page uses this file.", hint


def _of_catalogues(
    texts: Mapping[str, str], trees: Mapping[str, Template], all_messages: Path
) -> Iterator[Problem]:
    """What is wrong with catalogues; known are the messages of the program's templates and of the own."""
    catalogues = {
        language: name for language in LANGUAGES if (name := f"locale/{language}/mappa.po") in texts
    }
    if not catalogues:
        return
    known = known_messages(all_messages.read_text(encoding="utf-8"))
    for tree in trees.values():
        known |= _messages_of(tree)
    for language, name in catalogues.items():
        yield from check_catalogue(texts[name], FOLDER + name, language, known)


def _messages_of(tree: Template) -> dict[tuple[str | None, str], bool]:
    """The messages of a template by what they are found by, and whether each has a plural."""
    from jinja2.ext import extract_from_ast

    messages: dict[tuple[str | None, str], bool] = {}
    for _, function, found in extract_from_ast(tree, babel_style=False):
        words = [word for word in ([found] if isinstance(found, str) else found or ()) if word]
        context = words.pop(0) if "pgettext" in function and words else None
        if words:
            messages[context, words[0]] = function.startswith("n")
    return messages
