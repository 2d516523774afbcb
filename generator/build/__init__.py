"""What to make, what to reuse, on how many processes, and the swap into the output folder.

In: a workspace and what was asked for.  Out: a website in the output folder, and a ``Result``.
Writes the cache, the output folder and what is beside it while a build runs.
"""
