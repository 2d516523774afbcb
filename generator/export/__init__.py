"""Reports -> their figures as open data: CSV, JSON, ODS and Data Package.

In: reports, and the templates whose words the files need.  Out: by each path, what makes the bytes when it is
asked for.  Pure; imports ``report``, ``render``, ``model`` and ``languages`` alone.
"""
