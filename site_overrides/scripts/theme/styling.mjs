// Patches Material 9.8, which has a whole page styled anew several times when its script begins, though nothing is to look otherwise:
// it sets the address of each style, which loads it once more, puts on the colours that the page has, as if they were others, and
// tells the browser of them.

const SWITCHING = "data-md-color-switching"; // switches off what moves in all of the page

// Material sees a style by its absolute address, by which it also knows it again in the next page, and its own stays.
function keep(style) {
  const { href } = style;
  const outerHTML = { get: () => Object.assign(style.cloneNode(), { href }).outerHTML };
  Object.defineProperties(style, { href: { get: () => href, set() {} }, outerHTML });
}

/** Before the theme's script; what it gives is called after it. */
export function keepStyles() {
  for (const style of document.querySelectorAll("head link[rel=stylesheet]")) keep(style);
  const { body, head } = document;
  body.setAttribute = (name, value) => name === SWITCHING || Element.prototype.setAttribute.call(body, name, value);
  head.appendChild = (node) => (node.name === "color-scheme" ? node : Node.prototype.appendChild.call(head, node)); // colours.mjs has it
  return () => (delete body.setAttribute, delete head.appendChild);
}
