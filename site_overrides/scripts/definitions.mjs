// What a term means, beside its word: on hover, on focus, and on a click or a touch, which keeps it open. The page is not left;
// a link in it leads to the glossary. Without scripts the word itself is that link.

import { onEachPage } from "./theme/order.mjs";

const PATIENCE = 150; // milliseconds that a pointer rests on a word
const WAY = 250; // … that it has to get from the word to its meaning

const text = document.createElement("span");
const more = Object.assign(document.createElement("a"), { textContent: "In the glossary" });
const box = Object.assign(document.createElement("div"), { className: "meaning", id: "meaning", hidden: true });
box.setAttribute("role", "note");
box.append(text, " ", more);

let shown = null; // the word whose meaning is open
let kept = false; // by a click
let timer = 0;

const termOf = (target) => (target instanceof Element ? target.closest("a.term") : null);

/** The meaning of a word; its title is taken off, which a browser would show besides. */
function meaning(term) {
  if (term.title) {
    term.dataset.meaning = term.title;
    term.removeAttribute("title");
  }
  return term.dataset.meaning ?? "";
}

function open(term) {
  if (!meaning(term)) return;
  clearTimeout(timer);
  if (shown && shown !== term) close();
  shown = term;
  text.textContent = meaning(term);
  more.href = term.href;
  term.setAttribute("aria-describedby", box.id);
  (term.closest("dialog, main") ?? document.body).append(box);
  box.hidden = false;
  place(term);
}

/** Below the word's first line where there is room, else above it; within the window. */
function place(term) {
  const word = term.getClientRects()[0];
  const { width, height } = box.getBoundingClientRect();
  const isBelow = word.bottom + height + 8 < innerHeight || word.top < height + 8;
  box.style.left = `${Math.max(8, Math.min(word.left, document.documentElement.clientWidth - width - 8))}px`;
  box.style.top = `${isBelow ? word.bottom + 4 : word.top - height - 4}px`;
}

function close() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  kept = false;
  box.hidden = true;
}

const later = (does, wait) => {
  clearTimeout(timer);
  timer = setTimeout(does, wait);
};

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const term = termOf(event.target);
  if (term) meaning(term);
  if (box.contains(event.target) || (term && term === shown)) clearTimeout(timer);
  else if (term && !kept) later(() => open(term), PATIENCE);
  else if (shown && !kept && document.activeElement !== shown) later(close, WAY);
  else if (!shown) clearTimeout(timer);
});

document.addEventListener("focusin", ({ target }) => {
  const term = termOf(target);
  if (term && term.matches(":focus-visible")) open(term);
  else if (shown && !box.contains(target) && target !== shown) close();
});

document.addEventListener("click", (event) => {
  const term = termOf(event.target);
  if (!term) {
    if (shown && !box.contains(event.target)) close();
    else if (event.target === more) close();
    return;
  }
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !meaning(term)) return;
  event.preventDefault();
  event.stopPropagation();
  if (shown === term && kept) close();
  else {
    open(term);
    kept = true;
  }
}, { capture: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  event.preventDefault();
  event.stopPropagation();
  close();
}, { capture: true });

addEventListener("scroll", () => shown && place(shown), { passive: true, capture: true });
addEventListener("resize", close);
onEachPage(close); // another page has come into this document
