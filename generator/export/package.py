"""A folder's CSV -> its Data Package descriptor (https://specs.frictionlessdata.io/tabular-data-package/)."""

from __future__ import annotations

import hashlib

from generator.languages import Language
from generator.render.templates import Templates


def as_package(
    csv_name: str, data: bytes, title: str, value_type: str, templates: Templates, language: Language
) -> bytes:
    """The descriptor; ``csv_name`` is the file's name in the same folder, ``data`` its bytes.

    ``value_type`` is the type of its figures: integer, or number where there are decimals.  Raises
    jinja2.TemplateError if the template fails.
    """
    text = templates.page(
        "data/package.json.jinja",
        language,
        name=csv_name.removesuffix(".csv"),
        title=title,
        path=csv_name,
        bytes=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        value_type=value_type,
    )
    return text.strip().encode() + b"\n"
