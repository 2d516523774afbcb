"""A page of the website -> what stands in it: the cells and labels of its tables and its headlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: A figure's name in the whole website: edition, area and key; what a file does not say is empty.
Name = tuple[str, str, str]
Attributes = list[tuple[str, str | None]]
#: The elements whose words are read.
WORDS = frozenset({"td", "th", "caption", "strong"})


@dataclass
class HtmlTable:
    """A table: its key, if it has one, its caption, its labels, its rows of figures and its totals."""

    key: str
    #: The id of the heading that names it, where it has no caption that does.
    labelled_by: str = ""
    caption: str = ""
    heads: list[str] = field(default_factory=list)
    #: The words of each cell that is no label, row by row: those of the body, and those of the foot.
    body: list[list[str]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


class HtmlReading(HTMLParser):
    """A page that is read."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        #: The words of each figure's cell; its name has the area where its row names one.
        self.figures: dict[Name, str] = {}
        #: The words of each cell that says how a figure changed; its row names the area, that of a sum none.
        self.changes: dict[Name, str] = {}
        self.tables: list[HtmlTable] = []
        #: The figures at the top of the page.
        self.headlines: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._words: list[str] | None = None
        self._area = ""
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Begins a table, a row, or a piece of words."""
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.tables.append(HtmlTable(values.get("data-table", ""), values.get("aria-labelledby", "")))
        elif tag == "tr":
            self._area = values.get("data-area", "")
            if self.tables and self._is_in("tbody"):
                self.tables[-1].body.append([])
        if tag in WORDS:
            self._words = []
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        """Ends an element; if it is a piece of words, they are put where they belong."""
        while self._open:
            name, values = self._open.pop()
            if name == tag:
                break
        else:
            return
        if tag in WORDS and self._words is not None:
            self._put(tag, values, " ".join("".join(self._words).split()))
            self._words = None

    def handle_data(self, data: str) -> None:
        """Collects words; the marks of notes and units are none of them."""
        if self._words is not None and not self._is_in("sup") and not self._is_unit():
            self._words.append(data)

    def _put(self, tag: str, values: dict[str, str], words: str) -> None:
        if tag == "strong" and any("headlines" in values.get("class", "") for _, values in self._open):
            self.headlines.append(words)
        elif self._is_in("table"):
            self._put_in_table(tag, values, words)

    def _put_in_table(self, tag: str, values: dict[str, str], words: str) -> None:
        table = self.tables[-1]
        if tag == "caption":
            table.caption = words
        elif tag == "th":
            table.heads.append(words)
        elif tag == "td":
            if "data-key" in values:
                self.figures["", self._area, values["data-key"]] = words
            if "data-change" in values:
                self.changes["change", self._area or "total", values["data-change"]] = words
            elif self._is_in("tfoot"):
                table.foot.append(words)
            elif table.body:
                table.body[-1].append(words)

    def _is_in(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._open)

    def _is_unit(self) -> bool:
        return any(name == "span" and values.get("class") == "unit" for name, values in self._open)


#: Elements that have no end (HTML, 13.1.2).
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
