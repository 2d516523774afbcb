"""Edition x area -> Report; Reports -> changes, totals, trends, places; a workspace -> Review.

In: what ``load`` gives, and a workspace for it.  Out: plain values for pages and data, each in one language.
Writes nothing; may import every room above.
"""
