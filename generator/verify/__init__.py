"""A workspace and a built website -> whether the website is what a build makes of the workspace.

In: a workspace's review and the files of a website.  Out: problems that name what differs.  Makes every file
anew and compares, then reads the figures of the finished files as a reader's program would; imports the rooms
below for what should be there.
"""
