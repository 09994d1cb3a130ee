// Patches Material 9.8, which navigates instantly to the pages that sitemap.xml lists.
//
// It combines a click with that list: one that was made before the list is in goes to its page as any does, and is gone to
// once more when the list comes, so that Back stays where it is. So the list is there before Material runs, and it is given it
// in the moment when it asks.
//
// The list has whole addresses, and a site does not know where it is hosted, or is looked at elsewhere: they are exchanged for
// where it really is. The shortest is the home.

const PATIENCE = 5_000; // ms; without the list every page is loaded whole

const base = new URL("..", import.meta.url).href;
const address = `${base}sitemap.xml`;
let list = "<urlset/>";

const exchanged = (map) => {
  const homes = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address).sort((a, b) => a.length - b.length);
  return homes.length ? map.replaceAll(`<loc>${homes[0]}`, `<loc>${base}`) : map;
};

// Resolves when the theme may run.
export async function listed() {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) list = exchanged(await response.text());
  } catch {
    // As without it.
  }
}

const { open, send } = XMLHttpRequest.prototype;
const answered = new WeakSet(); // requests that need no server

XMLHttpRequest.prototype.open = function (method, url, ...others) {
  open.call(this, method, url, ...others);
  if (String(url) !== address) return;
  answered.add(this);
  Object.defineProperties(this, { status: { value: 200 }, response: { get: () => ({ text: async () => list }) } });
};

XMLHttpRequest.prototype.send = function (...body) {
  if (answered.delete(this)) this.dispatchEvent(new ProgressEvent("load"));
  else send.apply(this, body);
};
