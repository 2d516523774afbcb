"""What is no plain file, or stands outside its folder, is refused by name, and the other reports stand."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import as_json
from generator.report.review import Review, review
from generator.workspace import survey
from tests.conftest import Run

NORTH = "areas/synthetic-north"
YEAR = f"{NORTH}/2024-25"
REPORTS = ["synthetic-north 2023-24", "synthetic-north 2024-25", "synthetic-south 2024-25"]


def told(reviewed: Review) -> list[str]:
    return [f"{problem.file}: {problem.code}" for problem in reviewed.problems]


def sound(reviewed: Review) -> list[str]:
    return [str(report.id) for report in reviewed.reports]


def replaced(root: Path, name: str, make: Callable[[Path], None]) -> Review:
    """What is said of the workspace in which a path is something else."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(root / path.name)  # the root's other names are no part of the workspace
    make(path)
    return review(survey(root))


def outward(path: Path) -> None:
    outside = path.parents[len(path.parents) - 2] / "etc" / "passwd"
    path.symlink_to(outside if outside.exists() else Path(__file__))


def nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def bound_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may not be long
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


KINDS = [
    (outward, "link-outside"),
    (nowhere, "link-nowhere"),
    (circle, "link-in-circle"),
    (os.mkfifo, "special-file"),
    (bound_socket, "special-file"),
]


@pytest.mark.parametrize(("make", "code"), KINDS)
@pytest.mark.parametrize(
    "name", ["statistics.yaml", "foreword.md", "local/10-page.md", "images/square.png", "notes", "local/x"]
)
def test_one_problem_for_what_is_refused_in_a_year(
    name: str, make: Callable[[Path], None], code: str, workspace: Path
) -> None:
    reviewed = replaced(workspace, f"{YEAR}/{name}", make)
    assert told(reviewed) == [f"{YEAR}/{name}: {code}"]
    assert sound(reviewed) == [REPORTS[0], REPORTS[2]]
    assert tuple(map(str, reviewed.left_out)) == (REPORTS[1],)


@pytest.mark.parametrize(("make", "code"), KINDS)
@pytest.mark.parametrize("name", ["area.yaml", "pipe"])
def test_what_is_refused_beside_the_years_leaves_out_the_area(
    name: str, make: Callable[[Path], None], code: str, workspace: Path
) -> None:
    reviewed = replaced(workspace, f"{NORTH}/{name}", make)
    assert told(reviewed) == [f"{NORTH}/{name}: {code}"]
    assert sound(reviewed) == REPORTS[2:]
    assert tuple(map(str, reviewed.left_out)) == tuple(REPORTS[:2])


@pytest.mark.parametrize("make", [outward, nowhere, circle])
def test_a_year_or_an_area_that_is_refused(make: Callable[[Path], None], workspace: Path) -> None:
    reviewed = replaced(workspace, YEAR, make)
    assert [problem.file for problem in reviewed.problems] == [YEAR]
    assert (sound(reviewed), tuple(map(str, reviewed.left_out))) == ([REPORTS[0], REPORTS[2]], (REPORTS[1],))
    reviewed = replaced(workspace, "areas/synthetic-south", make)
    assert [problem.file for problem in reviewed.problems] == [YEAR, "areas/synthetic-south"]
    assert sound(reviewed) == REPORTS[:1]
    assert "synthetic-south" in survey(workspace).areas


@pytest.mark.parametrize(("make", "code"), KINDS)
def test_what_is_refused_beside_the_areas_and_editions_is_told(
    make: Callable[[Path], None], code: str, workspace: Path
) -> None:
    for name in ("areas/x", "content/x.md", "templates/x.css"):
        replaced(workspace, name, make)
    reviewed = review(survey(workspace))
    assert told(reviewed) == [f"areas/x: {code}", f"content/x.md: {code}", f"templates/x.css: {code}"]
    assert sound(reviewed) == REPORTS


@pytest.mark.parametrize("make", [outward, nowhere, circle, os.mkfifo])
def test_what_is_refused_in_an_edition_concerns_it_and_those_that_extend_it(
    make: Callable[[Path], None], workspace: Path
) -> None:
    reviewed = replaced(workspace, "content/2024-25/sections", make)
    assert [problem.file for problem in reviewed.problems] == ["content/2024-25/sections"]
    assert sound(reviewed) == REPORTS[:1]
    reviewed = replaced(workspace, "content/2023-24/sections/about.md", make)
    files = [problem.file for problem in reviewed.problems]
    assert files == ["content/2023-24/sections/about.md", "content/2024-25/sections"]
    assert sound(reviewed) == []


