"""HTML text -> PDF bytes that are PDF/UA-1 and PDF/A-3a; the only room that knows WeasyPrint.

In: a ``PrintJob``: every byte that the engine may read.  Out: the PDF, or what is wrong with it.
Pure: opens no file but the engine's own; imports ``languages`` alone.  ``job`` is light; ``engine`` and
``validation`` import the heavy libraries, and are imported only when a PDF has to be made.
"""
