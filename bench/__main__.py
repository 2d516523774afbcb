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

from bench.synthetic import area_names, write_workspace

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
    path.write_text(path.read_text().replace("Twenty-five years ago", "Some twenty-five years ago", 1))


def made(root: Path) -> str:
    run = subprocess.run(build(root), capture_output=True, text=True)
    return re.search(r"\((.*?)\)", run.stdout)[1]  # type: ignore[index]


def after(root: Path, change: Callable[[Path], None]) -> float:
    change(root)
    return seconds(build(root))


def print_pages(root: Path, folder: Path) -> list[Path]:
    """The newest edition's print pages as files, with the stylesheets and fonts that the engine is handed."""
    import font_source_sans_pro

    from generator.build.files import Work
    from generator.build.options import Options
    from generator.load.templates import load_templates
    from generator.pdf.job import BASE, font_faces
    from generator.render.sections import Shared
    from generator.render.templates import Templates
    from generator.report.review import review
    from generator.workspace import survey

    fonts = Path(font_source_sans_pro.__file__).parent / "files"
    templates = Templates(*load_templates(root))
    pages = []
    found = review(survey(root), (), ("2024-25",))
    for report in found.reports:
        shared = Shared(found.texts[report.edition.name, report.language], templates)
        job = Work(report, templates, shared).job(Options(root, folder, folder))
        style = font_faces().replace(f"{BASE}fonts/", f"{fonts.as_uri()}/") + job.stylesheet
        path = folder / f"{report.area.slug}.html"
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
    """A report's PDF in a process that has made one before: layout, drawing, both standards and the judge."""
    code = f"""
import gc, statistics, time
from pathlib import Path
from generator.build.files import Work
from generator.build.options import Options
from generator.build.pdfs import make_one
from generator.load.templates import load_templates
from generator.render.sections import Shared
from generator.render.templates import Templates
from generator.report.review import review
from generator.workspace import survey

gc.disable()
root = Path({str(root)!r})
templates, options = Templates(*load_templates(root)), Options(root, root, root)
found = review(survey(root), (), ("2024-25",))
shared = Shared(found.texts["2024-25", "en"], templates)
jobs = [Work(report, templates, shared).job(options) for report in found.reports[:7]]
make_one(jobs[0])
taken = []
for job in jobs:
    started = time.perf_counter()
    assert make_one(job).pdf
    taken.append(time.perf_counter() - started)
print(statistics.median(taken))
"""
    return float(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


def main() -> None:
    rows: list[tuple[str, str, str]] = []
    before = core_time()
    with tempfile.TemporaryDirectory(prefix="mappa-bench-") as name:
        root = write_workspace(Path(name) / "workspace")
        pages_folder = Path(name) / "pages"
        pages_folder.mkdir()
        pages = print_pages(root, pages_folder)
        few = pages[:: len(pages) // 6][:6]

        # The others are run on six of the 42 pages, spread over them, and scaled: one after the other they
        # take the same time however many there are.  The machine is slower at some minutes than at others, so
        # each round measures all of them, and the table has the medians of the rounds' ratios.
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
        cold42 = statistics.median(one.cold for one in rounds)
        engine = statistics.median(one.engine for one in rounds)
        chromium = statistics.median(one.chromium for one in rounds)

        def ratio(of: Callable[[Round], float]) -> str:
            return f"{statistics.median(map(of, rounds)):.2f}"

        rows.append(("cold, 42 reports: HTML, PDF and data", f"{cold42:.1f} s", ""))
        against = ratio(lambda one: one.cold / one.engine / 42)
        rows.append(("… against the `weasyprint` command once for each", against, "≤ 0.25"))
        against = ratio(lambda one: one.cold / one.chromium / 42)
        rows.append(("… against Chromium's `--print-to-pdf` once for each", against, "≤ 0.5"))
        against = ratio(lambda one: one.warm / one.engine)
        rows.append(("a warm report, judged, against the `weasyprint` command", against, "≤ 0.45"))
        memory42 = peak(root, "--edition", "2024-25")
        memory126 = peak(root)
        times = ratio(lambda one: one.all / one.cold)
        rows.append(("cold, 126 reports against 42", f"{times} times", "≤ 3.1 times"))
        memory = f"{memory126 / memory42:.2f} times ({memory126} MiB)"
        rows.append(("… peak memory of any one process", memory, "≤ 1.1 times"))
        pages_only = median(lambda: seconds(cold(root, "--only", "html", "--only", "data")))
        rows.append(("HTML and data alone, 126 reports", f"{pages_only:.2f} s", "≤ 1.5 s"))
        seconds(build(root))
        changed = median(lambda: after(root, change_figure))
        change_figure(root)
        rows.append(
            ("one figure of one area changed", f"{changed:.2f} s ({made(root)})", "≤ 1.5 s, 1 PDF made")
        )
        change_word(root)
        rows.append(("one word of one edition's national text changed", made(root), "42 PDFs made"))
        rows.append(("nothing changed", f"{median(lambda: seconds(build(root))):.2f} s", "≤ 0.35 s"))
        rows.append(("`mappa --help`", f"{median(lambda: seconds([*MAPPA, '--help'])):.2f} s", "≤ 0.2 s"))
    whole, stolen = (now - then for now, then in zip(core_time(), before, strict=True))
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    print(f"{os.cpu_count()} cores, {machine};")
    print(f"medians of {RUNS} runs; a report takes the `weasyprint` command {engine:.2f} s,")
    print(
        f"Chromium {chromium:.2f} s; the machine's host gave {stolen / whole:.0%} of the cores to others.\n"
    )
    print("| measure | here | to reach |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