def test_what_the_areas_have_wrong_is_told_beside_what_is_refused_in_an_edition(workspace: Path) -> None:
    path = workspace / YEAR / "statistics.yaml"
    path.write_text(path.read_text().replace("rate: 120", "rate: many"))
    reviewed = replaced(workspace, "content/2024-25/notes", nowhere)
    assert told(reviewed) == [f"{YEAR}/statistics.yaml: not-a-number", "content/2024-25/notes: link-nowhere"]


def test_an_edition_or_a_register_that_is_refused(workspace: Path) -> None:
    reviewed = replaced(workspace, "content/2024-25", outward)
    assert told(reviewed) == ["content/2024-25: link-outside"]
    assert (sound(reviewed), set(map(str, reviewed.left_out))) == (REPORTS[:1], set(REPORTS[1:]))
    reviewed = replaced(workspace, "content/areas.yaml", outward)
    assert told(reviewed) == ["content/2024-25: link-outside", "content/areas.yaml: link-outside"]
    assert set(map(str, reviewed.left_out)) == set(REPORTS)


def test_what_is_linked_inside_its_folder_is_as_if_it_stood_there(workspace: Path) -> None:
    """Files, folders, an area's and an edition's folder, and the three folders of the root themselves."""
    replaced(workspace, f"{YEAR}/foreword.md", lambda path: path.symlink_to("../2023-24/foreword.md"))
    (workspace / NORTH / "pages").mkdir()
    (workspace / YEAR / "local/10-page.md").rename(workspace / NORTH / "pages/20-page.md")
    (workspace / YEAR / "local").rmdir()
    (workspace / YEAR / "local").symlink_to(workspace / NORTH / "pages")
    (workspace / "areas/.real-south").mkdir()
    (workspace / "areas/synthetic-south").rename(workspace / "areas/.real-south/south")
    (workspace / "areas/synthetic-south").symlink_to(".real-south/south")
    (workspace / "content/2024-25").rename(workspace / "content/.edition")
    (workspace / "content/2024-25").symlink_to(".edition")
    for name in ("areas", "content"):
        (workspace / name).rename(workspace.parent / name)
        (workspace / name).symlink_to(workspace.parent / name)
    reviewed = review(survey(workspace))
    assert told(reviewed) == [f"{NORTH}/pages: unknown-edition"]
    assert sound(reviewed) == REPORTS
    assert f"{YEAR}/local/20-page.md" in survey(workspace).files


def test_a_circle_of_folders_and_a_fan_of_links_end(workspace: Path) -> None:
    (workspace / YEAR / "images/up").symlink_to("..")
    (workspace / NORTH / "2023-24/other").symlink_to("../2024-25/images")
    listed = survey(workspace)
    assert {name: refusal.why for name, refusal in listed.refused.items()} == {
        f"{YEAR}/images/up": "circle",
        f"{NORTH}/2023-24/other/up/images/up": "circle",
    }
    (workspace / YEAR / "images/up").unlink()
    for number in range(30):
        step = workspace / "areas/synthetic-south" / f"step-{number}"
        step.mkdir()
        for name in ("a", "b"):
            (step / name).symlink_to(f"../step-{number + 1}")
    assert len(survey(workspace).files) < 1000


