"""The cache: bounded, bound to its keys, and never trusted further than its hashes."""

from __future__ import annotations

import errno
import random
import shutil
import time
from pathlib import Path

import pytest

from generator.build.cache import Cache, hash_of, pack, unpack
from tests.build.test_build import tree
from tests.conftest import Run


def test_pieces_are_not_run_together() -> None:
    assert hash_of(b"ab", b"c") != hash_of(b"a", b"bc") != hash_of(b"abc")


def test_files_are_packed_into_one_entry() -> None:
    files = {"a\nb": b"", "c": b"\n\0", "": b"d"}
    assert unpack(pack(files)) == files


def test_the_cache_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = Cache(tmp_path, largest=400)
    for name in ("aa", "bb", "cc"):
        cache.put(name, name.encode() * 50)
        time.sleep(0.01)
    assert cache.get("aa") is not None
    cache.trim()
    assert cache.get("bb") is None and cache.get("aa") is not None and cache.get("cc") is not None


def test_an_entry_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refused)
    Cache(tmp_path).put("aa", b"one")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_entry_is_known_by_its_key_and_every_byte(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("aa", b"one")
    cache.put("ab", b"two")
    one, two = tmp_path / "aa/aa.entry", tmp_path / "ab/ab.entry"
    data = one.read_bytes()
    for position in range(len(data)):
        one.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        assert cache.get("aa") is None, position
    one.write_bytes(two.read_bytes())
    assert cache.get("aa") is None and cache.get("ab") == b"two"


def test_a_build_goes_on_without_its_cache(workspace: Path, mappa: Run) -> None:
    (workspace / ".cache").write_text("a file where a folder should be")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and "3 PDFs made" in run.stdout


@pytest.fixture
def built(workspace: Path, mappa: Run) -> dict[str, str]:
    assert mappa("build", "--root", workspace).returncode == 0
    return tree(workspace / "output")


def test_flipped_bits_are_noticed(workspace: Path, mappa: Run, built: dict[str, str]) -> None:
    """Each file of the cache in turn; the whole website is asked for again, and what is said of it."""
    chance = random.Random(5)
    entries = sorted(path for path in (workspace / ".cache").rglob("*") if path.is_file())
    assert len(entries) > 6
    for path in entries:
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    run = mappa("build", "--root", workspace)
    assert (run.returncode, run.stderr) == (0, "") and "3 PDFs made, 0 reused" in run.stdout
    assert tree(workspace / "output") == built


def test_swapped_entries_are_noticed(workspace: Path, mappa: Run, built: dict[str, str]) -> None:
    entries = sorted((workspace / ".cache").glob("??/*"))
    contents = [path.read_bytes() for path in entries]
    for path, data in zip(entries, [*contents[1:], contents[0]], strict=True):
        path.write_bytes(data)
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and "3 PDFs made, 0 reused" in run.stdout
    assert tree(workspace / "output") == built


@pytest.mark.parametrize("damage", ["lost", "cut short"])
def test_a_damaged_pdf_is_made_anew(workspace: Path, mappa: Run, built: dict[str, str], damage: str) -> None:
    """Also where its area is as it was: another one changes, so that the build does not end at once."""
    pdfs = [e for e in (workspace / ".cache").glob("??/*") if e.read_bytes()[65:].startswith(b"%PDF")]
    assert len(pdfs) == 3
    for entry in pdfs:
        entry.unlink() if damage == "lost" else entry.write_bytes(entry.read_bytes()[:100])
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    text = foreword.read_text()
    foreword.write_text(text + "\nA line more.\n")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and "3 PDFs made, 0 reused" in run.stdout
    foreword.write_text(text)
    assert mappa("build", "--root", workspace).returncode == 0
    assert tree(workspace / "output") == built


def test_the_folder_may_be_deleted(workspace: Path, mappa: Run, built: dict[str, str]) -> None:
    shutil.rmtree(workspace / ".cache")
    assert mappa("build", "--root", workspace).returncode == 0
    assert tree(workspace / "output") == built
