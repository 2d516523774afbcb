"""Report -> HTML text and SVG charts.

In: a ``Report`` and the templates' texts.  Out: the text of a page, for the screen or for the PDF engine.
Pure: opens no file; imports ``compare``, ``templates``, ``model``, ``wording`` and ``source`` alone.
"""
