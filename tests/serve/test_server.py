"""The server: to whom it answers, what it gives, what it leaves alone."""

from __future__ import annotations

import http.client
import shutil
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

from generator.serve.run import serve
from generator.serve.state import Live
from tests.build.test_build import tree
from tests.conftest import PROJECT, run_mappa
from tests.serve.conftest import AREA, EDITION, Served, end, start


def ask(served: Served, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, str]:
    """(status, body, where it leads); a path goes out as it is written."""
    port = urlsplit(served.address).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    if host != "":
        connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    response = connection.getresponse()
    text = response.read().decode(errors="replace")
    connection.close()
    return response.status, text, response.headers.get("Location", "")


def test_it_answers_to_its_own_names_alone(served: Served) -> None:
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:9"):
        assert ask(served, "/", host)[0] == 200, host
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil.example", ""):
        status, text, _ = ask(served, "/", host)
        assert status in (400, 421), host
        assert "Synthetic" not in text


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    port = urlsplit(served.address).port
    assert port is not None
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        address, state = line.split()[1], line.split()[3]
        if state == "0A" and address.endswith(f":{port:04X}"):
            assert address.startswith("0100007F")
    with pytest.raises(OSError), socket.create_connection(("::1", port), timeout=1):
        pass


@pytest.mark.parametrize(
    "path",
    [
        *("/../content/site.yaml", "/%2e%2e/content/site.yaml", "/..%2fareas%2fsynthetic-north%2farea.yaml"),
        *("//etc/passwd", "/etc/passwd", "/content/site.yaml", "/_preview/../content/site.yaml"),
        *("/_preview/panel.html.jinja.py", "/_preview/", "/assets/", "/\x00".replace("\x00", "%00")),
    ],
)
def test_nothing_outside_the_site_is_served(path: str, served: Served) -> None:
    status, text, location = ask(served, path)
    assert status == 404
    assert "publication:" not in text and "root:" not in text and not location


def test_a_method_that_would_change_something_is_refused(served: Served) -> None:
    assert ask(served, "/", method="POST")[0] == 501
    assert ask(served, "/", method="HEAD")[:2] == (200, "")


def test_pages_files_and_pictures(served: Served) -> None:
    assert "MAPPA" in ask(served, "/")[1]
    assert ask(served, f"/{EDITION}/{AREA}")[::2] == (301, f"/{EDITION}/{AREA}/")
    assert ask(served, f"/{EDITION}/{AREA}/images/square.png")[0] == 200
    assert ask(served, f"/{EDITION}/data/mappa-statistics-{EDITION}.csv")[1].startswith("edition,area,table")
    assert ask(served, "/assets/base.css")[0] == 200
    assert "no such page" in ask(served, "/nowhere/")[1]


def test_the_board_says_how_far_every_area_is(served: Served) -> None:
    figures = served.root / "areas/synthetic-south/2024-25/statistics.yaml"
    figures.write_text(figures.read_text().replace("rate: 120", "rate: many"))
    foreword = served.report / "foreword.md"
    foreword.write_text(foreword.read_text() + "\nTBC\n")
    deadline = time.monotonic() + 20
    while "1 error, 1 figure missing" not in (text := ask(served, "/status")[1]):
        assert time.monotonic() < deadline, text
        time.sleep(0.05)
    board = lxml.html.fromstring(text)
    rows = [[cell.text_content() for cell in row] for row in board.iterfind(".//tr")]
    assert rows == [
        ["Area", "2023-24", "2024-25"],
        ["Synthetic North", "released", "released (1 warning)"],
        ["Synthetic South", "not started", "1 error, 1 figure missing"],
    ]
    links = [link.get("href") for link in board.iterfind(".//td/a")]
    assert links == [
        *("/2023-24/synthetic-north/", "/2024-25/synthetic-north/"),
        *("/2023-24/synthetic-south/", "/2024-25/synthetic-south/"),
    ]
    status, text, _ = ask(served, links[2])
    assert status == 404 and "new synthetic-south 2023-24" in text


