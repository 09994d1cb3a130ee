// Patches Material 9.8, which puts on the reader's colours when its script runs, at the end of a first visit's page: a page in
// the dark is not to be bright until then. What the reader chose before, Material's own inline script puts on after this.

if (matchMedia("(prefers-color-scheme: dark)").matches) {
  const dark = new MutationObserver(() => {
    if (!document.body) return;
    document.body.setAttribute("data-md-color-scheme", "slate");
    dark.disconnect();
  });
  dark.observe(document.documentElement, { childList: true });
}
