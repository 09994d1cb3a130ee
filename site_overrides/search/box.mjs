// The search box: a dialog with a field and its results, which are links. Arrow keys go through them, Enter opens one.

import { text } from "../calculator/text.mjs";
import { onEachPage } from "../scripts/theme/order.mjs";
import { find, nearWords } from "./find.mjs";
import { prepare as prepared } from "./index.mjs";
import { fold, spelled, stem } from "./words.mjs";

const SITE = new URL("..", import.meta.url);
const KEPT = "clausebook-search"; // what was typed, in this tab
const QUIET = 600; // milliseconds after the last key until the number of results is told
const KINDS = {
  task: "What to do",
  calculator: "Calculator",
  fees: "Fees",
  phone: "Phone",
  level: "Level",
  term: "Term",
  document: "Document",
  section: "Section",
  clause: "Clause",
  figure: "Figure",
  reading: "Reading",
  page: "Page",
};

// ---- What it searches

let index = null;
let wanted = null;

/** The index, fetched once; tried again where it could not be had. */
export function prepare() {
  wanted ??= fetched().then((found) => (index = found));
  wanted.catch(() => (wanted = null));
  return wanted;
}

async function fetched() {
  const found = await text(new URL(document.querySelector('meta[name="search-data"]').content, SITE));
  return prepared(JSON.parse(found), pause);
}

// The page's turn, for what the reader does meanwhile.
const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((then) => setTimeout(then));

// ---- What it looks like

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const field = element("input", {
  type: "text",
  id: "find-entry",
  className: "finder__entry",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: false,
  enterKeyHint: "search",
  inputMode: "search",
  placeholder: "A word, a market, a number …",
});
const label = element("label", { htmlFor: field.id, className: "finder__label", textContent: "Search" });
const close = element("button", { type: "button", className: "finder__close", textContent: "Close" });
const form = element("form", { className: "finder__head" }, label, field, close);
form.setAttribute("role", "search");
const results = element("ol", { className: "finder__results" });
results.dataset.searchResults = "";
const help = element("div", { className: "finder__help" });
const said = element("p", { className: "finder__said" });
said.setAttribute("role", "status");
const keys = element("p", { className: "finder__keys" });
keys.setAttribute("aria-hidden", "true");
for (const [key, does] of [["↑ ↓", "choose"], ["Enter", "opens"], ["Esc", "closes"]]) {
  keys.append(element("kbd", { textContent: key }), ` ${does} `);
}
const dialog = element("dialog", { className: "finder" }, form, element("div", { className: "finder__found" }, results, help), element("div", { className: "finder__foot" }, said, keys));
dialog.setAttribute("aria-label", "Search");
dialog.setAttribute("closedby", "any");

