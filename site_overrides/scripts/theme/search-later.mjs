// Patches Material 9.8, which asks for the list of all words with every page. It weighs more than a page, and searching it
// needs a thread: it comes when somebody is about to search.

const { open, send } = XMLHttpRequest.prototype;
const held = new WeakSet();
const wanted = new Promise((resolve) => {
  if (new URLSearchParams(location.search).has("q")) resolve();
  const look = ({ target }) => target instanceof Element && target.closest("[data-md-component=search], [for=__search], #__search") && resolve();
  for (const type of ["focusin", "pointerover", "pointerdown", "change"]) document.addEventListener(type, look, { passive: true });
});

XMLHttpRequest.prototype.open = function (method, url, ...others) {
  if (String(url).endsWith("/search/search_index.json")) held.add(this);
  return open.call(this, method, url, ...others);
};
XMLHttpRequest.prototype.send = function (...body) {
  if (held.delete(this)) wanted.then(() => send.apply(this, body));
  else send.apply(this, body);
};
