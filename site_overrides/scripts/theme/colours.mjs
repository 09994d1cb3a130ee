// Patches Material 9.8, which puts on the reader's colours when its script runs, at the end of a first visit's page: a page in
// the dark is not to be bright until then. What the reader chose before, Material's own inline script puts on after this. And
// the browser's own parts, its scroll bars among them, are told of the choice here alone (styling.mjs).

const SCHEME = "data-md-color-scheme";
const own = document.querySelector('meta[name="color-scheme"]');
const { outerHTML } = own;
Object.defineProperty(own, "outerHTML", { get: () => outerHTML }); // by which Material knows it again in the next page
const isDark = matchMedia("(prefers-color-scheme: dark)").matches;

// Said again, though the same, the whole page is styled anew.
function put(scheme) {
  const name = scheme === "slate" ? "dark" : "light";
  if (own.content !== name) own.content = name;
}

if (isDark) put("slate");
const begun = new MutationObserver(() => {
  const { body } = document;
  if (!body) return;
  begun.disconnect();
  if (isDark) body.setAttribute(SCHEME, "slate");
  new MutationObserver(() => put(body.getAttribute(SCHEME))).observe(body, { attributeFilter: [SCHEME] });
});
begun.observe(document.documentElement, { childList: true });
