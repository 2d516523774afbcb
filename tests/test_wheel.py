"""The wheel is the whole program: outside a clone, with its dependencies alone, it builds a workspace."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.build.test_build import tree
from tests.conftest import DATA, PROJECT, Run

UV = Path(sys.executable).with_name("uv")
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    print(cluster.scheduler_address, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--offline"]
    subprocess.run([*command, "--python", sys.executable, "--out-dir", folder, PROJECT], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path) -> Path:
    """An environment with the wheel, and the libraries of this one but not this one's own program."""
    folder = wheel.parent / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin/python"
    install = [UV, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", python, wheel]
    subprocess.run(install, check=True)
    packages = next(folder.glob("lib/*/site-packages"))
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return folder


def run(environment: Path, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [environment / "bin/mappa", *words]
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=300)


@pytest.fixture
def built(environment: Path, tmp_path: Path) -> Path:
    workspace = tmp_path / "workspace"
    shutil.copytree(DATA / "workspace", workspace)
    done = run(environment, "build", cwd=workspace)
    assert done.returncode == 0, done.stderr
    return workspace


def test_it_builds_what_a_clone_builds(built: Path, mappa: Run, tmp_path: Path) -> None:
    assert (
        mappa("build", "--root", built, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode == 0
    )
    assert tree(built / "output") == tree(tmp_path / "o")


def test_a_cluster_s_worker_needs_no_more_than_the_wheel(
    environment: Path, built: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    cluster = subprocess.Popen(
        [environment / "bin/python", script],
        cwd=tmp_path, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address = cluster.stdout.readline().strip()  # type: ignore[union-attr]
        words = ("--scheduler", address, "--output", tmp_path / "o", "--cache", tmp_path / "c")
        done = run(environment, "build", *words, cwd=built)
    finally:
        cluster.communicate("\n", timeout=60)
    assert done.returncode == 0 and "3 PDFs made" in done.stdout, done.stderr
    assert tree(tmp_path / "o") == tree(built / "output")


def test_what_it_says_of_itself(wheel: Path) -> None:
    from generator import __version__

    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("METADATA"))
        about = BytesParser().parsebytes(archive.read(name))
        assert {"generator/templates/report.html.jinja", "generator/cli.py"} <= set(archive.namelist())
    assert about["Version"] == __version__
    assert about["License-Expression"] == "MIT" and about["Author"]
    assert about.get_all("Project-URL") and "# mappa" in about.get_payload()
    needs = " ".join(about.get_all("Requires-Dist"))
    assert not any(tool in needs for tool in ("uv>", "hatchling", "flit"))
