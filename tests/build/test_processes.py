"""A build of pages and data in several processes: the same website and the same words."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import area_names, write_workspace
from generator.build import command, run
from generator.build.forked import ForkDiedError, forked
from generator.build.options import Options, Result
from tests.build.test_build import tree
from tests.conftest import PROJECT, Run

PAGES = ("--only", "html", "--only", "data")


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    """Twelve synthetic areas: enough for three processes."""
    root = write_workspace(tmp_path / "areas")
    for name in area_names()[12:]:
        shutil.rmtree(root / "areas" / name)
    return root


def build(root: Path, jobs: int, folder: Path) -> Result:
    options = Options(root, folder / "output", folder / "cache", kinds=("html", "data"), jobs=jobs)
    return command.run(options, lambda done, of: None, lambda: None)


def test_the_website_is_the_same(areas: Path, tmp_path: Path) -> None:
    assert build(areas, 1, tmp_path / "one") == build(areas, 3, tmp_path / "three")
    assert tree(tmp_path / "one/output") == tree(tmp_path / "three/output")
    kept = {path.name for path in (tmp_path / "one/cache").rglob("*.entry")}
    assert kept == {path.name for path in (tmp_path / "three/cache").rglob("*.entry")}


def test_some_areas_are_kept_and_others_rendered(areas: Path, tmp_path: Path) -> None:
    build(areas, 2, tmp_path / "two")
    for name in area_names()[:9]:
        foreword = areas / "areas" / name / "2024-25/foreword.md"
        foreword.write_text(foreword.read_text() + "\nA line more.\n")
    build(areas, 2, tmp_path / "two")
    build(areas, 1, tmp_path / "clean")
    assert tree(tmp_path / "two/output") == tree(tmp_path / "clean/output")


def test_the_page_of_a_kept_area_knows_the_years_of_others(areas: Path, tmp_path: Path) -> None:
    first, second, *others = area_names()[:12]
    for name in (first, *others):
        shutil.rmtree(areas / "areas" / name / "2023-24")
    build(areas, 2, tmp_path / "two")
    page = tmp_path / "two/output/areas" / first / "index.html"
    assert "2023-24" in page.read_text()
    shutil.rmtree(areas / "areas" / second / "2023-24")
    build(areas, 2, tmp_path / "two")
    assert "2023-24" not in page.read_text()
    build(areas, 1, tmp_path / "clean")
    assert tree(tmp_path / "two/output") == tree(tmp_path / "clean/output")


def test_problems_are_told_once_and_all(areas: Path, mappa: Run, tmp_path: Path) -> None:
    first, second, third = area_names()[:3]
    (areas / "areas" / first / "2024-25/foreword.md").write_text("{{ nothing.of_the_kind }}\n")
    (areas / "areas" / second / "2023-24/statistics.yaml").unlink()
    draft = areas / "areas" / third / "2022-23/statistics.yaml"
    draft.write_text(draft.read_text() + "status: draft\n")
    page = areas / "content/2024-25/sections/mappa-25.md"
    page.write_text(page.read_text() + "\n{{ nothing.of_this_kind }}\n")
    said = []
    for jobs in ("1", "3"):
        out = ("--output", tmp_path / jobs / "output", "--cache", tmp_path / jobs / "cache")
        ended = mappa("build", "--root", areas, *PAGES, "--jobs", jobs, *out)
        assert ended.returncode == 1
        said.append((ended.stderr, re.sub(r"in [0-9.]+ seconds|website is in .*", "", ended.stdout)))
    assert said[0] == said[1]
    assert said[0][0].count("content/2024-25/sections/mappa-25.md") == 1
    assert tree(tmp_path / "1/output") == tree(tmp_path / "3/output")


def test_a_broken_template_is_named(areas: Path, mappa: Run) -> None:
    shutil.copytree(PROJECT / "templates", areas / "templates")
    page = areas / "templates/parts/sections.jinja"
    page.write_text(page.read_text() + "{% endfor %}\n")
    ended = mappa("build", "--root", areas, *PAGES, "--jobs", "3")
    assert ended.returncode == 1 and "templates/parts/sections.jinja" in ended.stderr
    assert not (areas / "output").exists()


def test_a_process_that_is_stopped_costs_time_alone(
    areas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def stopped(*_: Any) -> Iterator[Any]:
        assert os.getpid() != here
        os.kill(os.getpid(), signal.SIGKILL)
        yield

    build(areas, 1, tmp_path / "one")
    monkeypatch.setattr(run, "steps", stopped)
    assert build(areas, 2, tmp_path / "two").published
    assert tree(tmp_path / "one/output") == tree(tmp_path / "two/output")


def test_without_a_process_to_be_had_the_build_goes_on(
    areas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    assert len(build(areas, 2, tmp_path).built) == 36


def test_values_come_in_order_and_so_does_what_is_raised() -> None:
    def make() -> Iterator[int]:
        yield os.getpid()
        yield 2
        raise ValueError("three")

    with forked(make) as values:
        assert next(values) != os.getpid()
        assert next(values) == 2
        with pytest.raises(ValueError, match="three"):
            next(values)
    with forked(lambda: iter([1, 2])) as values:
        assert list(values) == [1, 2]


def test_a_process_ends_with_its_block() -> None:
    def make() -> Iterator[int]:
        yield os.getpid()
        while True:
            signal.pause()

    with forked(make) as values:
        process = next(values)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_process_that_dies_is_noticed() -> None:
    def make() -> Iterator[int]:
        yield 1
        os._exit(0)

    with forked(make) as values:
        assert next(values) == 1
        with pytest.raises(ForkDiedError):
            next(values)
