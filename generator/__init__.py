"""mappa: writes, checks and publishes annual reports of statistics and local pages.

Data flows one way, through the rooms in this order; the first lines of each say what comes in and goes out.

    problems    what can be wrong, and how it is told
    languages   the list of languages; numbers and dates in each; the letters of the font
    workspace   a root folder -> which editions, areas and files exist
    source      text -> values that know their line and column
    model       what a valid edition, area, table and figure are
    load        workspace -> models, and problems
    checks      models -> problems: one rule, one function, one code
    report      edition x area -> Report; reports -> changes, totals over areas, trends; a workspace -> Review
    render      Report -> HTML text and SVG charts
    export      Reports -> CSV, ODS, JSON and Data Package bytes
    pdf         HTML text -> PDF bytes
    site        Review -> Site: every path of the website, each with what makes its bytes
    build       which bytes are made, which reused, on how many processes; the swap into output/
    serve       the same Site, asked one page at a time, and told of changes
    drafting    models -> files for people to fill in
    verify      a built website -> whether its figures are those of the workspace
    commands    words on the command line -> calls, one module a command
    cli         the list of commands
"""

__version__ = "0.1.0"
