"""A root folder -> what there is in it: files, folders, what may not be read; editions, areas and reports.

In: a path.  Out: ``Workspace``, paths alone; no file is opened.
Imports the list of languages alone.

This is the one place that lists the workspace: what is read and what is hashed comes from here, so that the
two cannot differ.
"""

from generator.workspace.folders import (
    ReportFolder,
    Workspace,
    find_root,
    in_language,
    language_of,
    survey,
)
from generator.workspace.templates import program_templates, template_files, template_folders
from generator.workspace.walk import Refusal

__all__ = [
    "Refusal",
    "ReportFolder",
    "Workspace",
    "find_root",
    "in_language",
    "language_of",
    "program_templates",
    "survey",
    "template_files",
    "template_folders",
]
