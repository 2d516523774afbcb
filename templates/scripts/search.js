// The search page: asks the index that Pagefind made, on this website alone.
const form = document.getElementById("search");
const found = document.getElementById("found");
const results = document.getElementById("results");
const MOST = 30;
const root = new URL(form.dataset.root || "./", document.baseURI);

const wanted = new URLSearchParams(location.search);
for (const name of ["q", "area", "edition"]) form.elements[name].value = wanted.get(name) ?? "";

let pagefind;
try {
  pagefind = await import(new URL(form.dataset.index, document.baseURI));
  // Pagefind puts the folder that it was loaded from before each path; links here are made from the root alone.
  await pagefind.options({ excerptLength: 30, baseUrl: "/" });
  await pagefind.init();
  document.getElementById("without").hidden = true;
  form.hidden = false;
} catch {
  pagefind = null; // The page keeps saying where else to look.
}

/** A word as it is compared: small letters without accents and marks. */
function plain(word) {
  return word.normalize("NFD").replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** Whether any page has a word, one of the same stem, or one that begins with it.
 *
 * Pagefind offers the longest word that a word begins with where there is none, as “b” for “Birmingham”.
 */
async function isThere(word) {
  if ((await pagefind.search(`"${word}"`)).results.length) return true;
  const [first] = (await pagefind.search(word)).results;
  if (!first) return false;
  const { excerpt } = await first.data();
  const marks = new DOMParser().parseFromString(excerpt, "text/html").querySelectorAll("mark");
  return Array.from(marks).some((mark) => plain(mark.textContent).startsWith(plain(word)));
}

/** Whether all words are there; those between quotation marks Pagefind looks for as they are. */
async function areThere(words) {
  const each = words.replaceAll(/"[^"]*"?/g, " ").split(/\s+/).filter(plain);
  return (await Promise.all(each.map(isThere))).every(Boolean);
}

/** One result: its title as a link, its year, and an excerpt in which the words that were found are marked. */
function item(data) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(data.url.replace(/^\//, ""), root);
  link.textContent = data.meta.title;
  const excerpt = document.createElement("p");
  // Of Pagefind's HTML only the text and its marks go into the page.
  for (const node of new DOMParser().parseFromString(data.excerpt, "text/html").body.childNodes) {
    const piece = document.createElement(node.nodeName === "MARK" ? "mark" : "span");
    piece.textContent = node.textContent;
    excerpt.append(piece);
  }
  const year = document.createElement("p");
  year.className = "year";
  const { edition, area } = data.filters;
  if (edition) year.textContent = found.dataset.year.replace("{}", edition.join(", "));
  else if (area) year.textContent = found.dataset.years;
  line.append(link, year, excerpt);
  return line;
}

let latest = 0;

async function search() {
  const own = ++latest;
  const { q, area, edition } = Object.fromEntries(new FormData(form));
  const filters = Object.fromEntries(Object.entries({ area, edition }).filter(([, value]) => value));
  const words = q.trim();
  if (!words && Object.keys(filters).length === 0) {
    found.textContent = "";
    results.replaceChildren();
    return;
  }
  const answer = (await areThere(words)) ? await pagefind.search(words || null, { filters }) : { results: [] };
  const shown = await Promise.all(answer.results.slice(0, MOST).map((result) => result.data()));
  if (own !== latest) return;
  const number = answer.results.length;
  const counted = number === 0 ? found.dataset.none : number === 1 ? found.dataset.one : found.dataset.many.replace("{}", number);
  found.textContent = number > MOST ? `${counted} ${found.dataset.first.replace("{}", MOST)}` : counted;
  results.replaceChildren(...shown.map(item));
}

if (pagefind) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
    search();
  });
  for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => form.requestSubmit());
  if (wanted.size) search();
}
