"""mappa: writes, checks and publishes the MAPPA annual reports.

The rooms, in the order in which data flows through them:

    problems    what can be wrong, and how it is told
    workspace   a root folder -> which editions, areas and files exist
    source      text -> values that know their line and column
    model       what a valid edition, area, table and figure are
    load        workspace -> models, and problems
    checks      models -> problems: one rule, one function, one code
    merge       area x edition -> Report: all that a template may ask for
    render      Report -> HTML text and SVG charts
    pdf         HTML text -> PDF bytes
    export      Report -> CSV and JSON bytes
    site        all Reports -> the national pages
    build       what to make, what to reuse, and the swap into output/
    cli         words on the command line -> calls
"""

__version__ = "0.1.0"
