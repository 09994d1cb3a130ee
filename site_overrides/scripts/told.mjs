// Tells the reader in a line where the scripts of a page cannot run, and has the page stand as it does without them. Part of
// the head's classic script, which runs where modules do not.

import { OLD, tellOnce } from "./line.mjs";

const NAME = "policy-calculator";
const WAIT = 4_000; // ms from when all is loaded to when the calculators must be there
const LONG = 10_000; // ms for all to be loaded
const root = document.documentElement;

const FILE =
  "This page was opened as a file, and browsers run no scripts of such pages. To have the calculators, serve the site’s folder: " +
  "run “python3 -m http.server” in it, and open http://localhost:8000/ in the browser.";
const FAILED = "A script of this page could not be loaded, so something here does not work. Reload the page to try again.";

const LATE =
  "The scripts of this page have not come yet, so nothing is calculated here. They may still come: wait, or reload the page. " +
  "All texts, tables and worked examples are here.";
const PART_LATE = "A part of this page has not come yet, so something here does not work. It may still come: wait, or reload the page.";
const HALF = "Only a part of this page has come, and nothing is calculated here. Wait for the rest, or reload the page.";

// A script that cannot be read was cut short on the way, or is beyond a browser that lacks this, which came with the syntax that
// ours are written in (ES2022).
const why = () => (Object.hasOwn ? FAILED : OLD);

let line = null;
let mayPass = false; // whether it is true no longer once something comes

const tell = (text) => (line ??= tellOnce(text));

function tellUntil(text) {
  mayPass ||= !line;
  tell(text);
}

// Late is not never.
function passes() {
  if (!mayPass) return;
  line?.remove();
  line = null;
  mayPass = false;
  root.removeAttribute("data-told");
}

// The last script is the last thing of a page.
const isWhole = () => document.querySelector("script[src*='/page-']");
const isScripted = () => window.customElements?.get(NAME);

function unscripted(text) {
  if (isScripted()) return;
  root.classList.remove("scripted");
  tellUntil(text);
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
  // A part that is fetched when it is wanted: each browser says in words of its own that a module could not be had.
  addEventListener("unhandledrejection", ({ reason }) => /\bmodule\b/.test(reason?.message) && tell(FAILED));
  addEventListener("load", () => {
    if (isScripted()) passes();
    setTimeout(() => unscripted(why()), WAIT);
  });
  // Where the line breaks in the middle of a page browsers stop there, and nothing more happens in it.
  setTimeout(() => {
    if (!isScripted()) unscripted(isWhole() ? LATE : HALF);
    else if (document.readyState !== "complete") tellUntil(PART_LATE);
  }, LONG);
  addEventListener("DOMContentLoaded", () => isWhole() || unscripted(HALF));
  window.customElements?.whenDefined(NAME).then(() => {
    root.classList.add("scripted");
    passes();
  });
}