def test_the_pdf_follows_the_text(served: Served) -> None:
    path = f"/{EDITION}/{AREA}/mappa-annual-report-{AREA}-{EDITION}.pdf"
    status, before, _ = ask(served, path)
    assert status == 200 and before.startswith("%PDF-")
    assert ask(served, path)[1] == before
    foreword = served.report / "foreword.md"
    foreword.write_text(foreword.read_text() + "\nA sentence that is new.\n")
    deadline = time.monotonic() + 20
    while ask(served, path)[1] == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_page_that_nothing_makes_any_more_is_gone(served: Served) -> None:
    assert ask(served, "/2023-24/")[0] == 200
    shutil.rmtree(served.root / "areas" / AREA / "2023-24")
    deadline = time.monotonic() + 20
    while ask(served, "/2023-24/")[0] != 404:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_nothing_is_written(served: Served) -> None:
    before = {path: path.stat().st_mtime_ns for path in served.root.rglob("*")}
    bytes_before = tree(served.root)
    for path in ("/", f"/{EDITION}/", f"/{EDITION}/{AREA}/", "/search/", f"/areas/{AREA}/"):
        assert ask(served, path)[0] == 200
    assert tree(served.root) == bytes_before
    assert {path: path.stat().st_mtime_ns for path in served.root.rglob("*")} == before


def test_drafts_and_what_is_not_released_are_shown_as_a_preview(workspace: Path) -> None:
    figures = workspace / "areas" / AREA / EDITION / "statistics.yaml"
    figures.write_text("status: draft\n" + figures.read_text())
    served = start(workspace)
    text = ask(served, f"/{EDITION}/{AREA}/")[1]
    end(served)
    assert "Preview: not for publication." in text
    assert 'name="robots" content="noindex' in text


def test_the_address_leads_to_the_report(workspace: Path) -> None:
    for words, path in (
        ((AREA,), f"/{EDITION}/{AREA}/"),
        ((AREA, "--edition", "2023-24"), f"/2023-24/{AREA}/"),
        (("--edition", EDITION), f"/{EDITION}/"),
        ((), "/"),
    ):
        served = start(workspace, *words)
        assert urlsplit(served.address).path == path
        assert end(served) == ""


def test_a_port_that_is_taken(workspace: Path) -> None:
    first = start(workspace)
    taken = urlsplit(first.address).port
    second = start(workspace)
    assert urlsplit(second.address).port != taken
    refused = run_mappa("serve", "--root", workspace, "--port", str(taken))
    end(first), end(second)
    assert refused.returncode == 3
    assert "--port" in refused.stderr and "Traceback" not in refused.stderr
    assert refused.stdout == ""


def test_wrong_calls(workspace: Path) -> None:
    assert run_mappa("serve", "nowhere", "--root", workspace).returncode == 2
    assert run_mappa("serve", AREA, "--edition", "1999", "--root", workspace).returncode == 2


@pytest.mark.parametrize(
    "broken", ["content/site.yaml", "content/areas.yaml", "content/2024-25/edition.yaml"]
)
def test_it_starts_when_the_content_is_broken(broken: str, workspace: Path) -> None:
    path = workspace / broken
    good = path.read_text()
    path.write_text("a: [b\n")
    served = start(workspace)
    status, text, _ = ask(served, f"/{EDITION}/{AREA}/")
    assert status == 503 and broken in text
    path.write_text(good)
    deadline = time.monotonic() + 20
    while ask(served, f"/{EDITION}/{AREA}/")[0] != 200:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert end(served) == ""


def test_nothing_of_the_preview_is_in_a_built_website(tmp_path: Path, workspace: Path) -> None:
    words = ("--root", workspace, "--only", "html", "--cache", tmp_path / "cache")
    for more in ((), ("--preview",)):
        output = tmp_path / f"output{len(more)}"
        run_mappa("build", *words, "--output", output, *more)
        text = b"".join(path.read_bytes() for path in output.rglob("*") if path.is_file())
        assert b"Synthetic North" in text
        for own in (b"_preview/", b"data-line", b"idiomorph", b"Idiomorph", b"mappa-problem"):
            assert own not in text, own


def test_the_licence_of_what_others_wrote_is_there() -> None:
    folder = PROJECT / "templates/serve"
    assert "Zero-Clause BSD" in (folder / "idiomorph.licence.txt").read_text()


def test_ctrl_c_is_not_lost_while_the_files_are_read(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library may swallow it; here the first look at the files does, as pydantic-core does now and then."""

    def look(_: Live) -> bool:
        try:
            signal.raise_signal(signal.SIGINT)
            time.sleep(0.1)
        except KeyboardInterrupt:
            raise AssertionError("Ctrl-C came where it can be lost") from None
        return False

    monkeypatch.setattr(Live, "look", look)
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        serve(workspace, None, "mappa", lambda _: None, lambda _: None)
