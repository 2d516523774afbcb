"""The map of the areas: what each square says, and what stands in its legend."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import yaml

from generator.model.area import Tile
from generator.model.figure import Figure
from generator.render.charts.map import AreaMap, Place, figure_map, plain_map
from tests.conftest import PROJECT, Run
from tests.render.test_charts import words
from tests.report.test_compare import figures

PLACES = [
    Place(slug, slug.title(), f"{slug}.html", Tile(column=column, row=row, letters="Abc"), slug != "none")
    for slug, column, row in (
        ("low", 3, 4),
        ("high", 4, 4),
        ("hidden", 5, 5),
        ("other", 3, 5),
        ("none", 4, 6),
    )
]


def mapped(**figures: Figure) -> AreaMap:
    drawn = figure_map("Rate", PLACES, figures, words, "en")
    assert drawn is not None
    return drawn


def test_a_square_says_its_class_or_why_it_has_none() -> None:
    drawn = mapped(low=Figure(0), high=Figure(9), hidden=Figure(marker="c"))
    said = {square.name: (square.kind, square.step, square.words) for square in drawn.squares}
    assert said == {
        "Low": ("class", 1, "0"),
        "High": ("class", 5, "9"),
        "Hidden": ("unknown", 0, "[c]"),
        "Other": ("earlier", 0, ""),
        "None": ("none", 0, ""),
    }
    assert [tuple(one) for one in drawn.classes] == [(1, "0", "0", 1), (5, "9", "9", 1)]
    assert drawn.spread is not None and (drawn.spread.kind, drawn.spread.without) == ("range", 1)


def test_a_map_begins_with_its_own_first_column_and_row() -> None:
    drawn = mapped(low=Figure(1))
    assert drawn.columns == 3
    assert {(square.column, square.row) for square in drawn.squares} == {
        (1, 1),
        (2, 1),
        (3, 2),
        (1, 2),
        (2, 3),
    }


def test_without_a_number_or_a_figure_no_class_is_made_up() -> None:
    assert mapped(low=Figure(marker="x"), high=Figure(marker="z")).classes == ()
    plain = plain_map(PLACES)
    assert plain is not None and plain.kinds == {"report", "none"} and plain.spread is None
    assert plain_map([]) is None and figure_map("Rate", [], {}, words, "en") is None


def page(output: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(output / name).getroot()


def squares(shown: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return shown.xpath("//nav[@class='map']//a")


def test_which_figure_is_mapped_stands_in_the_content(workspace: Path, mappa: Run) -> None:
    register = workspace / "content/areas.yaml"
    text = register.read_text().replace("  facts:", "  tile: {column: 1, row: 1, letters: No}\n  facts:", 1)
    register.write_text(text)
    build = ("build", "--only", "html", "--root", workspace)
    assert mappa(*build).returncode == 0
    home = page(workspace / "preview", "index.html")
    assert [square.get("class") for square in squares(home)] == ["report"]
    assert not squares(page(workspace / "preview", "2024-25/index.html"))
    edition = workspace / "content/2023-24/edition.yaml"
    edition.write_text(f"{edition.read_text()}\nmap: {{figure: rate, title: Rate by area}}\n")
    assert mappa(*build).returncode == 0
    home = page(workspace / "preview", "index.html")
    assert home.get_element_by_id("map").text_content() == "Rate by area, 2024-25"
    year = page(workspace / "preview", "2024-25/index.html")
    for shown in (home, year):
        (square,) = squares(shown)
        assert square.get("class") == "class k3" and square.text_content().endswith(" 120")
        assert "120" in shown.find(".//ul[@class='key']").text_content()
    figures(workspace, "synthetic-north/2024-25", "rate: 120", "rate: suppressed")
    assert mappa(*build).returncode == 0
    (square,) = squares(page(workspace / "preview", "index.html"))
    assert square.get("class") == "unknown" and "suppressed" in square.text_content()


#: An area, another, and where the other lies as seen from it, from any map of England and Wales.
DIRECTIONS = """
west-yorkshire N north-yorkshire; north-yorkshire N durham; durham N northumbria; durham W cumbria
cumbria S lancashire; lancashire S merseyside; lancashire S greater-manchester; durham E cleveland
west-yorkshire E south-yorkshire; south-yorkshire E humberside; humberside S lincolnshire
nottinghamshire W derbyshire; nottinghamshire E lincolnshire; staffordshire S west-midlands
west-midlands E warwickshire; west-midlands W west-mercia; west-mercia W dyfed-powys
dyfed-powys N north-wales; dyfed-powys S south-wales; south-wales E gwent; cheshire W north-wales
norfolk S suffolk; suffolk S essex; suffolk W cambridgeshire; london N hertfordshire; london E kent
london S surrey; surrey E kent; surrey S sussex; hampshire E sussex; hampshire W dorset; dorset N wiltshire
dorset W devon-and-cornwall; wiltshire W avon-and-somerset; wiltshire N gloucestershire
gloucestershire E thames-valley; thames-valley S hampshire; thames-valley N northamptonshire
bedfordshire W northamptonshire; bedfordshire S hertfordshire; gloucestershire W gwent
leicester-leicestershire-and-rutland N nottinghamshire
leicester-leicestershire-and-rutland S northamptonshire
"""


def test_the_squares_lie_as_the_areas_do() -> None:
    areas = {area["slug"]: area for area in yaml.safe_load((PROJECT / "content/areas.yaml").read_text())}
    squares = {slug: (area["tile"]["column"], area["tile"]["row"]) for slug, area in areas.items()}
    for line in DIRECTIONS.replace("\n", ";").split(";"):
        if line.strip():
            here, way, there = line.split()
            east, south = (squares[there][axis] - squares[here][axis] for axis in (0, 1))
            step = {"N": -south, "S": south, "E": east, "W": -east}[way]
            assert step > 0, line
    borders = {frozenset((slug, other)) for slug, area in areas.items() for other in area["neighbours"]}
    touching = 0
    for one, other in borders:
        (east, south), (other_east, other_south) = squares[one], squares[other]
        touching += abs(east - other_east) <= 1 and abs(south - other_south) <= 1
    assert len(borders) == 98 and touching >= 84
    assert all(
        slug in areas[other]["neighbours"] for slug, area in areas.items() for other in area["neighbours"]
    )
