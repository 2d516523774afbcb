"""Measures builds of the synthetic workspace side by side, and prints one table of medians.

Each figure is compared within this run alone: other machines, and this one at another hour, differ.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import font_source_sans_pro

from bench import preview
from bench.synthetic import LATER, area_names, write_workspace
from generator.load.templates import load_templates
from generator.pdf.job import BASE, PrintJob, font_faces
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.report.review import review
from generator.site.site import make_site
from generator.workspace import survey

MAPPA = [sys.executable, "-m", "generator"]
RUNS = int(os.environ.get("MAPPA_BENCH_RUNS", "3"))
CHROMIUM = [
    "chromium",
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
]  # fmt: skip


class Round(NamedTuple):
    """Measures that are compared, taken one after the other: seconds of 42 reports, of all 126, or of one."""

    cold: float
    all: float
    engine: float
    chromium: float
    warm: float


class Row(NamedTuple):
    """A line of the table."""

    measure: str
    here: str
    aim: str = ""


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(RUNS))


def core_time() -> tuple[int, int]:
    """All time of the cores so far, and what of it the host of this machine gave to others (proc(5))."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().split()[1:9]]
    return sum(ticks), ticks[7]


def build(root: Path, *words: str) -> list[str]:
    return [*MAPPA, "build", "--root", str(root), *words]


def cold(root: Path, *words: str) -> list[str]:
    """A build with neither cache nor website.

    Its folders are new, because a file system is slow where many files were deleted a moment ago.
    """
    folder = Path(tempfile.mkdtemp(dir=root.parent))
    return build(root, *words, "--output", str(folder / "output"), "--cache", str(folder / "cache"))


