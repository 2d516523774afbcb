"""A folder's CSV -> its Data Package descriptor (https://specs.frictionlessdata.io/tabular-data-package/)."""

from __future__ import annotations

import hashlib
from typing import Any

from generator.languages import Language
from generator.model.data_version import DataVersion
from generator.render.templates import Templates


def as_package(
    csv_name: str,
    data: bytes,
    title: str,
    version: DataVersion,
    templates: Templates,
    language: Language,
    *,
    value_type: str = "number",
    derived: bool = False,
) -> bytes:
    """The descriptor; ``csv_name`` is the file's name in the same folder, ``data`` its bytes.

    ``value_type`` is the type of its values: integer, or number where there are decimals; ``derived`` says
    that they are no published figures.  ``version`` is that of the data.  Raises jinja2.TemplateError if the
    template fails.
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
        version=version.number,
        changes=None if derived else _changes(version),
        derived=derived,
    )
    return text.strip().encode() + b"\n"


def _changes(version: DataVersion) -> dict[str, Any] | None:
    """What changed in the keys since the edition before, as the descriptor has it; None of the first."""
    changes = version.changes
    if changes is None:
        return None
    renamed = [{"was": one.was, "now": one.now} for one in changes.renamed]
    return {**changes._asdict(), "renamed": renamed}
