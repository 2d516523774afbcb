"""A folder's CSV -> its Data Package descriptor (https://specs.frictionlessdata.io/tabular-data-package/)."""

from __future__ import annotations

import hashlib

from generator.languages import Language
from generator.render.templates import Templates


def as_package(csv_name: str, data: bytes, title: str, templates: Templates, language: Language) -> bytes:
    """The descriptor; ``csv_name`` is the file's name in the same folder, ``data`` its bytes.

    Raises jinja2.TemplateError if the template fails.
    """
    text = templates.page(
        "data/package.json.jinja",
        language,
        name=csv_name.removesuffix(".csv"),
        title=title,
        path=csv_name,
        bytes=len(data),
        digest=hashlib.sha256(data).hexdigest(),
    )
    return text.strip().encode() + b"\n"
