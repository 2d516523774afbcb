"""Local pages that no printer likes: the text of each by what it is."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
ADDRESS = "https://example.org/" + "a-long-address/" * 12
#: The pictures that the pages show, in pixels.
PICTURES = {
    "tall.png": (150, 1500),
    "wide.png": (1500, 100),
    "portrait.jpg": (750, 1000),
    "small.png": (20, 20),
}


def draw_pictures(folder: Path) -> None:
    """Writes the pictures into a folder."""
    for name, size in PICTURES.items():
        Image.linear_gradient("L").resize(size).save(folder / name)


def table(columns: int, rows: int, word: str = "cell ") -> str:
    """A table whose cells are all different."""
    numbers = range(1, columns + 1)
    lines = [[f"Heading {number}" for number in numbers], ["---"] * columns]
    lines += [[f"{word}{row}-{number}" for number in numbers] for row in range(1, rows + 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def nested(marker: str, levels: int) -> str:
    """A list in a list in a list, and so on."""
    indent = " " * (len(marker) + 1)
    words = "of the list, with words enough that they take a second line"
    return "\n".join(f"{indent * level}{marker} Level {level} {words}" for level in range(levels))


def within(before: str, text: str) -> str:
    """A text inside what every line of it begins with."""
    return "\n".join(f"{before}{line}".rstrip() for line in text.split("\n"))


def picture(name: str) -> str:
    """A picture."""
    return f"![The picture {name}](images/{name})"


TABLES = {
    "a table of 8 columns": table(8, 5),
    "a table of 12 columns": table(12, 5),
    "a table of 20 columns": table(20, 5),
    "a table of 20 columns of figures": table(20, 5, ""),
    "a table of 40 columns": table(40, 3),
    "a table of 150 rows": table(3, 150),
    "a table of 12 columns and 40 rows": table(12, 40),
    "a table of 27 rows right under its title": table(4, 27),
    "a table of 27 rows after some words": "Some words.\n\n" + table(4, 27),
    "a table of long words": f"| A | B | C |\n|---|---|---|\n| {WORD} | {ADDRESS} | {WORD} |",
    "a table of many long words": table(10, 3, WORD),
    "a table of sentences": "| Aim | What was done | Result |\n|---|---|---|\n"
    + "\n".join(f"| Aim {n} | {'Much was done in the year, ' * n} | {'Result ' * 9} |" for n in range(12)),
    "a table in a quotation": within("> ", table(8, 4)),
    "a wide table in a quotation": within("> ", table(20, 4)),
    "a wide table in a list": "- A\n  - B\n    - C\n\n" + within("      ", table(12, 4)),
    "a wide table in a note": "Words.[^1]\n\n[^1]: A note.\n\n" + within("    ", table(20, 3)),
    "wide tables one after another": f"## One\n\n### Two\n\n{table(20, 3)}\n\n{table(20, 3)}\n\nThe end.",
    "a cell taller than a page": f"| A | B |\n|---|---|\n| One | {'Many words. ' * 700}|\n| Two | three |",
    "a head of half a page": f"| {'Many words. ' * 250}| B |\n|---|---|\n" + "| a | b |\n" * 30,
    "a head taller than a page": f"| {'Many words. ' * 650}|\n|---|\n" + "| a |\n" * 30,
    "a picture in a table": f"| A | B |\n|---|---|\n| {picture('portrait.jpg')} | words |\n"
    f"| {picture('wide.png')} | {picture('tall.png')} |",
}
TEXTS = {
    "a long word": f"A {WORD * 3}, **{WORD * 3}** and `{WORD * 3}`.",
    "a long address": f"See {ADDRESS} or <{ADDRESS}> or [{ADDRESS}]({ADDRESS}).",
    "a long word in a heading": f"## {WORD * 4}\n\nWords.",
    "a long word in a note": f"Words.[^1]\n\n[^1]: {WORD * 3}",
    "a long word in a deep list": f"{nested('-', 8)}\n{' ' * 16}- {WORD * 2}",
    "a long line of code": "    " + "code_without_a_break" * 20 + "\n    short",
    "a long line of fenced code": "```\n" + "code with breaks " * 30 + "\n  indented\n```",
    "code of many lines": "```\n" + "\n".join(f"line {number}" for number in range(200)) + "\n```",
    "a short block of code": "```\none\n```",
    "a list of nine levels": nested("-", 9),
    "a numbered list of nine levels": nested("1.", 9),
    "quotations in quotations": "\n".join(
        f"{'>' * level} Level {level}\n{'>' * level}" for level in range(1, 16)
    ),
    "a list that begins at a million": "123456789. A\n123456790. B",
    "a list of 150 items": "\n".join(f"{number}. Item {number}" for number in range(1, 151)),
    "60 headings and a word": "\n\n".join(f"{'#' * (n % 5 + 1)} Heading {n}" for n in range(60)) + "\n\nWord",
    "100 headings": "\n\n".join(f"## Heading {n}\n\nWords {n}." for n in range(100)),
    "120 notes": "\n\n".join(f"Words {n}.[^{n}]\n\n[^{n}]: Note {n}." for n in range(120)),
    "a note of many pages": "Words.[^1]\n\n[^1]: " + "A very long note. " * 500,
    "a paragraph of three pages": "Words that never end, " * 500,
    "a paragraph of many lines": "\\\n".join(f"line {number}" for number in range(150)),
    "one word": "Word",
    "a rule and nothing else": "Words\n\n---\n\n---",
    "a heading and a word": "# Heading\n\nWord",
}
PICTURE_PAGES = {
    "pictures": "\n\n".join(map(picture, PICTURES)),
    "a portrait photograph": picture("portrait.jpg"),
    "a tall picture after some words": f"Words.\n\n{picture('tall.png')}\n\nWords after it.",
    "pictures in a line": f"{picture('portrait.jpg')} {picture('portrait.jpg')} words",
    "a tall picture in a list": f"- An item\n\n  {picture('tall.png')}\n\n- Another",
    "a tall picture in a quotation": within("> ", picture("tall.png")),
    "a picture in a heading": f"## {picture('wide.png')} words",
}
PAGES = {**TABLES, **TEXTS, **PICTURE_PAGES}
