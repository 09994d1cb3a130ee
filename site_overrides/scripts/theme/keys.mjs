// Patches Material 9.8, which goes to the search with f, s or /, and to the page before or after with p, n, comma or point,
// wherever the focus is. Who speaks to the machine, or has the focus on a radio button, leaves the page by that (WCAG 2.1.4).

const KEYS = new Set(["f", "s", "/", "p", ",", "n", "."]);

addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (KEYS.has(key.toLowerCase()) && !ctrlKey && !metaKey && !altKey) event.stopImmediatePropagation();
}, { capture: true });
