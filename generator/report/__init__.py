"""Edition x area -> Report; Reports -> changes, totals, trends, places; a workspace -> Review.

In: what ``load`` gives.  Out: plain values for pages and data, each in one language.  Writes nothing;
imports ``load``, ``checks``, ``model`` and ``languages``.
"""
