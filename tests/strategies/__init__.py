"""Strategies for whole workspaces: sound ones, and such as a hand, an editor or a stranger has been at.

A workspace is a mapping of paths to bytes, to be laid over ``tests/data/workspace``.
"""