def test_a_folder_that_may_not_be_opened_is_an_error(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as a user who may open everything, so the system's answer is put in its place."""
    real = os.scandir
    closed: list[str] = []

    def scandir(path: str) -> object:
        if any(str(path).endswith(name) for name in closed):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr("generator.workspace.walk.os.scandir", scandir)
    foreword = workspace / YEAR / "foreword.md"
    foreword.write_text(foreword.read_text().replace("(10-page.md)", "(https://example.org)"))
    for name, left in {
        f"{YEAR}/local": [REPORTS[0], REPORTS[2]],
        f"{YEAR}/images": [REPORTS[0], REPORTS[2]],
        YEAR: [REPORTS[0], REPORTS[2]],
        NORTH: REPORTS[2:],
        "content/2024-25": REPORTS[:1],
        "content/2023-24/sections": [],
    }.items():
        closed[:] = [name]
        reviewed = review(survey(workspace))
        assert told(reviewed) == [f"{name}: unreadable-folder"]
        assert sound(reviewed) == left
        assert name not in survey(workspace).folders
    closed[:] = ["/areas"]
    assert told(review(survey(workspace))) == ["areas: unreadable-folder"]


def test_a_name_that_is_no_utf_8_breaks_nothing(workspace: Path) -> None:
    for folder in (f"{YEAR}/local", "areas", "content", YEAR):
        (workspace / os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("A text.")
    (workspace / os.fsdecode(b"areas/syn\xe9")).mkdir()
    reviewed = review(survey(workspace))
    assert as_json(reviewed.problems).encode()
    assert {problem.code for problem in reviewed.problems} == {"unreadable-file"}
    assert f"{YEAR}/local/caf\\xe9.md" in {problem.file for problem in reviewed.problems}
    assert sound(reviewed) == [REPORTS[0], REPORTS[2]]
    for name in (*survey(workspace).files, *survey(workspace).folders, *survey(workspace).areas):
        assert name.encode()


def test_hidden_names_are_nobodys_business(workspace: Path) -> None:
    for name in (".pipe", f"{NORTH}/.pipe", f"{YEAR}/.pipe", f"{YEAR}/local/.10-page.md", "content/.pipe"):
        os.mkfifo(workspace / name)
    assert told(review(survey(workspace))) == []


def test_the_listing_names_every_file_and_folder(workspace: Path) -> None:
    (workspace / YEAR / "local/empty").mkdir()
    listed = survey(workspace)
    below = [path for place in ("areas", "content") for path in (workspace / place).rglob("*")]
    names = {path.relative_to(workspace).as_posix(): path for path in below}
    assert list(listed.files.items()) == sorted((n, path) for n, path in names.items() if path.is_file())
    assert listed.folders == tuple(sorted([n for n in names if names[n].is_dir()] + ["areas", "content"]))
    assert listed.refused == {}
    assert [(f.area, f.edition) for f in listed.reports] == [tuple(name.split()) for name in REPORTS]


def test_what_is_refused_is_not_opened_to_be_shown(workspace: Path, mappa: Run) -> None:
    """A pipe that nobody writes to would be waited for; the file behind a link is not ours to print."""
    (workspace / "secret").write_text("a secret\n")
    (workspace / YEAR / "foreword.md").unlink()
    (workspace / YEAR / "foreword.md").symlink_to(workspace / "secret")
    os.mkfifo(workspace / "areas/synthetic-south/2024-25/local.md")
    run = mappa("check", "--root", workspace)
    assert run.returncode == 1 and "1 report sound" in run.stdout
    assert "foreword.md” is a link that leads out of the folder areas/synthetic-north." in run.stdout
    assert "a secret" not in run.stdout


def test_a_refused_site_file_is_told_once_and_nothing_is_built(workspace: Path) -> None:
    reviewed = replaced(workspace, "content/site.yaml", outward)
    assert told(reviewed) == ["content/site.yaml: link-outside"]
    assert sound(reviewed) == [] and sorted(map(str, reviewed.left_out)) == REPORTS


LITTER = (
    *("desktop.ini", "Desktop.ini", "Thumbs.db", ".DS_Store", "__MACOSX/foreword.md"),
    *(
        "~$reword.docx",
        "~WRL0001.tmp",
        "foreword.md~",
        ".foreword.md.swp",
        "foreword.md.swp",
        "#foreword.md#",
    ),
)


@pytest.mark.parametrize("name", LITTER)
def test_what_programs_leave_beside_files_is_nobody_s_business(name: str, workspace: Path) -> None:
    before = survey(workspace)
    for folder in (YEAR, f"{YEAR}/local", f"{YEAR}/images", NORTH, "content/2023-24/sections", "content"):
        path = workspace / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0")
    assert survey(workspace) == before


def test_a_file_in_the_place_of_the_templates_is_told(workspace: Path) -> None:
    (workspace / "templates").write_text("Not a folder.\n")
    reviewed = review(survey(workspace))
    assert told(reviewed) == ["templates: special-file"]
    assert sound(reviewed) == REPORTS
