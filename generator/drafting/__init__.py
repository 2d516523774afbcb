"""Editions and areas -> files for people to fill in: a new edition, an area's year, and their schemas.

In: models, and the bytes of a file that is added to.  Out: texts by path.  Pure but for ``new_year.write``.
"""
