"""A few of the workspaces that ``scripts/fuzz`` throws at the program; and that it sees what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests import fuzz
from tests.strategies.editions import sound_workspaces
from tests.strategies.slips import hostile_workspaces

few = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@settings(few, max_examples=10)
@given(hostile_workspaces())
def test_whatever_is_written_is_told_of_or_built(files: dict[str, bytes]) -> None:
    fuzz.hostile(files)


@settings(few, max_examples=5)
@given(sound_workspaces())
def test_a_sound_workspace_has_no_error(files: dict[str, bytes]) -> None:
    fuzz.sound(files)


def test_a_byte_elsewhere_is_noticed(tmp_path: Path) -> None:
    for write in (
        lambda root: (root / "areas/new.md").write_text("x"),
        lambda root: (root / "content/site.yaml").unlink(),
        lambda root: (root / "areas").rename(root / "elsewhere"),
        lambda root: (tmp_path / "x").mkdir(),
    ):
        with pytest.raises(AssertionError), fuzz.case({}) as root:
            write(root)
    with fuzz.case({}) as root:
        (root / "output").mkdir()
        (root / "output/index.html").write_text("x")


def test_a_case_that_takes_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.1)
    with pytest.raises(fuzz.TooLongError), fuzz.case({}):
        while True:
            pass


def test_a_case_that_fails_ends_it() -> None:
    def wrong(files: dict[str, bytes]) -> None:
        assert "content/site.yaml" not in files

    with pytest.raises(AssertionError):
        fuzz.throw(wrong, hostile_workspaces(), 200, 1, float("inf"))
