"""Imported by the server of processes alone: the engine, the fonts and the validation, for them to inherit.

It imports and reads, and lays nothing out: Pango starts threads at its first layout, and a process that is
forked from one with threads can wait for one that it does not have.
"""

import contextlib
import ctypes.util
import gc
import importlib
import sys
from types import TracebackType

from generator.languages.fonts import fonts

# What is here stays: the processes neither look through it nor copy its pages by counting references.
gc.disable()

# The engine asks for each of its libraries by several names, those of Linux last; for each other name the
# system would be searched by a program, seventeen times: a tenth of a build after one changed figure.
find_library = ctypes.util.find_library
if sys.platform == "linux":
    ctypes.util.find_library = lambda name: None

# A machine that lacks a library is told of by the first process, which can say so; the server cannot.
with contextlib.suppress(Exception):
    for module in ("generator.pdf.engine", "generator.pdf.validation"):
        importlib.import_module(module)
    fonts()

ctypes.util.find_library = find_library
gc.freeze()


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tells of an error, but not of this: a process that is begun as the program ends finds files gone."""
    if not issubclass(kind, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = tell
