"""What valid things are: an edition, a table, a figure, an area, its statistics, a narrative, a report.

In: plain values.  Out: frozen models.  Reads and writes nothing; imports ``source`` for the shape of
tokens and ``problems`` for places.
"""
