"""What a build reuses is what it would make: everything that its bytes come from is in the keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import fingerprint, libraries
from generator.build.fingerprint import engine
from generator.build.pdfs import key_of
from generator.workspace import survey
from tests.build.test_build import NOW, tree
from tests.conftest import Run
from tests.pdf.jobs import small_job


def both(workspace: Path, mappa: Run, clean: Path) -> None:
    """The workspace's website is what a build from nothing makes."""
    one = mappa("build", "--root", workspace, "--only", "html", "--only", "data")
    words = ("--output", clean / "output", "--cache", clean / "cache")
    other = mappa("build", "--root", workspace, "--only", "html", "--only", "data", *words)
    assert (one.returncode, one.stderr) == (other.returncode, other.stderr)
    assert tree(workspace / "preview") == tree(clean / "output")
    shutil.rmtree(clean)


def test_an_area_that_is_copied_renamed_or_swapped_has_its_own_pages(
    workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    north, south = workspace / "areas/synthetic-north", workspace / "areas/synthetic-south"
    both(workspace, mappa, tmp_path / "one")
    shutil.rmtree(south)
    shutil.copytree(north, south)
    both(workspace, mappa, tmp_path / "two")
    page = (workspace / "preview/2024-25/synthetic-south/index.html").read_text()
    assert "<h1>Synthetic South" in page and "<h1>Synthetic North" not in page
    north.rename(workspace / "aside")
    south.rename(north)
    (workspace / "aside").rename(south)
    both(workspace, mappa, tmp_path / "three")


LINKED = ("areas/synthetic-north/2024-25", "areas/synthetic-north/2024-25/local", "content/2023-24/sections")


@pytest.mark.parametrize("folder", [*LINKED, "areas/synthetic-north/2024-25/images", "content/2024-25"])
def test_what_changes_behind_a_link_is_seen(workspace: Path, mappa: Run, tmp_path: Path, folder: str) -> None:
    """A folder stands aside in its own area, or in content/, and a link in its place."""
    own = workspace / "/".join(folder.split("/")[: 2 if folder.startswith("areas") else 1])
    aside = own / ".aside"
    (workspace / folder).rename(aside)
    (workspace / folder).symlink_to(aside)
    both(workspace, mappa, tmp_path / "one")
    for path in aside.rglob("*"):
        if path.suffix == ".md":
            path.write_text(path.read_text() + "\nBehind a link.\n")
        elif path.suffix == ".png":
            from PIL import Image

            Image.new("RGB", (3, 3), "red").save(path)
        elif path.name == "edition.yaml":
            path.write_text(path.read_text().replace("mid-2024", "mid-2034"))
    before = tree(workspace / "preview")
    both(workspace, mappa, tmp_path / "two")
    assert tree(workspace / "preview") != before


def test_a_pdf_is_known_by_everything_that_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of(small_job()), key_of(small_job(closing="<p>More</p></body></html>"))}
    for file in ("pdf/conformance.py", "pdf/sheets.py", "pdf/validation.py", "languages/fonts.py"):
        program = tmp_path / file.replace("/", "-")
        shutil.copytree(fingerprint.PROGRAM, program, ignore=shutil.ignore_patterns("__pycache__"))
        (program / file).write_text((program / file).read_text() + "\n# Another line.\n")
        monkeypatch.setattr(fingerprint, "PROGRAM", program)
        engine.cache_clear()
        keys.add(key_of(small_job()))
    monkeypatch.undo()
    engine.cache_clear()
    assert len(keys) == 6


@pytest.mark.parametrize("library", ["pango", "harfbuzz", "harfbuzz-subset", "fontconfig", "freetype"])
def test_the_system_s_libraries_are_in_every_key(
    workspace: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = libraries.engine_libraries()
    assert versions[library], "the library is there"
    keys: list[tuple[str, str]] = []

    def read() -> None:
        fingerprint.machine.cache_clear()
        engine.cache_clear()
        keys.append((key_of(small_job()), fingerprint.fingerprint(survey(workspace), "").shared))

    read()
    monkeypatch.setattr(fingerprint, "engine_libraries", lambda: {**versions, library: "another"})
    read()
    monkeypatch.undo()
    read()
    assert keys[0] == keys[2]
    assert keys[0][0] != keys[1][0] and keys[0][1] != keys[1][1]


@pytest.mark.parametrize("times", [1, 99])
def test_a_build_during_which_a_file_is_saved_begins_again(
    times: int, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is saved between hashing and reading, once or each time; what is published is of one moment."""
    from generator.build import website
    from generator.build.options import Options
    from generator.build.run import build

    page = workspace / "areas/synthetic-south/2024-25/foreword.md"
    review: Callable[..., object] = website.review
    saved: list[int] = []

    def changing(*words: object, **named: object) -> object:
        if len(saved) < times:
            saved.append(1)
            page.write_text(f"---\ntitle: Foreword\n---\nSaved {len(saved)} times.\n")
        return review(*words, **named)

    asked = Options(workspace, workspace / "preview", workspace / ".cache", NOW, kinds=("html",))
    assert build(asked, lambda done, of: None, lambda: None).published
    built = workspace / "preview/2024-25/synthetic-south/index.html"
    before = built.read_text()
    monkeypatch.setattr(website, "review", changing)
    with_change = workspace / "areas/synthetic-north/2024-25/foreword.md"
    with_change.write_text(with_change.read_text() + "\nMore.\n")
    if times == 1:
        assert build(asked, lambda done, of: None, lambda: None).published
        assert "Saved 1 times." in built.read_text()
    else:
        with pytest.raises(OSError, match="changed each time"):
            build(asked, lambda done, of: None, lambda: None)
        assert built.read_text() == before
