"""Pages, data, feeds, styles and scripts with other words."""

from __future__ import annotations

from pathlib import Path

from tests.verify.tampering.ways import NORTH, SOUTH, SOUTH_FILE, Tampering, put


def text(path: str, old: str, new: str, words: str) -> Tampering:
    """The first place of a text with other words."""

    def change(site: Path) -> None:
        content = (site / path).read_bytes()
        assert old.encode() in content, f"{old!r} is not in {path}"
        put(site / path, content.replace(old.encode(), new.encode(), 1))

    return Tampering(f"{words} in {path}", path, change)


TEXTS = [
    text(f"{SOUTH}/index.html", ">120<", ">121<", "a figure"),
    text(f"{SOUTH}/index.html", 'marker="c">suppressed<', 'marker="c">14<', "a hidden figure shown"),
    text(f"{SOUTH}/index.html", 'data-key="rate"', 'data-key="tare"', "a figure's key"),
    text(f"{SOUTH}/index.html", 'data-marker="z"', 'data-marker="x"', "a marker"),
    text(f"{SOUTH}/index.html", 'data-table="eligible"', 'data-table="rate"', "a table's key"),
    text(f"{SOUTH}/index.html", '<th scope="row">Level 1', '<th scope="row">Level 2', "a row's label"),
    text(f"{SOUTH}/index.html", "Category 1: one", "Category 2: one", "a column's label"),
    text(f"{SOUTH}/index.html", "Individuals on 31", "Individuals on 30", "a title's day"),
    text(f"{SOUTH}/index.html", 'scope="col"', 'scope="row"', "a header's scope"),
    text(f"{SOUTH}/index.html", "from the south", "from the north", "a word of the foreword"),
    text(f"{SOUTH}/index.html", '"temporalCoverage": "2024', '"temporalCoverage": "2014', "JSON-LD's years"),
    text(f"{SOUTH}/index.html", '"name": "Synthetic South', '"name": "Synthetic North', "JSON-LD's name"),
    text(
        f"{SOUTH}/index.html",
        'name="description" content="',
        'name="description" content="Not ',
        "a description",
    ),
    text(f"{SOUTH}/index.html", "<strong>120</strong>", "<strong>12</strong>", "a headline figure"),
    text(f"{SOUTH}/index.html", "</main>", "<p>Added.</p></main>", "a paragraph"),
    text(f"{SOUTH}/index.html", "</head>", "<script>alert(1)</script></head>", "a script"),
    text(f"{SOUTH}/index.html", "default-src", "script-src *; default-src", "the policy"),
    text(f"{SOUTH}/index.html", "download>", "download >", "a space within a tag"),
    text(f"{NORTH}/index.html", "46 at level 2", "64 at level 2", "a figure in a sentence"),
    text(f"{NORTH}/index.html", "146 individuals", "164 individuals", "a total in the national text"),
    text(f"{NORTH}/index.html", "(68.5%)", "(86.5%)", "a share in a chart's sentence"),
    text(f"{NORTH}/index.html", "Level 1, 100 in all", "Level 1, 10 in all", "a chart's words"),
    text(f"{NORTH}/index.html", 'fill="#0b0c0c">14 (', 'fill="#0b0c0c">41 (', "a chart's number"),
    text(f"{NORTH}/index.html", 'width="130.0"', 'width="90.0"', "a bar's length"),
    text(f"{NORTH}/index.html", "the same as in", "more than in", "a change on last year"),
    text(f"{NORTH}/index.html", "A synthetic note", "Another note", "a note"),
    text(f"{NORTH}/index.html", "01632 960000", "01632 960001", "a telephone number"),
    text(f"{NORTH}/index.html", "A grey square", "A red square", "an alternative text"),
    text(f"{NORTH}/index.html", "Synthetic text with a note", "Synthetic text", "a local page's words"),
    text("2024-25/index.html", 'data-key="rate">120', 'data-key="rate">12', "a figure"),
    text("2024-25/index.html", "<td>200</td>", "<td>300</td>", "a sum over areas"),
    text("2024-25/index.html", 'data-area="synthetic-south"', 'data-area="synthetic-west"', "an area's key"),
    text("2024-25/index.html", "2 of 2", "2 of 3", "how many have reported"),
    text("2024-25/index.html", "both have 120", "both have 210", "the words of a chart of areas"),
    text("2024-25/compare/index.html", 'data-key="rate">120', 'data-key="rate">12', "a figure"),
    text("2024-25/compare/index.html", "5 of 20", "5 of 21", "what a share is worked out from"),
    text("2024-25/compare/mappa-comparisons-2024-25.csv", ",25.0,", ",52.0,", "a share"),
    text("2024-25/compare/mappa-comparisons-2024-25.json", '"value": 25.0', '"value": 52.0', "a share"),
    text("2024-25/compare/datapackage.json", '"bytes": ', '"bytes": 1', "a size"),
    text("2024-25/index.html", 'class="change">+10', 'class="change">+1', "a change on last year"),
    text("2024-25/index.html", ">Category</th>", ">Kind</th>", "a label"),
    text("2024-25/index.html", "not comparable with", "comparable with", "the words of a sign"),
    text("2023-24/index.html", "136", "163", "a figure of an earlier year"),
    text("data/index.html", "Each report explains", "No report explains", "the words on definitions"),
    text("index.html", "<strong>40</strong>", "<strong>4</strong>", "a headline figure"),
    text("index.html", ">2024 to 2025</a>: 2 areas", ">2024 to 2025</a>: 9 areas", "a number of areas"),
    text("index.html", "areas/synthetic-south/index.html", "areas/synthetic-north/index.html", "a link"),
    text("areas/synthetic-north/index.html", "from 90 in 2023-24", "from 9 in 2023-24", "a trend in words"),
    text("areas/synthetic-north/index.html", ">90</text>", ">9</text>", "a number of a small chart"),
    text("areas/synthetic-north/index.html", "<td>136</td>", "<td>163</td>", "a figure of last year"),
    text(
        "areas/synthetic-north/index.html",
        '<th scope="col">2023-<wbr>24',
        '<th scope="col">2022-<wbr>23',
        "a year",
    ),
    text("areas/synthetic-south/index.html", "Synthetic South Police", "Another Police", "a fact"),
    text("accessibility/index.html", "</main>", " </main>", "a space"),
    text("search/index.html", "wasm-unsafe-eval", "unsafe-eval", "what the search may load"),
    text("404.html", "</h1>", "!</h1>", "a heading"),
    text("feed.xml", "2024 to 2025</title>", "2023 to 2024</title>", "an entry's title"),
    text("feed.xml", "<updated>2025", "<updated>2026", "a date"),
    text("feed.xml", "in Synthetic North from", "in Synthetic South from", "an entry's summary"),
    text("feed.xml", "</feed>", "<entry/></feed>", "one more entry"),
    text("sitemap.xml", "synthetic-south", "synthetic-west", "an address"),
    text("robots.txt", "sitemap.xml", "map.xml", "an address"),
    text("assets/base.css", "{", "{display:none;", "a rule of a stylesheet"),
    text("assets/screen.css", "{", "{display:none;", "a rule of a stylesheet"),
    text("assets/sort.js", "\n", "\nalert(1);\n", "a line of a script"),
    text("assets/compare.js", "\n", "\nalert(1);\n", "a line of a script"),
    text("assets/search.js", "\n", "\nalert(1);\n", "a line of a script"),
    text("assets/favicon.svg", "<svg ", "<svg onload='alert(1)' ", "what a picture does"),
    text(f"{SOUTH_FILE}.csv", ",120,", ",121,", "a figure"),
    text(f"{SOUTH_FILE}.csv", ",c,", ",x,", "a marker"),
    text(f"{SOUTH_FILE}.csv", "Individuals", "Offenders", "a unit"),
    text(f"{SOUTH_FILE}.csv", "estimate of", "guess of", "a note"),
    text(f"{SOUTH_FILE}.csv", "\r\n", "\n", "the end of a line"),
    text(f"{SOUTH}/mappa-rate-synthetic-south-2024-25.csv", ",120,", ",121,", "a figure"),
    text(
        f"{SOUTH}/mappa-eligible-synthetic-south-2024-25.csv", "synthetic-south", "synthetic-north", "an area"
    ),
    text(f"{SOUTH_FILE}.json", '"value": 120', '"value": 121', "a figure"),
    text(f"{SOUTH_FILE}.json", '"marker": "c"', '"marker": "x"', "a marker"),
    text(f"{SOUTH_FILE}.json", '"name": "Synthetic South"', '"name": "Synthetic North"', "an area's name"),
    text(f"{SOUTH_FILE}.json", '"snapshot": "2025', '"snapshot": "2015', "the day of the snapshot"),
    text(f"{SOUTH}/datapackage.json", '"bytes": ', '"bytes": 1', "a size"),
    text(f"{SOUTH}/datapackage.json", "sha256:", "sha256:0", "a hash"),
    text(f"{SOUTH}/datapackage.json", '"title": "Synthetic South', '"title": "Synthetic North', "a title"),
    text("2024-25/data/mappa-statistics-2024-25.csv", ",120,", ",121,", "a figure"),
    text("2024-25/data/mappa-statistics-2024-25.json", '"value": 120', '"value": 121', "a figure"),
    text("2024-25/data/datapackage.json", '"bytes": ', '"bytes": 1', "a size"),
    text("data/mappa-statistics.csv", "2023-24,synthetic-north", "2022-23,synthetic-north", "a year"),
    text("data/mappa-statistics.json", '"value": 90', '"value": 9', "a figure"),
    text("data/datapackage.json", '"type": "integer"', '"type": "string"', "a type"),
]
