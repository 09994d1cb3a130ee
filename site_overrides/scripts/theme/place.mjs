// Patches Material 9.8, which notes how far a page is scrolled a tenth of a second after it rests. Whoever follows a link before
// that is on the way to the next page by then, and the note is taken for that page's: it is shown as far down as the last one
// was, and a place in it that the link names is passed over. So nothing is noted on the way.

import { onEachPage } from "./order.mjs";

const { pushState, replaceState } = history;
let at = null; // the path of the page that it put here; it fetches the first that it hears of, though it be the same
let onTheWay = false;

function goes(address) {
  if (!globalThis.document$) return; // the theme is not there yet
  const { pathname } = new URL(address, document.baseURI);
  onTheWay = pathname !== at;
  at = pathname;
}

history.pushState = function (state, title, address = "") {
  goes(address);
  pushState.call(this, state, title, address);
};

// Back, forward, and a part after # that a script has set.
addEventListener("popstate", () => goes(location.href));

// A note has no address.
history.replaceState = function (state, title, address) {
  if (!onTheWay || address !== undefined) replaceState.call(this, state, title, address);
};

onEachPage(() => (onTheWay = false));
