"""A model and a path in it -> what belongs there: its keys, and the lines to write."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.model.base import Translated

#: What stands for words that only the writer knows.
GAP = "…"


def lines_to_write(model: type[BaseModel], path: tuple[Any, ...], value: Any) -> str | None:
    """The lines that say with keys what was written as a text alone, or in a list what was written without.

    A text goes to the key that it fits best: an address to that of addresses, a name to that of names.  None
    where no keys belong, or nobody can tell which.
    """
    annotation = annotation_at(model, path)
    inner, is_list = model_in(annotation), False
    if inner is None:
        inner, is_list = model_in(below(annotation, 0)), True
    if inner is None or issubclass(inner, Translated):
        return None
    lines = list(_lines(inner, value) if isinstance(value, str) else _as_they_are(value))
    if not lines:
        return None
    is_entry = bool(path) and isinstance(path[-1], int)
    hyphen = "- " if is_list or is_entry else ""
    indent = "" if is_entry or not path else "  "
    block = [
        f"{indent}{hyphen if not number else ' ' * len(hyphen)}{line}" for number, line in enumerate(lines)
    ]
    return "\n".join(block if is_entry or not path else [f"{path[-1]}:", *block])


def _lines(model: type[BaseModel], text: str) -> Iterator[str]:
    """A line for the key that the text fits, and one for each other key that must be there."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    fitting = _fitting(fields, text)
    for key, field in fields.items():
        if key == fitting:
            yield f"{key}: {_typed(text) if _accepts(field, text) else GAP}"
        elif field.is_required():
            yield f"{key}: {GAP}"


def _as_they_are(value: Any) -> Iterator[str]:
    """A line for each key of a mapping whose values are texts; none if there is anything else in it."""
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        yield from (f"{key}: {_typed(text)}" for key, text in value.items())


def _fitting(fields: dict[str, FieldInfo], text: str) -> str | None:
    """The key whose pattern the text matches; else the first that must be there, or that has an example."""
    for key, field in fields.items():
        has_pattern = any(getattr(part, "pattern", None) for part in _metadata(field.annotation, field))
        if has_pattern and _accepts(field, text):
            return key
    required = [key for key, field in fields.items() if field.is_required()]
    shown = [key for key, field in fields.items() if field.examples]
    return next(iter([*required, *shown]), None)


def _metadata(annotation: Any, field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    for option in (annotation, *options(annotation)):
        for part in getattr(option, "__metadata__", ()):
            yield from getattr(part, "metadata", (part,))
    for option in get_args(annotation):
        for part in getattr(option, "__metadata__", ()):
            yield from getattr(part, "metadata", (part,))


def _accepts(field: FieldInfo, text: str) -> bool:
    try:
        TypeAdapter(field.rebuild_annotation()).validate_python(text)
    except ValidationError:
        return False
    return True


def _typed(text: str) -> str:
    """A text as it is typed in YAML: in quotation marks where a colon or a # is in it."""
    plain = text and not any(sign in text for sign in (": ", " #", '"', "{", "[")) and text[0].isalnum()
    return text if plain else json.dumps(text, ensure_ascii=False)


def keys_at(model: type[BaseModel], path: Iterable[Any]) -> list[str]:
    """The keys that a model knows at a path, those of a list's entries too."""
    annotation = annotation_at(model, path)
    inner = model_in(annotation) or model_in(below(annotation, 0))
    return sorted(field.alias or name for name, field in inner.model_fields.items()) if inner else []


def annotation_at(model: type[BaseModel], path: Iterable[Any]) -> Any:
    """The type of what a path leads to; None where a model knows of no such thing."""
    annotation: Any = model
    for step in path:
        annotation = below(annotation, step)
    return annotation


def below(annotation: Any, step: Any) -> Any:
    """The type of what stands in a type under a key or at a place of a list; None if nothing can."""
    inner = model_in(annotation)
    if inner is not None:
        if issubclass(inner, RootModel):
            return below(inner.model_fields["root"].annotation, step)
        fields = {field.alias or name: field for name, field in inner.model_fields.items()}
        return fields[step].annotation if step in fields else None
    for option in options(annotation):
        if get_origin(option) in (dict, tuple, list):
            return get_args(option)[1 if get_origin(option) is dict else 0]
    return None


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a type is, or that is one of its branches."""
    for option in options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def options(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, or the annotation alone, without what Annotated adds."""
    if hasattr(annotation, "__metadata__"):
        return options(get_args(annotation)[0])
    if get_origin(annotation) in (types.UnionType, Union):
        return tuple(option for member in get_args(annotation) for option in options(member))
    return (annotation,)
