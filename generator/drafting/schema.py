"""The models -> the JSON Schemas of the YAML files, for editors to complete and check.

In: editions.  Out: the text of each schema, by file name.  Pure; imports ``model`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from generator.model.area import AreaDetails, Register
from generator.model.edition import Edition
from generator.model.site import SiteSettings
from generator.model.statistics import statistics_model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(editions: Iterable[Edition]) -> dict[str, str]:
    """The schemas by file name: areas, area, edition, site, and statistics for each edition."""
    by_name = {
        "areas.json": _schema(Register, "The register of the areas"),
        "area.json": _schema(AreaDetails, "An area's contacts and links"),
        "edition.json": _edition_schema(),
        "site.json": _schema(SiteSettings, "What is the same on all pages of the website"),
    }
    for edition in editions:
        title = f"The figures of an area for {edition.name}"
        by_name[f"statistics-{edition.name}.json"] = _schema(statistics_model(edition), title)
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in by_name.items()}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}


def _edition_schema() -> dict[str, Any]:
    """An edition that extends another may leave out any key, and empty one to take it away."""
    schema = _schema(Edition, "An edition: the national text and tables of a year")
    _allow_gaps(schema)
    schema["required"] = ["edition"]
    return schema


def _allow_gaps(part: Any) -> None:
    """Lets every key of a schema, at any depth, be absent or empty."""
    if isinstance(part, list):
        for item in part:
            _allow_gaps(item)
    if not isinstance(part, dict):
        return
    part.pop("required", None)
    for below in part.values():
        _allow_gaps(below)
    for kind in ("properties", "patternProperties"):
        for name, field in part.get(kind, {}).items():
            if name not in ("edition", "key"):
                part[kind][name] = {"anyOf": [field, {"type": "null"}]}
