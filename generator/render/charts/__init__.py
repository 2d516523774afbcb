"""Figures -> charts: marks at places, and what each chart says in words, as numbers and names in their order.

In: what ``report`` gives, and how a figure is written.  Out: frozen values, which ``chart.svg.jinja`` draws,
the same for HTML and PDF, and puts into sentences.  Pure; a module for each kind of chart beside ``marks``.
"""
