"""Words on the command line -> calls, one module a command; ``calls`` and ``console`` are what they share.

In: words.  Out: text on a terminal and an exit status: 0 all well, 1 problems in content, 2 a wrong call,
3 something missing on this machine, 130 stopped by Ctrl-C.  Every room is imported by the command that uses
it, when it is called, so that ``mappa --help`` answers at once.
"""
