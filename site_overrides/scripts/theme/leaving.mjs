// Patches Material 9.8, which keeps hold of every page that it has exchanged for another in this document: some six thousand
// nodes each, that nobody sees again. What was exchanged is taken apart, so that whoever holds a part of it holds that alone.

import { onEachPage } from "./order.mjs";

let shown = [];

onEachPage(() => {
  for (const part of shown) if (!part.isConnected) takeApart(part);
  shown = [...document.querySelectorAll("[data-md-component]")];
});

function takeApart(part) {
  for (const node of part.querySelectorAll("*")) node.replaceChildren();
  part.replaceChildren();
}