def peak(root: Path, *words: str) -> int:
    """The peak memory of the largest process of a cold build, in mebibytes."""
    process = subprocess.Popen(cold(root, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    largest = 0
    while process.poll() is None:
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text()
                line = (status.parent / "cmdline").read_bytes()
            except OSError:
                continue
            if b"generator" in line or b"forkserver" in line:
                found = re.search(r"VmHWM:\s+(\d+)", text)
                largest = max(largest, int(found[1]) if found else 0)
        time.sleep(0.05)
    return largest // 1024


def change_figure(root: Path) -> None:
    path = root / "areas" / area_names()[20] / "2024-25" / "statistics.yaml"
    text = path.read_text()
    number = int(re.search(r"revoked: (\d+)", text)[1])  # type: ignore[index]
    path.write_text(text.replace(f"revoked: {number}", f"revoked: {(number + 1) % 40}"))


def change_word(root: Path) -> None:
    path = root / "content/2024-25/sections/mappa-25.md"
    path.write_text(f"{path.read_text().rstrip()} Indeed.\n")


def made(root: Path) -> str:
    run = subprocess.run(build(root), capture_output=True, text=True)
    return re.search(r"\((.*?)\)", run.stdout)[1]  # type: ignore[index]


def after(root: Path, change: Callable[[Path], None], *words: str) -> float:
    change(root)
    return seconds(build(root, *words))


def jobs(root: Path) -> list[PrintJob]:
    """The print jobs of the newest of the real editions."""
    found = review(survey(root), (), ("2024-25",))
    assert found.site is not None
    templates = Templates(*load_templates(root), Frame(found.site))
    return [maker.job() for maker in make_site(found, templates).pdfs.values()]


def print_pages(root: Path, folder: Path) -> list[Path]:
    """The print pages as files, with the stylesheets and fonts that the engine is handed."""
    fonts = Path(font_source_sans_pro.__file__).parent / "files"
    pages = []
    for job in jobs(root):
        style = font_faces().replace(f"{BASE}fonts/", f"{fonts.as_uri()}/") + job.stylesheet
        path = folder / f"{Path(job.path).stem}.html"
        path.write_text(job.html.replace("</head>", f"<style>{style}</style></head>"))
        pages.append(path)
    return pages


def engine_command(pages: list[Path]) -> float:
    script = str(Path(sys.executable).with_name("weasyprint"))
    return sum(
        seconds([script, "--pdf-variant", "pdf/ua-1", str(p), str(p.with_suffix(".pdf"))]) for p in pages
    )


def chromium_command(pages: list[Path]) -> float:
    def once(page: Path) -> float:
        with tempfile.TemporaryDirectory() as profile:
            return seconds(
                [*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={page}.pdf", page.as_uri()]
            )

    return sum(once(page) for page in pages)


def warm(root: Path) -> float:
    """A report's PDF in a process that has made one before: layout, drawing, both standards, validation."""
    code = f"""
import gc, statistics, time
from pathlib import Path
from bench.__main__ import jobs
from generator.build.pdfs import make_pdf

gc.disable()
few = jobs(Path({str(root)!r}))[:7]
make_pdf(few[0])
taken = []
for job in few:
    started = time.perf_counter()
    assert make_pdf(job).pdf
    taken.append(time.perf_counter() - started)
print(statistics.median(taken))
"""
    return float(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


def on_a_cluster(root: Path, workers: int) -> float:
    """A cold build of 42 reports whose PDFs a Dask cluster of so many workers makes, on this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        command = cold(root, "--edition", "2024-25", "--scheduler", cluster.scheduler_address)
        seconds(command)  # workers that have imported the engine
        return seconds(cold(root, "--edition", "2024-25", "--scheduler", cluster.scheduler_address))


def ratio(rounds: list[Round], of: Callable[[Round], float]) -> str:
    return f"{statistics.median(map(of, rounds)):.2f}"


def cold_rows(root: Path, folder: Path) -> list[Row]:
    """Builds from nothing, against other engines.

    The others are run on six of the 42 pages, spread over them, and scaled: one after the other they take the
    same time however many there are.  The machine is slower at some minutes than at others, so each round
    measures all of them, and the table has the medians of the rounds' ratios.
    """
    pages = print_pages(root, folder)
    few = pages[:: len(pages) // 6][:6]
    rounds = [
        Round(
            seconds(cold(root, "--edition", "2024-25")),
            seconds(cold(root)),
            engine_command(few) / len(few),
            chromium_command(few) / len(few),
            warm(root),
        )
        for _ in range(RUNS)
    ]
    print(f"A report takes the `weasyprint` command {statistics.median(r.engine for r in rounds):.2f} s,")
    print(f"Chromium {statistics.median(r.chromium for r in rounds):.2f} s (medians of {RUNS} runs).")
    cold42 = statistics.median(one.cold for one in rounds)
    memory42, memory126 = peak(root, "--edition", "2024-25"), peak(root)
    return [
        Row("cold, 42 reports: HTML, PDF and data", f"{cold42:.1f} s"),
        Row(
            "… against the `weasyprint` command once for each",
            ratio(rounds, lambda r: r.cold / r.engine / 42),
            "≤ 0.26",
        ),
        Row(
            "… against Chromium's `--print-to-pdf` once for each",
            ratio(rounds, lambda r: r.cold / r.chromium / 42),
            "≤ 0.5",
        ),
        Row(
            "a warm report, validated, against the `weasyprint` command",
            ratio(rounds, lambda r: r.warm / r.engine),
            "≤ 0.45",
        ),
        Row(
            "cold, 126 reports against 42", f"{ratio(rounds, lambda r: r.all / r.cold)} times", "≤ 3.1 times"
        ),
        Row(
            "… peak memory of any one process",
            f"{memory126 / memory42:.2f} times ({memory126} MiB)",
            "≤ 1.1 times",
        ),
    ]


def changed_rows(root: Path) -> list[Row]:
    """Builds after a change of 126 reports, and of 42 of them."""
    pages = median(lambda: seconds(cold(root, "--only", "html", "--only", "data")))
    few = root.parent / "few"
    words = ("--edition", "2024-25", "--output", str(few / "output"), "--cache", str(few / "cache"))
    seconds(build(root, *words))
    figure42 = median(lambda: after(root, change_figure, *words))
    seconds(build(root))
    figure126 = median(lambda: after(root, change_figure))
    change_figure(root)
    one = made(root)
    change_word(root)
    word = made(root)
    nothing = median(lambda: seconds(build(root)))
    return [
        Row("HTML and data alone, 126 reports", f"{pages:.2f} s", "≤ 2 s"),
        Row("one figure changed, of 42 reports", f"{figure42:.2f} s", "≤ 1.2 s"),
        Row("one figure changed, of 126 reports", f"{figure126:.2f} s ({one})", "≤ 1.5 s, 1 PDF made"),
        Row("one word of one edition's national text changed", word, "42 PDFs made"),
        Row("nothing changed", f"{nothing:.2f} s", "≤ 0.2 s"),
    ]


def preview_rows(root: Path) -> list[Row]:
    """From a save to the changed page in a browser, and to the PDF, of 126 reports."""
    page, pdf = preview.measured(root)
    return [
        Row("preview of 126 reports: save to page", f"{page * 1000:.0f} ms", "≤ 150 ms"),
        Row("… save to PDF", f"{pdf:.2f} s", "≤ 1 s"),
    ]


def ten_years_rows(root: Path) -> list[Row]:
    """The same with 420 reports."""
    first = seconds(build(root))
    figure = median(lambda: after(root, change_figure))
    return [
        Row("cold, 420 reports", f"{first:.0f} s"),
        Row("one figure changed, of 420 reports", f"{figure:.2f} s"),
    ]


def main() -> None:
    before = core_time()
    with tempfile.TemporaryDirectory(prefix="mappa-bench-") as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        root = write_workspace(folder / "workspace")
        rows = [*cold_rows(root, folder / "pages"), *changed_rows(root), *preview_rows(root)]
        one, two = (on_a_cluster(root, workers) for workers in (1, 2))
        rows.append(Row("two Dask workers against one, 42 reports", f"{one / two:.2f} times as fast"))
        rows += ten_years_rows(write_workspace(folder / "ten-years", LATER))
        rows.append(Row("`mappa --help`", f"{median(lambda: seconds([*MAPPA, '--help'])):.2f} s", "≤ 0.2 s"))
    whole, stolen = (now - then for now, then in zip(core_time(), before, strict=True))
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    print(f"{os.cpu_count()} cores, {machine}; the host gave {stolen / whole:.0%} of them to others.\n")
    print("| measure | here | to reach |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
