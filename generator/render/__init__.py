"""Report -> HTML text in pieces and whole, charts, and all other values that templates show.

In: what ``report`` gives, and the templates' texts.  Out: frozen values, and the text of a page, for the
screen or for the PDF engine.  Pure: opens no file; imports ``report``, ``model``, ``source`` and
``languages`` alone.
"""
