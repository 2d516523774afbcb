"""Text -> located values.

In: the bytes or text of a file and its name.  Out: trees that know where each key, value, heading, link
and picture stands, the words that a reader sees, and the problems met on the way.  Imports ``problems`` and
``languages``.
"""
