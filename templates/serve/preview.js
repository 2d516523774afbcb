// The live preview alone: a page follows the files that it is made of, and stays where its reader was.
"use strict";

const panel = () => document.getElementById("mappa-preview");

/** The element that an entry of the list is about, or nothing. */
function place(entry) {
  const { attribute, value } = entry.dataset;
  return attribute ? document.querySelector(`main [${attribute}="${CSS.escape(value)}"]`) : null;
}

/** Puts the message of each entry at its place on the page, with a link to the entry. */
function mark() {
  for (const entry of document.querySelectorAll("#mappa-problems li")) {
    let element = place(entry);
    if (!element) continue;
    element = element.closest("pre") ?? element;
    if (element.dataset.mappa !== "error") element.dataset.mappa = entry.className;
    const link = document.createElement("a");
    link.className = `mappa-mark ${entry.className}`;
    link.href = `#${entry.id}`;
    link.textContent = entry.querySelector(".mappa-what").textContent;
    if (element.matches("tr")) element.cells[0].append(link);
    else if (element.matches("li, td, blockquote")) element.append(link);
    else {
      while (element.nextElementSibling?.matches(".mappa-mark")) element = element.nextElementSibling;
      element.after(link);
    }
  }
}

function unmark() {
  for (const link of document.querySelectorAll(".mappa-mark")) link.remove();
  for (const element of document.querySelectorAll("[data-mappa]")) delete element.dataset.mappa;
}

const pieces = () => document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, tr, figcaption, dt, dd):not(.mappa-mark)");

/** What is being read: the words of what stands in the window, and how far from its top.  The words alone tell
    where that is after a change: an element may have got those of another. */
function reading() {
  if (scrollY === 0) return [];
  const seen = [];
  for (const element of pieces()) {
    const { top, height } = element.getBoundingClientRect();
    if (height && top >= 0 && top < innerHeight) seen.push({ words: element.textContent, top });
  }
  return seen;
}

/** Puts what was being read where it was; what is there no more, or twice, cannot say where. */
function stay(seen) {
  const places = new Map();
  for (const element of seen.length ? pieces() : []) {
    places.set(element.textContent, places.has(element.textContent) ? null : element);
  }
  for (const { words, top } of seen) {
    const element = places.get(words);
    if (element) return scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }
}

function show(page) {
  const seen = reading();
  unmark();
  document.title = page.title;
  Idiomorph.morph(document.body, page.body, {
    callbacks: {
      // Whether the list is open is its reader's choice, and what has the focus keeps it.
      beforeAttributeUpdated: (name, element) =>
        !(name === "open" && element.id === "mappa-problems") && !(name === "tabindex" && element === document.activeElement),
    },
  });
  mark();
  showPdf();
  stay(seen);
}

const beside = () => document.getElementById("mappa-beside");
const pdf = () => document.querySelector('main .downloads a[href$=".pdf"]');

/** Offers the PDF beside the page, and brings one that is there to the page's version. */
function showPdf() {
  const button = document.getElementById("mappa-pdf");
  button.hidden = !pdf();
  button.ariaPressed = String(Boolean(beside()));
  if (beside() && pdf()) beside().src = `${pdf().href}?${panel().dataset.version}`;
}

document.addEventListener("click", (event) => {
  if (event.target.id !== "mappa-pdf") return;
  if (beside()) beside().remove();
  else {
    const frame = document.createElement("iframe");
    frame.id = "mappa-beside";
    frame.title = "The PDF";
    document.documentElement.append(frame); // outside the body, which changes with the page
  }
  showPdf();
});

let wanted = "";
let busy = false;

/** Brings the page to the version that is wanted; what is saved meanwhile follows. */
async function follow(version) {
  wanted = version;
  if (busy) return;
  busy = true;
  try {
    while (panel().dataset.version !== wanted) {
      const asked = wanted;
      const text = await (await fetch(location.pathname + location.search)).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      const then = page.getElementById("mappa-preview").dataset;
      // Other scripts would have to begin anew on new content, and styles are loaded with the page. The one that copies
      // words to cite a page by only adds its button.
      const others = [...document.scripts, ...page.scripts].some((script) => script.src && !/\/_preview\/|\/copy\.js/.test(script.src));
      if (others || then.assets !== panel().dataset.assets) return location.reload();
      show(page);
      if (then.version !== asked && wanted === asked) break;
    }
  } catch {
    // The server is gone; when it is back it says which version it has.
  } finally {
    busy = false;
  }
}

let events = null;

/** Listens while the page is seen: a browser keeps few connections, and a hidden page needs none. */
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource("/_preview/events");
    events.onmessage = (event) => follow(event.data);
    events.onopen = () => (document.getElementById("mappa-stopped").hidden = true);
    events.onerror = () => (document.getElementById("mappa-stopped").hidden = false);
  }
}

/** An entry leads to the very line or figure, not only to the text or table around it. */
document.addEventListener("click", (event) => {
  const entry = event.target.closest?.("#mappa-problems .mappa-where a")?.closest("li");
  const element = entry && place(entry);
  if (!element) return;
  event.preventDefault();
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
});

mark();
showPdf();
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => events?.close());
addEventListener("pageshow", (event) => event.persisted && ((events = null), listen()));
listen();
