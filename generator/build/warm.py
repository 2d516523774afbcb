"""Imported by the nursery alone: the engine, the fonts and the judge, ready for the children to inherit.

It imports and reads, and lays nothing out: Pango starts threads at its first layout, and a child that is
forked from a process with threads can wait for one that it does not have.
"""

import contextlib
import gc
import importlib

from generator.fonts import fonts

# What is here stays: children neither look through it nor copy its pages by counting references.
gc.disable()

# A machine that lacks a library is told of by the first child, which can say so; the nursery cannot.
with contextlib.suppress(Exception):
    for room in ("fontTools.subset", "generator.pdf.engine", "generator.pdf.judge"):
        importlib.import_module(room)
    fonts()

gc.collect()
gc.freeze()
