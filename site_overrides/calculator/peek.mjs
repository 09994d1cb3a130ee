// Clauses and readings, opened in place where an answer cites them. A text is taken from the page that holds it, once.

import { page as read } from "./markup.mjs";
import { text } from "./text.mjs";

const pages = new Map(); // the address of a page → its document, as a promise

function page(address) {
  if (address === location.href.split("#")[0]) return document;
  if (!pages.has(address)) {
    const wanted = text(address).then(read);
    wanted.catch(() => pages.delete(address)); // to be tried again
    pages.set(address, wanted);
  }
  return pages.get(address);
}

// The text that a link leads to, as a node to put into the page. Rejects where it cannot be had.
async function words(link) {
  const [address, id] = link.href.split("#");
  const found = (await page(address)).getElementById(decodeURIComponent(id))?.closest("section");
  if (!found) throw new Error(`nothing at ${link.href}`);
  const shown = document.createElement("div");
  shown.append(...document.importNode(found, true).childNodes);
  for (const part of shown.querySelectorAll("h2, .clause__about, .headerlink, .downloads, policy-calculator")) part.remove();
  for (const part of shown.querySelectorAll("[id]")) part.removeAttribute("id");
  for (const part of shown.querySelectorAll("[role=region]")) {
    part.removeAttribute("role");
    part.removeAttribute("aria-labelledby");
  }
  for (const inner of shown.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), address).href;
  return shown;
}

// What is opened in the answers of one calculator. It stays open while the answer moves.
export class Peeks {
  #opened = new Map(); // the node with the text, by the place of its citation

  // Opens or closes what a button is for.
  async toggle(button) {
    const place = placeOf(button);
    const opened = this.#opened.get(place);
    if (opened) {
      opened.remove();
      this.#opened.delete(place);
      button.setAttribute("aria-expanded", "false");
      button.firstElementChild.textContent = "Show";
      return;
    }
    const node = Object.assign(document.createElement("div"), { className: "peeked", textContent: "Fetching the words …" });
    this.#opened.set(place, node);
    open(button, node);
    try {
      node.replaceChildren(await words(button.previousElementSibling));
    } catch {
      node.textContent = "The words could not be fetched. The link leads to them.";
    }
  }

  // Opens in a new answer what stood open in the one before.
  carryOver(answer) {
    for (const button of answer.querySelectorAll(".peek")) {
      const opened = this.#opened.get(placeOf(button));
      if (opened) open(button, opened);
    }
  }

  // Escape closes what the focus is in.
  escape(event) {
    if (event.key !== "Escape") return;
    const node = event.target.closest(".peeked");
    const button = node ? node.previousElementSibling : event.target.closest('.peek[aria-expanded="true"]');
    if (!button) return;
    event.preventDefault(); // it closes this, and no dialog around it
    event.stopPropagation();
    this.toggle(button);
    button.focus();
  }

  clear() {
    this.#opened.clear();
  }
}

function open(button, node) {
  button.setAttribute("aria-expanded", "true");
  button.firstElementChild.textContent = "Hide";
  button.after(node);
}

// Where a citation stands in an answer: what it cites, in which section, and the how manieth there.
function placeOf(button) {
  const section = button.closest("details, p, .answer");
  const alike = [...section.querySelectorAll(`.peek[data-peek="${CSS.escape(button.dataset.peek)}"]`)];
  return `${section.className} ${button.dataset.peek} ${alike.indexOf(button)}`;
}
