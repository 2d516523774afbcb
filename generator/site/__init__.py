"""Review -> Site: every path of the website, each with what makes its bytes when asked.

In: a ``Review`` and templates.  Out: ``Site``, a mapping of paths to functions.  Pure; imports ``report``,
``render``, ``export`` and ``pdf``'s job, and its engine when a PDF is made here.
"""
