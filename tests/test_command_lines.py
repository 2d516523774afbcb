"""Every command line of the documents is one that there is: those of mappa are run, as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from markdown_it import MarkdownIt

from generator.cli import program
from tests.conftest import DATA, PROJECT, run_mappa
from tests.serve.conftest import end, start

DOCUMENTS = (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md")))
#: The workspace that a document is about, where that is not the one with MAPPA's tables.
OTHER_WORKSPACES = {"another-publication.md": "safeguarding"}
#: Scripts that others read, and nobody calls.
SOURCED = {"scripts/environment"}
#: Options of other programs that the documents speak of.
OTHER_PROGRAMS = {"--print-to-pdf"}
#: The areas that the documents name: each is in the copy of a workspace, with the report of one of its own.
REGISTER = {area["slug"] for area in yaml.safe_load((PROJECT / "content/areas.yaml").read_text())}
#: The edition that the documents begin; it is there in the copy unless the command itself begins it.
NEXT_EDITION = """\
edition: {next}
extends: {last}
period: {{start: 2025-04-01, end: 2026-03-31}}
snapshot: 2026-03-31
population: {{name: mid-2025, published: 2026-07-30}}
release: not yet
"""
NEXT = {"workspace": ("2025-26", "2024-25")}
#: Commands that a sentence may name alone, though they say nothing without more words.
NAMED_ALONE = {"mappa new"}
#: What stands for a word of the reader's own.
AREA, SCHEDULER = "AREA", "tcp://…"


class Line(NamedTuple):
    """A command line, the document that it stands in, and the workspace that this is about."""

    document: str
    command: str
    workspace: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command)


def code(document: Path) -> Iterator[str]:
    """Each line of the blocks of code, and each piece of code within a sentence."""
    for token in MarkdownIt("commonmark").enable("table").parse(document.read_text()):
        if token.type in ("fence", "code_block"):
            yield from token.content.replace("\\\n", " ").splitlines()
        for child in token.children or []:
            if child.type == "code_inline":
                yield child.content


def command_lines() -> list[Line]:
    lines = {}
    for document in DOCUMENTS:
        workspace = OTHER_WORKSPACES.get(document.name, "workspace")
        for text in code(document):
            for part in re.split(r" (?:&&|\|) ", re.sub(r"\s+[#>].*", "", text.removeprefix("$ "))):
                if re.match(r"(\w+=\S+ )*(\./mappa|mappa|scripts/\S+)( |$)", part) and part != "./mappa":
                    command = part.strip().removeprefix("./")
                    lines.setdefault((command, workspace), Line(document.name, command, workspace))
    return list(lines.values())


LINES = command_lines()
OF_MAPPA = [line for line in LINES if line.words[0] == "mappa"]
OF_SCRIPTS = [line for line in LINES if line.words[0] != "mappa"]


def add_area(root: Path, slug: str) -> None:
    """Adds an area with the newest report of the workspace's first one."""
    register = root / "content/areas.yaml"
    first = yaml.safe_load(register.read_text())[0]
    entry = {"slug": slug, "name": slug.title(), "facts": first["facts"]}
    register.write_text(register.read_text() + yaml.safe_dump([entry], sort_keys=False))
    newest = max(path for path in (root / "areas" / first["slug"]).iterdir() if path.is_dir())
    shutil.copytree(newest, root / "areas" / slug / newest.name)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspaces that the documents are about, built: a command finds what it reads and reuses."""
    folder = tmp_path_factory.mktemp("documents")
    for name in {line.workspace for line in OF_MAPPA}:
        root = folder / name
        shutil.copytree(DATA / name, root)
        words = {word for line in OF_MAPPA if line.workspace == name for word in line.words}
        for area in sorted(words & REGISTER):
            add_area(root, area)
        run = run_mappa("build", cwd=root)
        assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def root(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Path:
    """A copy of the workspace of a line, as it is before the command is called."""
    line: Line = request.node.callspec.params["line"]
    root = tmp_path / line.workspace
    shutil.copytree(built / line.workspace, root, symlinks=True)
    edition, last = NEXT.get(line.workspace, ("", ""))
    if edition in line.words and line.words[1:3] != ["new", "--edition"]:
        (root / "content" / edition).mkdir()
        text = NEXT_EDITION.format(next=edition, last=last)
        (root / "content" / edition / "edition.yaml").write_text(text)
    return root


@pytest.mark.parametrize("line", OF_MAPPA, ids=lambda line: line.command)
def test_a_command_of_the_documents_works(line: Line, root: Path) -> None:
    area = min((root / "areas").iterdir()).name
    words = [area if word == AREA else word for word in line.words[1:]]
    if words[0] == "serve":
        serve(words[1:], root)
        return
    if SCHEDULER in words:
        run = on_a_cluster(words, root)
    else:
        run = run_mappa(*words, *["--help"] * (line.command in NAMED_ALONE), cwd=root)
    # A year that can be released is no matter of a command line.
    allowed = (0, 1) if "--release" in words else (0,)
    assert run.returncode in allowed, f"{line.document}: {line.command}\n{run.stdout}{run.stderr}"


def serve(words: list[str], root: Path) -> None:
    """Starts the preview, and ends it as Ctrl-C does once it has told its address."""
    served = start(root, *words)
    said = end(served)
    assert served.address.startswith("http://127.0.0.1:"), said
    assert served.process.returncode == 130


def on_a_cluster(words: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp://"
    ) as cluster:
        address = cluster.scheduler_address
        return run_mappa(*(address if word == SCHEDULER else word for word in words), cwd=root)


@pytest.mark.parametrize("line", OF_SCRIPTS, ids=lambda line: line.command)
def test_a_script_of_the_documents_is_there(line: Line) -> None:
    script, *words = (word for word in line.words if not re.match(r"[A-Z]+=", word))
    path = PROJECT / script
    assert path.is_file(), f"{line.document}: {line.command}"
    assert path.stat().st_mode & 0o111 or script in SOURCED, f"{script} cannot be called"
    for word in words:
        assert "/" not in word or (PROJECT / word).exists(), f"{line.document}: {word} is not there"


def test_an_option_of_the_documents_is_one_of_a_command() -> None:
    options = {
        option
        for command in (program, *program.commands.values())
        for parameter in command.params
        for option in parameter.opts
    }
    options |= {"--help", *OTHER_PROGRAMS}
    for document in DOCUMENTS:
        for text in code(document):
            words = text.split()
            if words and (words[0] in program.commands or re.match("--[a-z]", text)):
                named = {word for word in words if re.match("--[a-z]", word)}
                assert named <= options, f"{document.name}: {text}"


def test_there_are_command_lines() -> None:
    """Were they looked for in vain, all would seem well."""
    assert len(OF_MAPPA) > 15
    assert len(OF_SCRIPTS) > 15
