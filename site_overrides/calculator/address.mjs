// Whether the case in the page's address is new, and what a click on a case does.

import { readCase } from "./begin.mjs";
import { foresee } from "./client.mjs";

const SITE = new URL("..", import.meta.url).href;

// Whether the address was gone to since this was last asked, and not come back to by reload or by the back button: only then
// its case is put over what the reader has changed since.
let isNew = readCase().hasCase && performance.getEntriesByType("navigation")[0]?.type === "navigate";
export function isGoneTo() {
  const was = isNew;
  isNew = false;
  return was;
}

// A click on a case. One for this page stays in this page: Material's instant navigation would tell nobody of it.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || link.target || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const { href, hash } = new URL(link.href, location.href);
  const { topic, hasCase, inputs, named } = readCase(hash);
  if (!hasCase) return;
  isNew = true;
  if (href.slice(0, -hash.length) !== location.href.split("#")[0]) {
    // The answer is there before the page is, where that stays in this document.
    if (href.startsWith(SITE)) foresee(topic, Object.fromEntries(inputs), named);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  if (hash === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}, { capture: true });