const PHONE = /(\+ ?\(?\d[\d() -]+\d)/;

/** A text with what was looked for marked, each phone number on one line. */
function marked(text, marks, typed) {
  const parts = text.split(PHONE).flatMap((part) => (PHONE.test(part) ? [part] : part.split(/([\p{L}\p{N}]+(?:['’][\p{L}]+)?)/u)));
  return parts.map((part) => {
    if (PHONE.test(part)) return element("span", { className: "whole", textContent: part });
    const word = spelled(fold(part));
    const isMarked = /[\p{L}\p{N}]/u.test(part) && (marks.has(stem(word)) || typed.some((one) => one.length > 2 && word.startsWith(one)));
    return isMarked ? element("mark", { textContent: part }) : part;
  });
}

function shown({ kind, title, line, url }, marks, typed) {
  const link = element(
    "a",
    { href: new URL(url, SITE).href, className: "finder__result" },
    element("span", { className: "finder__kind", textContent: KINDS[kind] }),
    " ",
    element("span", { className: "finder__title" }, ...marked(title, marks, typed)),
    " ",
    element("span", { className: "finder__line" }, ...marked(line, marks, typed)),
  );
  return element("li", {}, link);
}

// ---- Searching

let telling = 0;

/** Says how many there are, once the typing rests. */
function tell(text) {
  clearTimeout(telling);
  telling = setTimeout(() => (said.textContent = text), QUIET);
}

function search() {
  const query = field.value.trim();
  keep(query);
  if (!index) {
    help.replaceChildren(element("p", { textContent: "Fetching what is searched …" }));
    return;
  }
  if (!query) {
    results.replaceChildren();
    help.replaceChildren(element("h2", { textContent: "What do I do?" }), tasks());
    clearTimeout(telling);
    said.textContent = "";
    return;
  }
  const { results: found, marks } = find(query, index);
  const typed = query.split(/\s+/).map((word) => spelled(fold(word)));
  results.replaceChildren(...found.map((one) => shown(one, marks, typed)));
  results.parentElement.scrollTop = 0;
  if (found.length) {
    help.replaceChildren();
    tell(`${found.length} ${found.length === 1 ? "result" : "results"}. First: ${found[0].title}`);
  } else {
    help.replaceChildren(...nothing(query));
    tell("Nothing is found");
  }
}

/** The pages that say what to do. */
const tasks = () =>
  element("ul", {}, ...index.entries.filter(({ kind }) => kind === "task").map((task) => element("li", {}, element("a", { href: new URL(task.url, SITE).href, textContent: task.title }))));

/** What helps where nothing is found: words that are near, what to do, and whom to ask. */
function nothing(query) {
  const near = nearWords(query, index).map((word) => {
    const button = element("button", { type: "button", textContent: word });
    button.addEventListener("click", () => {
      field.value = word;
      field.focus();
      search();
    });
    return button;
  });
  const [phone, address] = index.phone;
  return [
    element("p", {}, `Nothing is found for “${query}”.`, ...(near.length ? [" Did you mean ", ...near.flatMap((one, place) => (place ? [" or ", one] : [one])), "?"] : [])),
    element("h2", { textContent: "What do I do?" }),
    tasks(),
    element("p", {}, "Or call SecureTrust: ", element("a", { href: address, textContent: phone, className: "contact" })),
  ];
}

function keep(query) {
  try {
    sessionStorage.setItem(KEPT, query);
  } catch {
    // A browser that keeps nothing forgets it.
  }
}

function kept() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** Opens the box, with a query or with what was typed last. */
export function open(query = dialog.open ? field.value : kept(), isBeingTyped = false) {
  if (!dialog.isConnected) document.body.append(dialog);
  field.value = query;
  if (!dialog.open) dialog.showModal();
  document.documentElement.classList.add("reaching");
  field.focus();
  // What is typed next takes the place of what was searched for before, and goes on with what is being typed.
  field.setSelectionRange(isBeingTyped ? query.length : 0, query.length);
  search();
  prepare().then(search, () => {
    help.replaceChildren(element("p", { textContent: "The search could not be fetched. Check the connection, close this and try again." }));
  });
}

// ---- Keys and the pointer

const links = () => [...dialog.querySelectorAll(".finder__found a[href], .finder__found button")];

field.addEventListener("input", search);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
close.addEventListener("click", () => dialog.close());

dialog.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = links();
  const at = all.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === field)) {
    event.preventDefault();
    all[Math.min(at + 1, all.length - 1)]?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (all[at - 1] ?? field).focus();
  } else if (at >= 0 && (event.key.length === 1 ? event.key !== " " : event.key === "Backspace")) {
    field.focus(); // where what is typed belongs
  }
});

// Before the page goes there, so that the place that was chosen is in view and nothing lies over it.
dialog.addEventListener("click", (event) => {
  if (!event.target.closest("a[href]") || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  dialog.close();
});

dialog.addEventListener("close", () => {
  if (dialog.open) return; // once more, before this was told
  document.documentElement.classList.remove("reaching");
  clearTimeout(telling);
  said.textContent = "";
  // An address that opened the search has done so.
  if (location.hash.startsWith("#search")) history.replaceState(history.state, "", location.pathname + location.search);
});

// A page that comes while the box is open, at a place that its address names, takes the focus.
onEachPage(() => {
  if (dialog.open && document.activeElement === document.body) field.focus();
});
