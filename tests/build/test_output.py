"""The output folder: exchanged as a whole, readable by a web server, nobody else's."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.build import exchange
from generator.build.exchange import locked
from generator.build.options import WHOLE
from generator.build.output import ForeignFolderError, Staging, check_output, is_ours, is_whole
from tests.build.test_build import tree
from tests.conftest import PROJECT, Run


def stage(output: Path, **files: bytes) -> None:
    with locked(output, lambda: None, is_ours), Staging(output, WHOLE) as staging:
        for name, data in files.items():
            staging.add(name, data)
        staging.publish()


def test_unchanged_files_are_hard_links(tmp_path: Path) -> None:
    output = tmp_path / "output"
    inodes = []
    for text in (b"one", b"two"):
        stage(output, same=b"same", other=text)
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


def _closed(output: Path) -> None:
    (output / "sub/page").chmod(0o600)


def _closed_folder(output: Path) -> None:
    (output / "sub").chmod(0o700)


def _folder_more(output: Path) -> None:
    (output / "sub/more").mkdir()


def _linked(output: Path) -> None:
    (output / "sub/page").rename(output.parent / "elsewhere")
    (output / "sub/page").symlink_to(output.parent / "elsewhere")


@pytest.mark.parametrize("damage", [_closed, _closed_folder, _folder_more, _linked])
def test_a_site_that_is_not_as_it_was_published_is_made_anew(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    stage(output, **{"sub/page": b"same"})
    assert is_whole(output)
    damage(output)
    assert not is_whole(output)
    stage(output, **{"sub/page": b"same"})
    assert is_whole(output) and not (output / "sub/page").is_symlink()


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
    assert not (workspace / ".output.lock").exists()


def test_who_waited_for_a_lock_that_was_taken_away_takes_the_new_one(tmp_path: Path) -> None:
    output, lock = tmp_path / "output", tmp_path / ".output.lock"
    looked: list[bool] = []

    def another_build_ends(file: int, wait: Any) -> bool:
        if not looked:  # as if a build had ended, and another one begun, between opening and locking
            lock.unlink()
            lock.touch()
        looked.append(True)
        return True

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exchange, "_lock", another_build_ends)
        with locked(output, lambda: None, is_ours):
            assert len(looked) == 2
    assert not lock.exists()


def test_what_another_output_s_build_writes_is_left_alone(tmp_path: Path) -> None:
    """``x.new-1`` is built while ``x`` is; and a name may have signs that mean something in patterns."""
    dead = tmp_path / ".site [1].new-abcd1234"
    dead.mkdir()
    (dead / exchange.UNFINISHED).touch()
    with locked(tmp_path / "x.new-1", lambda: None, is_ours), Staging(tmp_path / "x.new-1", WHOLE) as staging:
        staging.add("page", b"page")
        stage(tmp_path / "x", page=b"other")
        staging.publish()
    stage(tmp_path / "site [1]", page=b"page")
    assert is_whole(tmp_path / "x.new-1") and is_whole(tmp_path / "x") and not dead.exists()


def test_where_nothing_can_be_locked_a_build_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    stage(tmp_path / "output", index=b"new")
    assert is_whole(tmp_path / "output")


@pytest.mark.parametrize("number", exchange.UNKNOWN)
def test_where_folders_cannot_be_exchanged_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(exchange, "_renameat2", lambda *_: False)
    for text in (b"one", b"two"):
        stage(tmp_path / "output", index=text)
    assert (tmp_path / "output/index").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_folder_that_nobody_may_replace_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> bool:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    stage(tmp_path / "output", index=b"old")
    monkeypatch.setattr(exchange, "_renameat2", refused)
    with pytest.raises(OSError, match="name another with --output"):
        stage(tmp_path / "output", index=b"new")
    assert (tmp_path / "output/index").read_bytes() == b"old" and is_whole(tmp_path / "output")
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_full_disk_or_a_read_only_folder_leaves_the_old_site(tmp_path: Path, monkeypatch: Any) -> None:
    output = tmp_path / "output"
    stage(output, index=b"old")

    class Full(io.FileIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device", self.name)

    monkeypatch.setattr(io, "FileIO", Full)
    with pytest.raises(OSError, match="No space"):
        stage(output, index=b"new")
    assert (output / "index").read_bytes() == b"old" and is_whole(output)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_site_whose_deletion_was_killed_is_deleted_by_the_next_build(tmp_path: Path) -> None:
    output = tmp_path / "output"

    def staged(text: bytes) -> None:
        stage(output, **{"index.html": text, "data/index.html": text})

    staged(b"one")
    with pytest.MonkeyPatch.context() as patched, pytest.raises(KeyboardInterrupt):

        def killed(folder: Path, **_: object) -> None:
            (folder / "manifest.json").unlink(missing_ok=True)  # files go in any order
            raise KeyboardInterrupt

        patched.setattr(shutil, "rmtree", killed)
        staged(b"two")
    assert any(path.name.startswith(".output.new") for path in tmp_path.iterdir())
    staged(b"three")
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert (output / "index.html").read_bytes() == b"three"


def test_what_a_link_leads_to_is_exchanged_and_the_link_stays(
    workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    """A web root that `output` leads to: it holds the new site after each build, and nothing beside it."""
    root = tmp_path / "www" / "site"
    root.parent.mkdir()
    assert mappa("build", "--root", workspace, "--output", root).returncode == 0
    (workspace / "output").symlink_to(root)
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    foreword.write_text(foreword.read_text() + "\nA line more.\n")
    assert mappa("build", "--root", workspace).returncode == 0
    assert (workspace / "output").is_symlink()
    assert "A line more." in (root / "2024-25/synthetic-south/index.html").read_text()
    assert is_whole(root) and [path.name for path in root.parent.iterdir()] == ["site"]


def test_a_link_is_no_folder(tmp_path: Path) -> None:
    stage(tmp_path / "site", index=b"old")
    (tmp_path / "output").symlink_to("site")
    with pytest.raises(ForeignFolderError):
        check_output(tmp_path / "output", WHOLE)


def test_a_web_server_can_read_what_a_careful_builder_makes(workspace: Path) -> None:
    """Files may be read by all (0644) and folders entered (0755), whatever an earlier build left."""
    command = [sys.executable, "-m", "generator", "build", "--root", str(workspace)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for _ in range(2):
        subprocess.run(command, env=environment, check=True, umask=0o077, stdout=subprocess.DEVNULL)
        output = workspace / "output"
        modes = {path.stat().st_mode & 0o777 for path in (output, *output.rglob("*")) if path.is_dir()}
        assert modes == {0o755}
        assert {p.stat().st_mode & 0o777 for p in output.rglob("*") if p.is_file()} == {0o644}
        (output / "index.html").chmod(0o600)
        site = workspace / "content/site.yaml"
        site.write_text(f"{site.read_text()}email: synthetic@example.org\n")


def test_a_file_that_is_staged_twice_leaves_the_old_site_s_alone(tmp_path: Path) -> None:
    """As the PDFs of other areas are where one report fails: they are links to the old site's files."""
    output = tmp_path / "output"
    stage(output, **{"a.pdf": b"old", "b.pdf": b"old"})
    before = {name: (output / name).stat() for name in ("a.pdf", "b.pdf")}
    with locked(output, lambda: None, is_ours), Staging(output, WHOLE) as staging:
        for data in (b"old", b"old", b"new"):
            staging.add("a.pdf", data)
        assert (output / "a.pdf").read_bytes() == b"old"
        assert (output / "a.pdf").stat().st_mtime_ns == before["a.pdf"].st_mtime_ns
        staging.add("b.pdf", b"old")
        staging.publish()
    assert (output / "a.pdf").read_bytes() == b"new"
    assert (output / "b.pdf").stat().st_ino == before["b.pdf"].st_ino


def test_a_second_rename_that_fails_puts_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    stage(output, index=b"old")
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name.startswith(".output.new-"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(exchange, "_renameat2", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(OSError, match="Input/output"):
        stage(output, index=b"new")
    assert (output / "index").read_bytes() == b"old"


def test_a_link_in_a_circle_is_refused(workspace: Path, mappa: Run) -> None:
    (workspace / "output").symlink_to("output")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 2 and "--output" in run.stderr


def test_a_file_that_is_staged_anew_is_read_back_anew(tmp_path: Path) -> None:
    output = tmp_path / "output"
    stage(output, **{"linked": b"old", "written": b"old"})
    with locked(output, lambda: None, is_ours), Staging(output, WHOLE) as staging:
        for name, first in (("linked", b"old"), ("written", b"other")):
            staging.add(name, first)
        staging.check()
        for name in ("linked", "written"):
            staging.add(name, b"new")
            (staging.folder / name).write_bytes(b"changed")
            with pytest.raises(OSError, match="changed while it was written"):
                staging.check()
            (staging.folder / name).write_bytes(b"new")
