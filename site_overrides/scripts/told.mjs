// Tells the reader in a line where the scripts of a page cannot run, and has the page stand as it does without them. Part of
// the head's classic script, which runs where modules do not.

const NAME = "policy-calculator";
const WAIT = 4_000; // ms from when all is loaded to when the calculators must be there
const root = document.documentElement;

const FILE =
  "This page was opened as a file, and browsers run no scripts of such pages. To have the calculators, serve the site’s folder: " +
  "run “python3 -m http.server” in it, and open http://localhost:8000/ in the browser.";
const FAILED = "A script of this page could not be loaded, so something here does not work. Reload the page to try again.";

let line = null;

function tell(text) {
  if (line) return;
  line = Object.assign(document.createElement("p"), { className: "complaint", textContent: text });
  line.setAttribute("role", "status");
  const put = () => document.querySelector("article")?.prepend(line);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", put);
  else put();
}

function unscripted(text) {
  if (customElements.get(NAME)) return;
  root.classList.remove("scripted");
  tell(text);
}

// Scripts run: what is shown only without them never appears. Material says so too, in words of its own, at the end of a page.
if (location.protocol === "file:") tell(FILE);
else {
  root.classList.add("scripted");
  addEventListener("error", ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    if (/\/element-[^/]*$/.test(target.src)) unscripted(FAILED);
    else tell(FAILED);
  }, { capture: true });
  addEventListener("load", () => setTimeout(unscripted, WAIT, FAILED));
  // Late is not never.
  customElements.whenDefined(NAME).then(() => {
    if (!root.classList.contains("scripted")) line?.remove();
    root.classList.add("scripted");
  });
}
