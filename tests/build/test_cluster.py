"""PDFs made on a Dask cluster: the same bytes, and plain words where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.test_build import tree
from tests.conftest import Run


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
