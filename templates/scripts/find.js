// Find your area: shows the districts and areas whose names have the words that are typed.  Without this script
// the same places stand in the lists of the page.
"use strict";

const form = document.getElementById("find-form");
const input = document.getElementById("place");
const status = document.getElementById("places-found");
const list = document.getElementById("places");
const MOST = 12;

/** The words of a name as they are compared: small letters without accents, apostrophes and marks. */
function words(name) {
  const plain = name.normalize("NFD").replaceAll(/[\u0300-\u036f'’]/g, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

const places = Array.from(document.querySelectorAll("[data-place]"), (line) => {
  const name = line.querySelector("a").textContent;
  return { line, name, words: words(name) };
});

/** The places with a word that begins with each of the typed words; those that begin as typed come first. */
function matching(typed) {
  const wanted = words(typed);
  if (wanted.length === 0) return [];
  const begins = (place) => place.words.join(" ").startsWith(wanted.join(" "));
  return places
    .filter((place) => wanted.every((start) => place.words.some((word) => word.startsWith(start))))
    .sort((one, other) => begins(other) - begins(one) || one.name.localeCompare(other.name, document.documentElement.lang));
}

function show() {
  const found = matching(input.value);
  const number = found.length;
  const { none, one, many, first } = form.dataset;
  const counted = number === 0 ? none : number === 1 ? one : many.replace("{}", number);
  status.textContent = words(input.value).length === 0 ? "" : number > MOST ? `${counted} ${first.replace("{}", MOST)}` : counted;
  list.replaceChildren(...found.slice(0, MOST).map((place) => place.line.cloneNode(true)));
}

input.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  list.querySelector("a")?.click();
});
form.hidden = false;
if (input.value) show(); // a browser that goes back fills the field again
