// Lets a reader sort the tables that compare areas.  Without this script the tables are whole, from A to Z.
"use strict";

const announcement = document.getElementById("sorted");

/** What a cell is sorted by: its number if it has one, else its words; empty cells and markers go last. */
function key(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.marker) return null;
  const words = cell.textContent.trim();
  const number = Number(words.replaceAll(/[,%]/g, ""));
  return words === "" || Number.isNaN(number) ? words : number;
}

function compare(one, other) {
  if (one === null || other === null) return (one === null) - (other === null);
  return typeof one === "number" ? one - other : String(one).localeCompare(String(other), document.documentElement.lang);
}

function sort(table, heading, column, name) {
  const falling = heading.getAttribute("aria-sort") === "ascending";
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [key(row, column), row]);
  rows.sort(([one], [other]) => (one === null || other === null || !falling ? compare(one, other) : compare(other, one)));
  body.append(...rows.map(([, row]) => row));
  for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  announcement.textContent = announcement.dataset[falling ? "falling" : "rising"].replace("{}", name);
}

for (const table of document.querySelectorAll("[data-sortable]")) {
  const headings = [...table.tHead.querySelectorAll("th[data-sort]")];
  headings.forEach((heading, column) => {
    const words = heading.textContent;
    const name = heading.dataset.name ?? words;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.title = announcement.dataset.words.replace("{}", name);
    if (heading.dataset.name) button.setAttribute("aria-label", name);
    heading.append(button);
    button.addEventListener("click", () => sort(table, heading, column, name));
  });
}
