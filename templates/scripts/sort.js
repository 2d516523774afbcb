// Lets a reader sort the tables that compare areas, and choose which of their columns to see at a time.
// Without this script the tables are whole, from A to Z.
"use strict";

const announcement = document.getElementById("sorted");
/** So many columns are shown at once on every screen. */
const FEW = 3;
/** The choice of all columns. */
const ALL = "all";

/** What a cell is sorted by: its number if it has one, else its words; empty cells and markers go last. */
function key(row, column) {
  const cell = row.cells[column];
  if (cell.dataset.marker) return null;
  const words = cell.textContent.trim();
  const number = Number(words.replaceAll(/[,%]/g, "").replace("−", "-"));
  return words === "" || Number.isNaN(number) ? words : number;
}

function compare(one, other) {
  if (one === null || other === null) return (one === null) - (other === null);
  return typeof one === "number" ? one - other : String(one).localeCompare(String(other), document.documentElement.lang);
}

function sort(table, heading, column, name) {
  // Names begin with A, numbers with the largest.
  const before = heading.getAttribute("aria-sort");
  const falling = before ? before === "ascending" : column > 0;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [key(row, column), row]);
  rows.sort(([one], [other]) => (one === null || other === null || !falling ? compare(one, other) : compare(other, one)));
  body.append(...rows.map(([, row]) => row));
  for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  announcement.textContent = announcement.dataset[falling ? "falling" : "rising"].replace("{}", name);
}

for (const table of document.querySelectorAll("[data-sortable]")) {
  for (const heading of table.tHead.querySelectorAll("th[data-sort]")) {
    const name = heading.dataset.name ?? heading.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.title = announcement.dataset.words.replace("{}", name);
    if (heading.dataset.name) button.setAttribute("aria-label", name);
    heading.append(button);
    button.addEventListener("click", () => sort(table, heading, Number(heading.dataset.sort), name));
  }
}

/** The groups of a table's columns: each one's key, label and the places of its columns, and whether it is the total. */
function groupsOf(table) {
  const groups = new Map();
  for (const heading of table.tHead.querySelectorAll("th[data-group]")) {
    const key = heading.dataset.group;
    if (!groups.has(key)) {
      groups.set(key, { key, label: heading.textContent, places: new Set(), total: heading.classList.contains("total") });
    }
    if (heading.dataset.sort) groups.get(key).places.add(Number(heading.dataset.sort));
  }
  return groups;
}

/** Shows one group of a table's columns, or all of them. */
function show(table, groups, chosen) {
  table.closest(".compare").classList.toggle("chosen", chosen !== ALL);
  const places = groups.get(chosen)?.places;
  for (const heading of table.tHead.querySelectorAll("th[data-group]")) {
    heading.classList.toggle("off", places !== undefined && heading.dataset.group !== chosen);
  }
  for (const part of [...table.tBodies, table.tFoot ?? []]) {
    for (const row of part.rows ?? []) {
      for (const cell of row.cells) {
        cell.classList.toggle("off", places !== undefined && cell.cellIndex > 0 && !places.has(cell.cellIndex));
      }
    }
  }
}

/** Whether a table needs no box to scroll in; one that does is reached by the keyboard. */
function measure(box) {
  const fits = box.firstElementChild.offsetWidth <= box.clientWidth + 1;
  box.classList.toggle("fits", fits);
  if (fits) box.removeAttribute("tabindex");
  else box.tabIndex = 0;
}

const choosers = [];

function press(buttons, chosen) {
  for (const [key, button] of buttons) button.setAttribute("aria-pressed", key === chosen);
}

/** Follows a choice in every table that has such columns. */
function choose(chosen) {
  for (const { table, groups, buttons } of choosers) {
    if (!buttons.has(chosen)) continue;
    press(buttons, chosen);
    show(table, groups, chosen);
    measure(table.parentElement);
  }
}

/** Puts the choice of a table's columns above it; the total is shown first, and the address says what is chosen. */
function chooser(table, groups) {
  const fields = document.createElement("fieldset");
  const legend = document.createElement("legend");
  fields.className = "columns";
  legend.textContent = announcement.dataset.show;
  fields.append(legend);
  const buttons = new Map();
  const choices = [...groups.values()].sort((one, other) => other.total - one.total);
  for (const { key, label } of [...choices, { key: ALL, label: announcement.dataset.all }]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      choose(key);
      const address = new URL(location);
      address.searchParams.set("columns", key);
      // A page on a disk has an address that may not be changed.
      if (address.protocol !== "file:") history.replaceState(null, "", address);
    });
    fields.append(button);
    buttons.set(key, button);
  }
  table.parentElement.before(fields);
  choosers.push({ table, groups, buttons });
  press(buttons, choices[0].key);
  show(table, groups, choices[0].key);
}

for (const table of document.querySelectorAll("[data-sortable]")) {
  const groups = groupsOf(table);
  if (groups.size > 1 && table.rows[table.rows.length - 1].cells.length > FEW) chooser(table, groups);
  new ResizeObserver(() => measure(table.parentElement)).observe(table.parentElement);
}
choose(new URL(location).searchParams.get("columns"));

/** Marks an area's rows for a reader who comes from its report. */
if (document.referrer) {
  const area = new URL(document.referrer).pathname.split("/").findLast((name) => name && !name.endsWith(".html"));
  for (const row of document.querySelectorAll("tr[data-area]")) row.classList.toggle("own", row.dataset.area === area);
}
