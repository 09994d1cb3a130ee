// The way to the search from every page: the button in the header, Ctrl+K, and an address such as #search?q=late+fee. The box
// and what it searches are fetched when somebody is about to search, and kept as long as the document.

import { LONGEST, readCase, SEARCH } from "../calculator/case.mjs";
import { onEachPage } from "../scripts/theme/order.mjs";

const button = document.querySelector("a.find");
const isMac = /^Mac|^iP/.test(navigator.platform);

const PATIENCE = 10_000; // ms for the box

let wanted = null;
function box() {
  wanted ??= Promise.race([import("./box.mjs"), new Promise((_, reject) => setTimeout(reject, PATIENCE))]);
  wanted.catch(() => (wanted = null)); // to be tried again
  return wanted;
}
const prepare = () => box().then(({ prepare }) => prepare()).catch(() => {});

// What is typed before the box is there; called, gives it and ends. Of some letters theme/keys.mjs lets no keydown through.
function typedAhead() {
  let typed = "";
  const hear = (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return; // no letter
    event.preventDefault();
    typed += event.key;
  };
  addEventListener("keypress", hear, { capture: true });
  return () => {
    removeEventListener("keypress", hear, { capture: true });
    return typed;
  };
}

// Where the box cannot be had, the link leads where it does without scripts: to the list of every clause.
function open(query) {
  const ahead = typedAhead();
  let typed = "";
  return box()
    .finally(() => (typed = ahead()))
    .then((found) => found.open(typed || query, Boolean(typed)))
    .catch(() => location.assign(button.href));
}

function look() {
  const { topic } = readCase();
  if (topic === SEARCH) open((new URLSearchParams(location.hash.split("?")[1]).get("q") ?? "").slice(0, LONGEST));
}

button.setAttribute("role", "button");
button.setAttribute("aria-haspopup", "dialog");
button.setAttribute("aria-keyshortcuts", isMac ? "Meta+K" : "Control+K");
button.title = `Search (${isMac ? "⌘" : "Ctrl+"}K)`;
button.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  open();
});
button.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  open();
});
for (const type of ["pointerenter", "focus", "touchstart"]) button.addEventListener(type, prepare, { passive: true });

document.addEventListener("keydown", (event) => {
  if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey || event.isComposing) return;
  // On a keyboard without a K the place of the key decides.
  if (event.key.toLowerCase() !== "k" && (event.code !== "KeyK" || /^[a-z]$/i.test(event.key))) return;
  event.preventDefault();
  open();
});

addEventListener("hashchange", look);
onEachPage(look);
