"""Imported by the nursery alone: the engine, the fonts and the judge, ready for the children to inherit.

It imports and reads, and lays nothing out: Pango starts threads at its first layout, and a child that is
forked from a process with threads can wait for one that it does not have.
"""

import contextlib
import ctypes.util
import gc
import importlib
import sys

from generator.languages.fonts import fonts

# What is here stays: children neither look through it nor copy its pages by counting references.
gc.disable()

# The engine asks for each of its libraries by several names, those of Linux last; for each other name that
# would search the system by running a program, seventeen in all.
find_library = ctypes.util.find_library
if sys.platform == "linux":
    ctypes.util.find_library = lambda name: None

# A machine that lacks a library is told of by the first child, which can say so; the nursery cannot.
with contextlib.suppress(Exception):
    for room in ("generator.pdf.engine", "generator.pdf.judge"):
        importlib.import_module(room)
    fonts()

ctypes.util.find_library = find_library
gc.freeze()
