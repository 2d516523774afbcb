"""Report -> CSV and JSON bytes: its figures as open data.

In: a ``Report``.  Out: bytes.  Pure; imports ``model`` alone.
"""
