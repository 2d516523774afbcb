"""All Reports -> the national pages, the feed, the sitemap.

In: the reports that are published.  Out: the text of each page, by its path in the website.  Pure;
imports ``compare``, ``render``, ``templates`` and ``model``.
"""
