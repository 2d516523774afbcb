"""A preview of a copy of the small workspace, as a user starts it, and a browser to see it with."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROJECT

#: The report that the tests write in.
AREA, EDITION = "synthetic-north", "2024-25"


class Served(NamedTuple):
    """A running preview, its first page's address, and the folder of the report that is written."""

    process: subprocess.Popen[str]
    address: str
    root: Path

    @property
    def report(self) -> Path:
        return self.root / "areas" / AREA / EDITION

    @property
    def page(self) -> str:
        return f"{self.address}{EDITION}/{AREA}/"


def start(root: Path, *words: str) -> Served:
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), *words]
    process = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return Served(process, process.stdout.readline().strip(), root)


def end(served: Served) -> str:
    """Ends a preview as Ctrl-C does; gives what it said on standard error."""
    served.process.send_signal(signal.SIGINT)
    _, said = served.process.communicate(timeout=20)
    return said


@pytest.fixture
def served(workspace: Path) -> Iterator[Served]:
    served = start(workspace)
    yield served
    said = end(served)
    assert said == ""
    assert served.process.returncode == 130


expect.set_options(timeout=20_000)


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The report's page in a browser; nothing may go wrong in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served.page)
    yield page
    page.close()
    assert faults == []
