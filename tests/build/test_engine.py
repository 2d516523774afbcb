"""The build engine: processes that fail, builds that are killed, folders that are held, clusters."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build.cache import Cache
from generator.build.children import LARGEST, ChildDiedError, Children
from generator.build.output import Staging, held, is_whole
from tests.build.test_build import tree
from tests.conftest import PROJECT, Run


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(60)


def leave() -> None:
    os._exit(7)


def fail() -> None:
    raise ValueError("a fault")


def square(number: int) -> int:
    return number * number


def own_process(kibibytes: int) -> int:
    """Which process this is; it takes so much memory for a moment."""
    b"x" * (kibibytes * 1024)
    return os.getpid()


def test_a_task_that_crashes_hangs_or_fails_costs_itself_alone() -> None:
    with Children(2, limit=3) as children:
        futures = {task: children.submit(task) for task in (crash, hang, leave, fail)}
        squares = [children.submit(square, number) for number in range(6)]
        assert [future.result() for future in squares] == [0, 1, 4, 9, 16, 25]
        for task, words in ((crash, "signal 9"), (hang, "3 seconds"), (leave, "status 7")):
            with pytest.raises(ChildDiedError, match=words):
                futures[task].result()
        with pytest.raises(ValueError, match="a fault"):
            futures[fail].result()


def test_a_child_ends_when_it_has_become_large() -> None:
    with Children(1) as children:
        seen = [children.submit(own_process, kibibytes).result() for kibibytes in (1, 1, 1, LARGEST, 1, 1)]
    assert len(set(seen[:4])) == 1 and len(set(seen)) == 2 and os.getpid() not in seen


def test_a_report_that_takes_too_long_is_left_out_and_named(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "--root", workspace, "--limit", "0.01")
    assert run.returncode == 1 and "took longer than 0 seconds" in run.stderr
    assert "Left out:" in run.stdout
    assert mappa("build", "--root", workspace).returncode == 0


def test_the_cache_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path, largest=400)
    for name in ("aa", "bb", "cc"):
        cache.put(name, name.encode() * 50)
        time.sleep(0.01)
    assert cache.get("aa") is not None
    cache.trim()
    assert cache.get("bb") is None and cache.get("aa") is not None and cache.get("cc") is not None


def test_a_build_goes_on_without_its_cache(workspace: Path, mappa: Run) -> None:
    (workspace / ".cache").write_text("a file where a folder should be")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and "3 PDFs made" in run.stdout


def test_unchanged_files_are_hard_links(tmp_path: Path) -> None:
    output = tmp_path / "output"
    inodes = []
    for text in (b"one", b"two"):
        with Staging(output) as staging:
            staging.add("same", b"same")
            staging.add("other", text)
            staging.publish()
        inodes.append(((output / "same").stat().st_ino, (output / "other").stat().st_ino))
    assert inodes[0][0] == inodes[1][0] and inodes[0][1] != inodes[1][1]
    assert (output / "other").read_bytes() == b"two"


def test_a_file_that_was_edited_in_the_output_is_written_anew(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    before = tree(workspace / "output")
    (workspace / "output/index.html").write_text("edited")
    (workspace / "output/stray.txt").write_text("stray")
    assert mappa("build", "--root", workspace).returncode == 0
    assert tree(workspace / "output") == before


def test_two_builds_of_one_output_wait_for_one_another(workspace: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "--root", str(workspace)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    builds = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sum("Waiting for another build" in err for _, err in said) == 1
    assert is_whole(workspace / "output")


def test_a_full_disk_or_a_read_only_folder_leaves_the_old_site(tmp_path: Path, monkeypatch) -> None:
    output = tmp_path / "output"
    with Staging(output) as staging:
        staging.add("index.html", b"old")
        staging.publish()

    class Full(io.FileIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device", self.name)

    monkeypatch.setattr(io, "FileIO", Full)
    with pytest.raises(OSError, match="No space"), Staging(output) as staging:
        staging.add("index.html", b"new")
    assert (output / "index.html").read_bytes() == b"old" and is_whole(output)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_missing_font_is_told_of(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    before = tree(workspace / "output")
    package = tmp_path / "fake" / "font_source_sans_pro"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    page = workspace / "areas/synthetic-south/2024-25/foreword.md"
    page.write_text(page.read_text() + "\nMore.\n")
    run = mappa("build", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert run.returncode == 3 and "SourceSansPro" in run.stderr and "Traceback" not in run.stderr
    assert tree(workspace / "output") == before


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
    assert not [p.name for p in workspace.iterdir() if p.name.startswith((".output.new", ".output.old"))]


def test_a_site_whose_deletion_was_killed_is_deleted_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"

    def staged(text: bytes) -> None:
        with held(output, lambda: None), Staging(output) as staging:
            staging.add("index.html", text)
            staging.add("data/index.html", text)
            staging.publish()

    staged(b"one")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):

        def killed(folder: Path, **_: object) -> None:
            (folder / "manifest.json").unlink(missing_ok=True)  # files go in any order
            raise KeyboardInterrupt

        patched.setattr(shutil, "rmtree", killed)
        staged(b"two")
    assert any(path.name.startswith(".output.new") for path in tmp_path.iterdir())
    staged(b"three")
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".output.new")]
    assert (output / "index.html").read_bytes() == b"three"


def change(root: Path, chance: random.Random) -> str:
    """One random change of the workspace or its cache, as people make them; says which."""
    kinds = [
        "figure",
        "foreword",
        "national",
        "template",
        "style",
        "add",
        "remove",
        "rename",
        "lose",
        "damage",
    ]
    kind = chance.choice(kinds)
    number = chance.randrange(1000)
    if kind == "figure":
        path = root / "areas/synthetic-north/2024-25/statistics.yaml"
        path.write_text(path.read_text().rsplit("rate:", 1)[0] + f"rate: {number}\n")
    elif kind == "foreword":
        path = root / "areas/synthetic-south/2024-25/foreword.md"
        path.write_text(f"---\ntitle: Foreword\n---\nSynthetic text {number}, {{{{ rate }}}}.\n")
    elif kind == "national":
        path = root / "content/2023-24/sections/about.md"
        path.write_text(f"---\ntitle: Background\n---\nText {number} on {{{{ snapshot }}}}.\n")
    elif kind == "template":
        path = root / "templates/parts/table.html.jinja"
        path.write_text(path.read_text() + f"{{# {number} #}}\n")
    elif kind == "style":
        path = root / f"templates/styles/{chance.choice(['base', 'screen', 'paged'])}.css"
        path.write_text(path.read_text() + f"\n.n{number} {{ color: #000000 }}\n")
    elif kind == "add":
        path = root / f"areas/synthetic-north/2023-24/local/{number}-page.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: Page {number}\n---\nSynthetic.\n")
    elif kind in ("remove", "rename"):
        pages = sorted(root.glob("areas/*/*/local/*.md"))
        if len(pages) > 1 and kind == "remove":
            pages[-1].unlink()
        elif len(pages) > 1:
            pages[-1].rename(pages[-1].with_name(f"{number}-named.md"))
    else:
        for entry in chance.sample(found := sorted((root / ".cache").rglob("*.*")), min(3, len(found))):
            entry.unlink() if kind == "lose" else entry.write_bytes(entry.read_bytes()[: number % 50])
    return kind


def test_an_incremental_build_is_a_clean_build(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "templates", workspace / "templates")
    chance = random.Random(int(os.environ.get("MAPPA_SEED", "3")))
    for _ in range(int(os.environ.get("MAPPA_EDITS", "4"))):
        kinds = [change(workspace, chance) for _ in range(chance.randint(1, 2))]
        incremental = mappa("build", "--root", workspace)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        run = mappa(
            "build", "--root", workspace, "--output", clean / "o", "--cache", clean / "c", "--jobs", "1"
        )
        assert (incremental.returncode, incremental.stderr) == (run.returncode, run.stderr), kinds
        assert tree(workspace / "output") == tree(clean / "o"), kinds


def test_on_a_cluster_the_bytes_are_the_same(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    assert mappa("build", "--root", workspace).returncode == 0
    local = tree(workspace / "output")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        run = mappa(
            "build", "--root", workspace, "--scheduler", cluster.scheduler_address,
            "--output", tmp_path / "there", "--cache", tmp_path / "cache",
        )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "3 PDFs made" in run.stdout
    assert tree(tmp_path / "there") == local


def test_a_cluster_that_is_not_there_is_told_of(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "--root", workspace, "--scheduler", "tcp://127.0.0.1:1")
    assert run.returncode == 3 and "Traceback" not in run.stderr
    assert not (workspace / "output").exists()


def test_what_was_wrong_is_said_again_when_nothing_changed(workspace: Path, mappa: Run) -> None:
    (workspace / "areas/synthetic-south/2024-25/foreword.md").write_text("[Broken](nowhere.md)\n")
    statistics = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    statistics.write_text(statistics.read_text() + "stray: 1\n")
    first, second = (mappa("build", "--root", workspace) for _ in range(2))
    assert first.returncode == second.returncode == 1
    assert first.stderr == second.stderr and "2 errors" in second.stderr
    assert "1 PDF made" in first.stdout and "0 PDFs made, 1 reused" in second.stdout
    left_out = "Left out: synthetic-north 2023-24, synthetic-south 2024-25"
    assert left_out in first.stdout and left_out in second.stdout


def test_the_engine_is_not_imported_when_nothing_changed(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    package = tmp_path / "fake" / "weasyprint"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    run = mappa("build", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert run.returncode == 0 and "0 PDFs made, 3 reused" in run.stdout


def test_the_manifest_is_what_is_there(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    index = workspace / "output/index.html"
    files = json.loads((workspace / "output/manifest.json").read_text())["files"]
    assert files["index.html"] == hashlib.sha256(index.read_bytes()).hexdigest()
    assert is_whole(workspace / "output")
    index.write_text("edited")
    assert not is_whole(workspace / "output")


def test_a_file_that_changes_while_it_is_read_belongs_to_the_next_build(
    workspace: Path, mappa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.build import command

    page = workspace / "areas/synthetic-south/2024-25/foreword.md"
    asked = command.Options(
        workspace, workspace / "output", workspace / ".cache", (), (), ("html",), 1, False, None, 60.0
    )
    real = command._build

    def build_and_change(*words: object) -> command.Result:
        result = real(*words)  # type: ignore[arg-type]
        page.write_text("---\ntitle: Foreword\n---\nChanged meanwhile.\n")
        return result

    monkeypatch.setattr(command, "_build", build_and_change)
    command.run(asked, lambda done, of: None, lambda: None)
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert "Changed meanwhile." in (workspace / "output/2024-25/synthetic-south/index.html").read_text()
