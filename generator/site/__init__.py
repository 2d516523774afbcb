"""All Reports -> the national pages.

In: the reports that are published.  Out: the text of each page, by its path in the website.  Pure;
imports ``render`` for the templates and ``model``.
"""
