"""What a preview shows from one change to the next, read again when the files have changed."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import TemplateError

from generator.build.cache import hash_of
from generator.load.templates import load_templates, template_problem
from generator.problems import Problem, in_order
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.serve.changes import Stamp, changed, stamps
from generator.serve.content import Content, read
from generator.site.site import Site, make_site
from generator.workspace import survey

#: The endings of what a page loads when it begins.
ASSETS = (".css", ".js")


@dataclass(frozen=True)
class State:
    """What is shown now.  Before the first reading, and while it fails, there is no content."""

    version: str = ""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    content: Content | None = None
    #: None where nothing can be made: the publication has no name, or a template cannot be used.
    site: Site | None = None
    problems: tuple[Problem, ...] = ()
    #: The hash of the stylesheets and scripts.
    assets: str = ""
    #: What went wrong in the program itself, in words.
    trouble: str = ""


class Live:
    """The newest state of a workspace.  Every method may be called by several threads."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.lock = threading.RLock()
        self.state = State()
        self._changed = threading.Condition(self.lock)
        self._templates: Templates | None = None
        self._begun, self._number = f"{time.time():.0f}", 0

    def look(self) -> bool:
        """Reads what changed since the last look; says whether anything did.  Raises nothing."""
        with self.lock:
            try:
                return self._look()
            except Exception as error:
                trouble = in_words(error)
                if self.state.trouble != trouble:
                    self._show(replace(self.state, trouble=trouble))
                return False

    def _look(self) -> bool:
        workspace, content = survey(self.root), self.state.content
        now = stamps(workspace)
        names = changed(self.state.stamps, now)
        if not names and content is not None:
            return False
        if any(name.startswith("templates/") for name in names):
            self._templates = None
        content = read(workspace) if content is None else content.after(workspace, names)
        self._show(self._made(replace(self.state, stamps=now, content=content, trouble="")))
        return True

    def read_on(self) -> bool:
        """Reads the texts of one more area; says whether there are more.  That all are read is told."""
        with self.lock:
            content = self.state.content
            if content is None or not content.unread:
                return False
            try:
                self.read_area(content.unread[0])
            except Exception as error:
                self._show(replace(self.state, trouble=in_words(error)))
                return False
            if self.state.content is None or self.state.content.unread:
                return True
            self._show(self.state)
            return False

    def read_area(self, area: str) -> None:
        """Reads the texts of an area if they were not read yet.  It may raise what reading raises."""
        with self.lock:
            content = self.state.content
            if content is not None and area in content.unread:
                self.state = self._made(replace(self.state, content=content.with_area(area)))

    def version(self, not_this: str = "", seconds: float = 0) -> str:
        """The version that is shown; waits for another than ``not_this``, at most so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version != not_this, seconds)
            return self.state.version

    def _show(self, state: State) -> None:
        """Makes a state the one that is shown, and wakes who waits for it."""
        self._number += 1
        self.state = replace(state, version=f"{self._begun}-{self._number}")
        self._changed.notify_all()

    def _made(self, state: State) -> State:
        """The state with the website and the problems of its content."""
        assert state.content is not None
        review = state.content.review
        try:
            templates = self._templates
            if review.site and (templates is None or templates.frame.site != review.site):
                frame = Frame(review.site, preview=True, lines=True)
                templates = self._templates = Templates(*load_templates(self.root), frame)
            site = make_site(review, templates) if review.site and templates else None
        except TemplateError as error:
            problems = tuple(in_order([*review.problems, template_problem(error, self.root)]))
            return replace(state, site=None, problems=problems)
        files = templates.files if templates else {}
        assets = hash_of(*(text.encode() for name, text in files.items() if name.endswith(ASSETS)))
        return replace(state, site=site, problems=review.problems, assets=assets)


def in_words(error: Exception) -> str:
    """A fault of the program itself, for the person who met it."""
    return (
        f"Something went wrong inside mappa ({type(error).__name__}: {error}). Save the file again; if it "
        "stays, please report it, with what you did."
    )
