"""A built website -> whether every figure in it is the figure of the YAML.

In: a workspace's reports and the files of a website.  Out: problems that name what differs.  Reads the
finished files alone, as a reader's program would; imports the rooms below for what should be there.
"""
