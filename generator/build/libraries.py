"""The libraries that are installed, Python's and the system's, and their versions."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from pathlib import Path


@cache
def python_libraries() -> dict[str, str]:
    """Each of Python's libraries and its version, as the names of their folders have them.

    (PyPA, “Recording installed projects”.)  importlib.metadata reads files, for a sixth of a short build.
    """
    folders = (path for folder in sys.path for path in Path(folder).glob("*.dist-info"))
    versions: dict[str, str] = {}
    for folder in folders:
        name, _, version = folder.stem.lower().partition("-")
        versions.setdefault(name, version)  # the first on the path is the one that is imported
    return dict(sorted(versions.items()))


@cache
def engine_libraries() -> dict[str, str]:
    """The system's libraries that draw a PDF's letters, each with its version; a missing one has none."""
    return {
        "pango": _text("libpango-1.0.so.0", "pango_version_string"),
        "harfbuzz": _text("libharfbuzz.so.0", "hb_version_string"),
        "harfbuzz-subset": _text("libharfbuzz-subset.so.0", "hb_version_string"),
        "fontconfig": _number("libfontconfig.so.1", "FcGetVersion"),
        "freetype": _freetype("libfreetype.so.6"),
    }


def _library(name: str) -> ctypes.CDLL | None:
    names = (name, name.partition(".so")[0] + ".dylib")  # Linux's, macOS's
    for one in names:
        try:
            return ctypes.CDLL(one)
        except OSError:
            continue
    return None


def _text(name: str, function: str) -> str:
    library = _library(name)
    if library is None:
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _number(name: str, function: str) -> str:
    library = _library(name)
    return str(getattr(library, function)()) if library is not None else ""


def _freetype(name: str) -> str:
    """FreeType tells its version to those alone who have begun to use it."""
    library = _library(name)
    face = ctypes.c_void_p()
    if library is None or library.FT_Init_FreeType(ctypes.byref(face)):
        return ""
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(face, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(face)
    return ".".join(str(part.value) for part in parts)
