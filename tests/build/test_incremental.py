"""A build after any change is the build from nothing, byte for byte; a killed one leaves a whole site."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator.build.output import is_whole
from tests.build.test_build import tree
from tests.conftest import PROJECT, Run

Change = Callable[[Path, random.Random], None]


def figure(root: Path, chance: random.Random) -> None:
    path = root / "areas/synthetic-north/2024-25/statistics.yaml"
    if path.exists():
        path.write_text(path.read_text().rsplit("rate:", 1)[0] + f"rate: {chance.randrange(1000)}\n")


def foreword(root: Path, chance: random.Random) -> None:
    path = root / "areas/synthetic-south/2024-25/foreword.md"
    if path.exists():
        text = f"Synthetic text {chance.randrange(1000)}, {{{{ rate }}}}."
        path.write_text(f"---\ntitle: Foreword\n---\n{text}\n")


def national_text(root: Path, chance: random.Random) -> None:
    path = root / "content/2023-24/sections/about.md"
    path.write_text(f"---\ntitle: Background\n---\nText {chance.randrange(1000)} on {{{{ snapshot }}}}.\n")


def template(root: Path, chance: random.Random) -> None:
    path = root / "templates/parts/table.html.jinja"
    path.write_text(path.read_text() + f"{{# {chance.randrange(1000)} #}}\n")


def stylesheet(root: Path, chance: random.Random) -> None:
    path = root / f"templates/styles/{chance.choice(['base', 'screen', 'paged'])}.css"
    path.write_text(path.read_text() + f"\n.n{chance.randrange(1000)} {{ color: #000000 }}\n")


def add_page(root: Path, chance: random.Random) -> None:
    number = chance.randrange(1000)
    years = [path for path in sorted(root.glob("areas/*/*")) if path.is_dir()]
    folder = chance.choice(years) / "local"
    if folder.is_symlink() and not folder.exists():  # what it led to has moved
        return
    folder.mkdir(exist_ok=True)
    (folder / f"{number}-page.md").write_text(f"---\ntitle: Page {number}\n---\nSynthetic.\n")


def remove_or_rename_page(root: Path, chance: random.Random) -> None:
    pages = sorted(root.glob("areas/*/*/local/*.md"))
    if pages:
        page = chance.choice(pages)
        if chance.random() < 0.5:
            page.unlink()
        else:
            page.rename(page.with_name(f"{chance.randrange(1000)}-named.md"))


def copy_area(root: Path, chance: random.Random) -> None:
    """As a coordinator begins with a neighbour's files: a registered area, or one that nobody knows."""
    source = chance.choice(sorted((root / "areas").iterdir()))
    target = root / "areas" / chance.choice(["synthetic-east", "synthetic-west", "synthetic-unknown"])
    if not target.exists():
        shutil.copytree(source, target, symlinks=True)


def rename_area(root: Path, chance: random.Random) -> None:
    source = chance.choice(sorted((root / "areas").iterdir()))
    target = root / "areas" / chance.choice(["synthetic-east", "synthetic-west", "synthetic-north"])
    if not target.exists():
        source.rename(target)


def swap_areas(root: Path, chance: random.Random) -> None:
    areas = sorted((root / "areas").iterdir())
    if len(areas) > 1:
        one, other = chance.sample(areas, 2)
        aside = root / "aside"
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def rename_year(root: Path, chance: random.Random) -> None:
    year = chance.choice(sorted(root.glob("areas/*/*")))
    target = year.with_name(chance.choice(["2023-24", "2024-25"]))
    if year.is_dir() and not target.exists():
        year.rename(target)


def link_folder(root: Path, chance: random.Random) -> None:
    """A folder moves aside, inside its area or out of it, and a link takes its place."""
    folders = [p for p in sorted(root.glob("areas/*/*")) + sorted(root.glob("areas/*/*/*")) if p.is_dir()]
    folder = chance.choice(folders)
    if not folder.is_symlink():
        area = root / "areas" / folder.relative_to(root / "areas").parts[0]
        aside = chance.choice([area, root]) / f".aside-{chance.randrange(10**6)}"
        folder.rename(aside)
        folder.symlink_to(aside)


