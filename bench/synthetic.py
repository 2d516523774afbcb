"""A synthetic workspace of full size: every area and every figure in it is made up and says so.

The national text is the project's own; the areas are called “Synthetic ...” and their figures and
narratives come from a seeded generator, so that each run measures the same workspace.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
AREAS = 42
EDITIONS = ("2022-23", "2023-24", "2024-25")
#: Years that have not been yet, for a workspace of ten.
LATER = tuple(f"{year}-{(year + 1) % 100}" for year in range(2025, 2032))
WORDS = [
    "synthetic",
    "text",
    "agencies",
    "share",
    "information",
    "review",
    "risk",
    "plan",
    "board",
    "meets",
    "quarter",
    "training",
    "panel",
    "officers",
    "victims",
    "community",
    "partners",
    "manage",
    "cases",
    "level",
    "support",
    "assess",
    "improve",
    "practice",
    "audit",
    "learning",
    "chair",
    "attend",
    "prison",
    "probation",
    "police",
    "health",
    "housing",
    "children",
    "adults",
    "safeguarding",
    "referral",
    "screening",
    "quality",
]


def area_names() -> list[str]:
    """42 names that no one takes for a real area."""
    letters = "abcdefg"
    return [f"synthetic-{one}{two}" for one in letters for two in "mnopqr"][:AREAS]


def write_workspace(root: Path, later: tuple[str, ...] = ()) -> Path:
    """Writes the workspace below ``root``, which must not exist, and gives its path.

    ``later`` are editions beside the project's own, each like the one before.
    """
    shutil.copytree(PROJECT / "content", root / "content")
    for before, name in zip(("2024-25", *later), later, strict=False):
        _write_edition(root / "content" / name, name, before)
    entries = []
    places = re.findall(r"column: \d+, row: \d+", (root / "content" / "areas.yaml").read_text())
    for name, place in zip(area_names(), places, strict=True):
        title = name.replace("-", " ").title()
        entries.append(
            f"- slug: {name}\n  name: {title}\n  facts: {{country: England, police_force: {title} Police}}\n"
            f"  tile: {{{place}, letters: {title[-2:]}}}\n"
        )
        for edition in (*EDITIONS, *later):
            _write_report(root / "areas" / name / edition, title, edition, random.Random(f"{name} {edition}"))
        (root / "areas" / name / "area.yaml").write_text("contacts: []\nlinks: []\n")
    (root / "content" / "areas.yaml").write_text("".join(entries))
    return root


def _write_edition(folder: Path, name: str, before: str) -> None:
    year = int(name[:4])
    folder.mkdir()
    (folder / "edition.yaml").write_text(
        f"edition: {name}\nextends: {before}\n"
        f"period: {{start: {year}-04-01, end: {year + 1}-03-31}}\nsnapshot: {year + 1}-03-31\n"
        f"population: {{name: synthetic, published: {year + 1}-07-30}}\nrelease: published\n"
    )


def _write_report(folder: Path, title: str, edition: str, chance: random.Random) -> None:
    (folder / "local").mkdir(parents=True)
    (folder / "statistics.yaml").write_text(_statistics(folder.parent.name, edition))
    foreword = f"---\ntitle: Foreword\nauthor: {{role: Chair, organisation: {title} Board}}\n---\n"
    foreword += _narrative(chance, chance.randint(5, 14))
    (folder / "foreword.md").write_text(foreword)
    for number in range(chance.randint(1, 3)):
        page = f"---\ntitle: Synthetic page {number + 1}\n---\n" + _narrative(chance, chance.randint(4, 12))
        (folder / "local" / f"{number + 1}0-page.md").write_text(page)


def _narrative(chance: random.Random, paragraphs: int) -> str:
    """Paragraphs of 40 to 110 words, a heading every three, a list every five; a figure here and there."""
    out = []
    for number in range(paragraphs):
        if number % 3 == 2:
            out.append(f"## Synthetic heading {number}")
        words = [chance.choice(WORDS) for _ in range(chance.randint(40, 110))]
        words[chance.randrange(len(words))] = "{{ eligible.total.total }}"
        out.append(" ".join(words).capitalize() + ".")
        if number % 5 == 4:
            out.append("\n".join(f"- {chance.choice(WORDS)} {chance.choice(WORDS)}" for _ in range(4)))
    return "\n\n".join(out) + "\n"


def _statistics(area: str, edition: str) -> str:
    """Figures of the sizes that areas have; from year to year they change by a few in a hundred."""
    usual, chance = random.Random(area), random.Random(f"{area} {edition}")

    def some(least: int, most: int) -> int:
        value = usual.randint(least, most)
        return max(0, round(value * chance.uniform(0.93, 1.07)))

    def row(*bounds: tuple[int, int]) -> str:
        return "{" + ", ".join(f"category_{n}: {some(*own)}" for n, own in enumerate(bounds, 1)) + "}"

    cautioned, convicted = some(2, 50), some(10, 90)
    breaches = (
        f"{{cautioned: {cautioned}, convicted: {convicted}}}"
        if edition >= "2024-25"
        else f"{{cautioned_or_convicted: {cautioned + convicted}}}"
    )
    return f"""# Synthetic figures.
eligible:
  level_1: {row((400, 4000), (200, 2000))}
  level_2: {row((3, 9), (3, 9), (3, 9))}
  level_3: {row((0, 3), (0, 3), (0, 3))}
managed_in_year:
  level_2: {row((40, 90), (40, 90), (40, 90))}
  level_3: {row((5, 19), (5, 19), (5, 19))}
notification_breaches: {breaches}
lifetime_notification_revoked: {some(5, 40)}
restrictive_orders:
  sexual_harm_prevention_order: {some(100, 500)}
  sexual_harm_prevention_order_with_foreign_travel_restriction: {some(0, 9)}
  notification_order: {some(0, 9)}
notification_after_sexual_risk_order_breach: {some(0, 9)}
returned_to_custody:
  level_2: {row((5, 19), (5, 19), (5, 19))}
  level_3: {row((0, 3), (0, 3), (0, 3))}
sexual_harm_prevention_order_breaches: {{level_2: {some(0, 4)}, level_3: 0}}
notification_rate_per_100_000: {some(80, 160)}
"""
