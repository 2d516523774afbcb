"""A root folder -> what there is in it: files, folders, what may not be read; editions, areas and reports.

In: a path.  Out: ``Workspace``, paths alone.  No file is opened but to show a problem's line (``lines``).
Imports ``languages`` and ``problems``.

This is the one place that lists the workspace: what is read and what is hashed comes from here, so that the
two cannot differ.
"""

from generator.workspace.folders import (
    ReportFolder,
    Workspace,
    find_root,
    in_area,
    in_language,
    language_of,
    survey,
)
from generator.workspace.templates import program_templates, template_files, template_folders
from generator.workspace.walk import PLACES, Refusal

__all__ = [
    "PLACES",
    "Refusal",
    "ReportFolder",
    "Workspace",
    "find_root",
    "in_area",
    "in_language",
    "language_of",
    "program_templates",
    "survey",
    "template_files",
    "template_folders",
]
