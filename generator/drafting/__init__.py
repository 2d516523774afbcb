"""Editions and areas -> files for people to fill in: an area's empty year, and the schemas that check it.

In: models.  Out: texts by path.  Pure but for ``new_year.write``; imports ``model`` alone.
"""
