"""The models -> the JSON Schemas of the YAML files, for editors to complete and check.

In: editions.  Out: the text of each schema, by file name.  Pure; imports ``model`` alone.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.model.area import AreaDetails, Register
from generator.model.edition import Edition
from generator.model.site import Site
from generator.model.statistics import statistics_model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(editions: Iterable[Edition]) -> dict[str, str]:
    """The schemas by file name: areas, area, edition, site, and statistics for each edition."""
    found = {
        "areas.json": _schema(Register, "The register of the areas"),
        "area.json": _schema(AreaDetails, "An area's contacts and links"),
        "edition.json": _edition_schema(),
        "site.json": _schema(Site, "What is the same on all pages of the website"),
    }
    for edition in editions:
        title = f"The figures of an area for {edition.edition}"
        found[f"statistics-{edition.edition}.json"] = _schema(statistics_model(edition), title)
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in found.items()}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(schema_generator=_Described), "title": title}


class _Described(GenerateJsonSchema):
    """Says of each key what its model says beneath it; models that everything loads do without."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of a model."""
        found = super().model_schema(schema)
        for name, words in _words_of(schema["cls"]).items():
            found["properties"][name]["description"] = words
        return found


def _words_of(model: type[Any]) -> dict[str, str]:
    """What a model's source says of each of its fields; nothing for one that is made from an edition."""
    return _words_in(model.__module__).get(model.__name__, {})


@cache
def _words_in(module: str) -> dict[str, dict[str, str]]:
    """By class and field, the texts that stand beneath the fields."""
    source = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        own.name: {
            field.target.id: inspect.cleandoc(below.value.value)
            for field, below in pairwise(own.body)
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            if isinstance(below.value.value, str)
        }
        for own in source.body
        if isinstance(own, ast.ClassDef)
    }


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
