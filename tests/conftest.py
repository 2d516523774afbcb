"""What several tests share: a workspace to change, the command, and the five real reports, built once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.load.areas import load_site
from generator.load.files import FileReader
from generator.load.templates import load_templates
from generator.render.frame import Frame
from generator.render.links import FileSize, file_size
from generator.render.templates import Templates
from generator.workspace import survey

PROJECT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).resolve().parent / "data"

# Some tests send Ctrl-C to the program, which a shell has ignored by all that it runs in the background.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_mappa(
    *words: str | Path, cwd: Path = PROJECT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def mappa() -> Run:
    return run_mappa


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the small synthetic workspace, to change."""
    root = tmp_path / "workspace"
    shutil.copytree(DATA / "workspace", root)
    return root


def frame_for(workspace: Path = DATA / "workspace", address: str | None = None, **others: Any) -> Frame:
    """The frame of a workspace's website, with another address, or of another kind."""
    site = load_site(FileReader(survey(workspace)))
    assert site is not None
    return Frame(site.model_copy(update={"address": address} if address else {}), **others)


def size_of(path: str) -> FileSize:
    """The size of a file of a website that is not made."""
    return file_size(0)


def templates_for(workspace: Path, frame: Frame | None = None) -> Templates:
    """The program's templates, for the publication of a workspace, or in a frame."""
    return Templates(*load_templates(PROJECT), frame or frame_for(workspace))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the project's own workspace, with the five real reports."""
    output = tmp_path_factory.mktemp("site") / "output"
    run = run_mappa("build", "--output", output, "--cache", output.parent / "cache")
    assert run.returncode == 0, run.stderr
    return output


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of a module."""
    with chromium() as browser:
        yield browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


@contextmanager
def on_a_server(folder: Path) -> Iterator[str]:
    """The address of a folder on a web server: Pagefind does not work from a disk."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
