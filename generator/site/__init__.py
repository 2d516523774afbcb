"""All Reports -> the pages about several of them, the feeds, the sitemap, what the search reads.

In: the reports that are published.  Out: by each path of the website, what makes its text when asked.  Pure;
imports ``report``, ``render`` and ``model``.
"""
