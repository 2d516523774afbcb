"""Imported by the server of processes alone: the engine, the fonts and the validation, for them to inherit.

It imports and reads, and lays nothing out: Pango starts threads at its first layout, and a process that is
forked from one with threads can wait for one that it does not have.
"""

import contextlib
import ctypes.util
import gc
import importlib
import sys

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

# A process that is begun as the program ends finds gone what it is handed, and nobody needs to hear of that.
# What goes wrong in a task is told by its result.
sys.excepthook = lambda *_: None
