"""Sound workspaces: editions with tables of every kind, and areas with all that they write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.strategies.markdown import SENTENCES, TITLES, pages, yaml

YEARS = ("2023-24", "2024-25")


@dataclass(frozen=True)
class Table:
    """A table of an edition, as it is written, and the keys of the figures that an area gives in it."""

    spec: dict[str, Any]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    left_out: frozenset[tuple[str, str]]


def short_forms(key: str) -> st.SearchStrategy[dict[str, str]]:
    """What a label of a key has beside it: mostly nothing, else a short form that no other has."""
    return st.one_of(st.just({}), st.just({}), TITLES.map(lambda title: {"short": f"{title} {key}"}))


@st.composite
def edition_tables(draw: st.DrawFn) -> Table:
    """A table of figures: a single one, a list or a grid; whole numbers, decimals or per cents."""
    numbers = draw(st.sampled_from(["whole", "whole", "decimal", "per cent"]))
    rows = tuple(f"row_{number}" for number in range(draw(st.integers(0, 6))))
    columns = tuple(f"column_{number}" for number in range(draw(st.integers(0, 12) if rows else st.just(0))))
    spec: dict[str, Any] = {"title": draw(TITLES), "unit": "Individuals", "numbers": numbers}
    lines = {"rows": rows, "columns": columns}
    spec |= {
        name: [{"key": key, "label": draw(TITLES)} | draw(short_forms(key)) for key in keys]
        for name, keys in lines.items()
        if keys
    }
    if not rows:
        return Table(spec | {"label": draw(TITLES)} | draw(short_forms("figure")), rows, columns, frozenset())
    spec["row_heading"] = "Row"
    for name in lines:
        if name in spec and numbers != "per cent" and draw(st.booleans()):
            spec[name].append({"key": "total", "label": "Total", "total": True})
    left_out = (
        draw(st.sets(st.tuples(st.sampled_from(rows), st.sampled_from(columns)), max_size=2))
        if columns
        else set()
    )
    spec["not_applicable"] = [".".join(cell) for cell in sorted(left_out)]
    return Table(spec, rows, columns, frozenset(left_out))


def _figures(numbers: str) -> st.SearchStrategy[Any]:
    known = {
        "whole": st.integers(0, 99_999),
        "decimal": st.integers(0, 9_999).map(lambda tenths: tenths / 10),
        "per cent": st.integers(0, 100),
    }[numbers]
    return st.one_of(known, known, known, st.just("not available"))


@st.composite
def statistics(draw: st.DrawFn, edition: Mapping[str, Table]) -> dict[str, Any]:
    """An area's figures of an edition, all of them given, with notes on some."""
    figures: dict[str, Any] = {}
    for key, table in edition.items():
        figure = _figures(table.spec["numbers"])
        if not table.rows:
            figures[key] = draw(figure)
        elif not table.columns:
            figures[key] = {row: draw(figure) for row in table.rows}
        else:
            figures[key] = {
                row: {c: draw(figure) for c in table.columns if (row, c) not in table.left_out}
                for row in table.rows
            }
    noted = draw(st.sets(st.sampled_from(sorted(edition)), max_size=2))
    return figures | {"notes": {key: draw(SENTENCES) for key in sorted(noted)}}


def _edition(year: str, extends: str | None, tables: Mapping[str, Table], title: str) -> dict[str, Any]:
    start = int(year[:4])
    return {
        "edition": year,
        "extends": extends,
        "period": {"start": f"{start}-04-01", "end": f"{start + 1}-03-31"},
        "snapshot": f"{start + 1}-03-31",
        "population": {"name": "mid-year", "published": f"{start + 1}-07-30"},
        "release": "published",
        "order": [
            "foreword",
            "local before national text",
            "about",
            "statistics",
            "local after statistics",
            "contacts",
        ],
        "sections": {
            "about": {"title": title, "parts": ["about"]},
            "statistics": {"title": "Statistics", "tables": list(tables)},
        },
        "words": {"is": "are"},
        "markers": {"z": "not applicable", "x": "not available", "c": "suppressed"},
        "tables": {key: table.spec for key, table in tables.items()},
        "relations": {},
    }


@st.composite
def sound_workspaces(draw: st.DrawFn) -> dict[str, bytes]:
    """A workspace without an error: its register, two editions, areas with all that they write."""
    texts: dict[str, str] = {}
    slugs = ("synthetic-north", "synthetic-south")
    names = [f"{draw(TITLES)} {slug.title()}" for slug in slugs]
    register = [
        {"slug": slug, "name": name, "facts": {"country": "England", "police_force": draw(TITLES)}}
        for slug, name in zip(slugs, names, strict=True)
    ]
    texts["content/areas.yaml"] = json.dumps(register, ensure_ascii=False)
    contact = {"name": draw(TITLES), "telephone": "01632 960000", "email": "mappa@example.org"}
    link = {"title": draw(TITLES), "url": "https://example.org/more"}
    texts["areas/synthetic-north/area.yaml"] = yaml({"contacts": [contact], "links": [link]})
    for year in YEARS:
        number = draw(st.integers(1, 4))
        edition = {f"table_{n}": draw(edition_tables()) for n in range(number)}
        written = _edition(year, None, edition, draw(TITLES))
        texts[f"content/{year}/edition.yaml"] = yaml(written)
        texts[f"content/{year}/sections/about.md"] = draw(pages(("area.name", "snapshot", "period.end")))
        given = tuple(key for key, table in edition.items() if not table.rows)
        for slug in slugs if year == YEARS[-1] else slugs[:1]:
            folder = f"areas/{slug}/{year}"
            texts[f"{folder}/statistics.yaml"] = yaml(draw(statistics(edition)))
            texts[f"{folder}/foreword.md"] = draw(pages((*given, "area.name")))
            for page in range(draw(st.integers(0, 2))):
                texts[f"{folder}/local/{page + 1}0-page.md"] = draw(pages(given))
    return {path: text.encode() for path, text in texts.items()}
