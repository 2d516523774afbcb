// The page that compares areas: sets any two of its sections into one table.  All that it shows is in the page, so
// that it works from the address alone (?areas=one,other), from a web server and from a disk.
"use strict";

const form = document.getElementById("choice");
const told = document.getElementById("told");
const beside = document.getElementById("beside");

/** The sections of the areas, by the areas' names in addresses. */
const sections = new Map([...document.querySelectorAll("section[data-area]")].map((one) => [one.dataset.area, one]));
const nameOf = (area) => sections.get(area).querySelector("h3").textContent;

// On a phone the rows are laid out as grids; without their roles they would be none for a screen reader then.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };

function giveRoles(table) {
  for (const one of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
    one.setAttribute("role", one.scope === "row" ? "rowheader" : ROLES[one.tagName]);
  }
}

/** A row of the table: the label and each area's figure, as they stand in their sections. */
function row(line, other) {
  const made = document.createElement("tr");
  const label = document.createElement("th");
  label.scope = "row";
  label.textContent = line.cells[0].textContent;
  made.append(label, ...[line, other].map((one) => one.cells[1].cloneNode(true)));
  return made;
}

function notesOf(area) {
  const notes = [...sections.get(area).querySelectorAll(".table-notes li")];
  return notes.map((note) => {
    const made = document.createElement("li");
    made.textContent = `${nameOf(area)}, ${note.textContent}`;
    return made;
  });
}

function show(one, other) {
  const [lines, others] = [one, other].map((area) => [...sections.get(area).querySelectorAll("tbody tr")]);
  beside.querySelector("tbody").replaceChildren(...lines.map((line, place) => row(line, others[place])));
  const names = told.dataset.chosen.replace(/{(one|other)}/g, (_, place) => nameOf(place === "one" ? one : other));
  beside.querySelector("caption").textContent = names;
  for (const [place, area] of [one, other].entries()) {
    const heading = beside.querySelectorAll("thead th")[place + 1];
    heading.replaceChildren(sections.get(area).querySelector("h3 a").cloneNode(true));
  }
  giveRoles(beside.querySelector("table"));
  const notes = [one, other].flatMap(notesOf);
  const list = beside.querySelector(".table-notes");
  list.replaceChildren(...notes);
  list.hidden = notes.length === 0;
  beside.hidden = false;
  return names;
}

/** Shows what is chosen, and says what stands in the way; `before` are sentences on the address. */
function compare(before = []) {
  const [one, other] = [form.elements.one.value, form.elements.other.value];
  const words = [...before];
  beside.hidden = true;
  if (one && one === other) words.push(told.dataset.same);
  else if (one && other) words.push(show(one, other));
  told.textContent = words.join(" ");
}

/** Puts what is chosen into the address, so that it can be sent to others. */
function keep() {
  const chosen = [form.elements.one.value, form.elements.other.value].filter(Boolean);
  const address = new URL(location.href);
  address.search = chosen.length ? `?areas=${chosen.join(",")}` : "";
  address.hash = "";
  history.replaceState(null, "", address);
}

if (form) {
  const wanted = (new URLSearchParams(location.search).get("areas") ?? "").split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
  const words = wanted.filter((name) => !sections.has(name)).map((name) => told.dataset.unknown.replace("{}", () => name));
  const known = wanted.filter((name) => sections.has(name));
  if (known.length > 2) words.push(told.dataset.many);
  [form.elements.one.value, form.elements.other.value] = [known[0] ?? "", known[1] ?? ""];
  form.hidden = false;
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => {
      keep();
      compare();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  compare(words);
}
