"""The same Site as ``build`` makes, asked one page at a time, and told of changes.

In: a workspace that people write in.  Out: pages over HTTP on this machine alone, each with what is wrong
with it, made when they are asked for.  Writes nothing.  May import all that ``build`` may, and its pool.
"""
