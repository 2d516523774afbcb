"""Reports -> their figures as open data: CSV, JSON, ODS and Data Package.

In: reports, and the templates whose words the files need.  Out: bytes by path.  Pure; imports ``compare``,
``model`` and ``templates`` alone.
"""
