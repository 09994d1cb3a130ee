// Tells the reader in a line where the scripts of a page cannot run, and has the page stand as it does without them. Part of
// the head's classic script, which runs where modules do not.

import { OLD, tellOnce } from "./line.mjs";

const NAME = "policy-calculator";
const WAIT = 4_000; // ms from when all is loaded to when the calculators must be there
const root = document.documentElement;

const FILE =
  "This page was opened as a file, and browsers run no scripts of such pages. To have the calculators, serve the site’s folder: " +
  "run “python3 -m http.server” in it, and open http://localhost:8000/ in the browser.";
const FAILED = "A script of this page could not be loaded, so something here does not work. Reload the page to try again.";

// A script that cannot be read was cut short on the way, or is beyond a browser that lacks this, which came with the syntax that
// ours are written in (ES2022).
const why = () => (Object.hasOwn ? FAILED : OLD);

let line = null;

const tell = (text) => (line ??= tellOnce(text));

function unscripted(text) {
  if (window.customElements?.get(NAME)) return;
  root.classList.remove("scripted");
  tell(text);
}

// Scripts run: what is shown only without them never appears. Material says so too, in words of its own, at the end of a page.
if (location.protocol === "file:") tell(FILE);
else {
  root.classList.add("scripted");
  addEventListener("error", ({ target, error }) => {
    if (error instanceof SyntaxError) unscripted(why());
    if (!(target instanceof HTMLScriptElement)) return;
    if (/\/element-[^/]*$/.test(target.src)) unscripted(FAILED);
    else tell(FAILED);
  }, { capture: true });
  addEventListener("load", () => setTimeout(() => unscripted(why()), WAIT));
  // Late is not never.
  window.customElements?.whenDefined(NAME).then(() => {
    if (!root.classList.contains("scripted")) line?.remove();
    root.classList.add("scripted");
  });
}
