// Patches Material 9.8, which keeps hold of every page that it has exchanged for another in this document: some six thousand
// nodes each, that nobody sees again. What was exchanged is taken apart, so that whoever holds a part of it holds that alone.

import { onEachPage } from "./order.mjs";

const LATER = 2_000; // ms: the theme still looks at a page that it has just left, for how far it was scrolled

let shown = [];

onEachPage(() => {
  const left = shown.filter((part) => !part.isConnected);
  setTimeout(() => left.forEach(takeApart), LATER);
  shown = [...document.querySelectorAll("[data-md-component]")];
});

function takeApart(part) {
  for (const node of part.querySelectorAll("*")) node.replaceChildren();
  part.replaceChildren();
}
