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
  await pagefind.options({ excerptLength: 30 });
  await pagefind.init();
  document.getElementById("without").hidden = true;
  form.hidden = false;
} catch {
  pagefind = null; // The page keeps saying where else to look.
}

/** One result: its title as a link, and an excerpt in which the words that were found are marked. */
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
  line.append(link, excerpt);
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
  const answer = await pagefind.search(words || null, { filters });
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