def behind_a_link(root: Path, chance: random.Random) -> None:
    """A change of what a link leads to."""
    for link in sorted(root.glob("areas/*/*")) + sorted(root.glob("areas/*/*/*")):
        if link.is_symlink():
            for page in sorted(link.resolve().rglob("*.md")):
                page.write_text(page.read_text() + f"\nBehind a link, {chance.randrange(1000)}.\n")


def lose(root: Path, chance: random.Random) -> None:
    for entry in chance.sample(entries := sorted((root / ".cache").glob("??/*")), min(3, len(entries))):
        entry.unlink()


def damage(root: Path, chance: random.Random) -> None:
    for entry in chance.sample(entries := sorted((root / ".cache").glob("??/*")), min(3, len(entries))):
        entry.write_bytes(entry.read_bytes()[: chance.randrange(90)])


#: What compares the areas, which the small workspace has not: pages of a year, and the files beside one.
COMPARED = """  - {table: rate, title: Rates, areas: true, form: dots}
comparisons:
  population: {rate: rate, label: People}
  measures:
    managed: {label: Managed, of: managed_in_year.level_2.category_1}
"""

CHANGES: tuple[Change, ...] = (
    *(figure, foreword, national_text, template, stylesheet, add_page, remove_or_rename_page),
    *(copy_area, rename_area, swap_areas, rename_year, link_folder, behind_a_link, lose, damage),
)


def test_an_incremental_build_is_a_clean_build(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "templates", workspace / "templates")
    edition, newest = (workspace / f"content/{year}/edition.yaml" for year in ("2023-24", "2024-25"))
    rate = "tables:\n  rate: {measure: rate, rate: {of: eligible.total.category_1, per: 100000}}\n"
    edition.write_text(edition.read_text() + COMPARED)
    newest.write_text(newest.read_text() + rate)
    register = workspace / "content/areas.yaml"
    for name in ("east", "west"):
        register.write_text(register.read_text() + register_entry(register, name))
    chance = random.Random(int(os.environ.get("MAPPA_SEED", "3")))
    for _ in range(int(os.environ.get("MAPPA_EDITS", "5"))):
        changes = [chance.choice(CHANGES) for _ in range(chance.randint(1, 3))]
        for change in changes:
            change(workspace, chance)
        names = [change.__name__ for change in changes]
        incremental = mappa("build", "--root", workspace)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        run = mappa(
            "build", "--root", workspace, "--output", clean / "o", "--cache", clean / "c", "--jobs", "1"
        )
        assert (incremental.returncode, incremental.stderr) == (run.returncode, run.stderr), names
        if (clean / "o").exists():
            assert tree(workspace / "output") == tree(clean / "o"), names


def register_entry(register: Path, name: str) -> str:
    """Another area like the register's first one."""
    first = register.read_text().split("- slug:")[1]
    return "- slug:" + first.replace("synthetic-north", f"synthetic-{name}").replace("North", name.title())


def test_killed_at_any_instant(workspace: Path, mappa: Run) -> None:
    """The site is whole after each kill, the old one or the new one; the build after them all just works."""
    started = time.monotonic()
    assert mappa("build", "--root", workspace).returncode == 0
    whole = time.monotonic() - started
    command = [sys.executable, "-m", "generator", "build", "--root", str(workspace)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    page = workspace / "areas/synthetic-south/2024-25/foreword.md"
    chance = random.Random(1)
    for number in range(int(os.environ.get("MAPPA_KILLS", "12"))):
        page.write_text(f"---\ntitle: Foreword\n---\nSynthetic text, number {number}.\n")
        build = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, whole))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert is_whole(workspace / "output"), number
    assert mappa("build", "--root", workspace).returncode == 0
    assert f"number {number}" in (workspace / "output/2024-25/synthetic-south/index.html").read_text()
    assert sorted(p.name for p in workspace.iterdir()) == [".cache", "areas", "content", "output"]
