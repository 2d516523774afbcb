"""What to make, what to reuse, on how many processes, and the swap into the output folder.

In: a workspace and what was asked for.  Out: a website in the output folder, and a ``Result``.
With ``load`` and the commands, the only room that touches the disk.
"""
