// Runs first of all, before a style is read or anything is drawn. It is built into one classic script.

import { begin, key, question, readCase } from "../calculator/begin.mjs";

const { src } = document.currentScript;

// Where the address holds a case, Python is started and asked at once, and what its answer cites is fetched; the client takes
// them over (calculator/client.mjs and places.mjs).
{
  const { topic, hasCase, inputs, named } = readCase();
  const said = (what) => document.querySelector(`meta[name="calculator-${what}"]`).content;
  if (hasCase && globalThis.Worker) {
    const asked = [topic, Object.fromEntries(inputs), { ...named, html: true }];
    const begun = begin(new URL(`../assets/runtime/${said("worker")}`, src));
    begun.port.postMessage({ id: 0, question: question(...asked) });
    globalThis.calculatorBegun = { ...begun, id: 0, asked: key(...asked) };
    const places = { found: null };
    places.wanted = fetch(new URL(`../${said("places")}`, src)).then((response) => response.json()).then((found) => (places.found = found));
    places.wanted.catch(() => {}); // who takes it is told
    globalThis.calculatorPlaces = places;
  }
}

// Scripts run: what is shown only without them never appears. Material says so too, but at the end of the page.
document.documentElement.classList.replace("no-js", "js");

// On a first visit Material puts on the reader's colours when it runs; a page in the dark is not to be bright until then. What
// the reader chose before, the page's own script puts on after this.
if (matchMedia("(prefers-color-scheme: dark)").matches) {
  const dark = new MutationObserver(() => {
    if (!document.body) return;
    document.body.setAttribute("data-md-color-scheme", "slate");
    dark.disconnect();
  });
  dark.observe(document.documentElement, { childList: true });
}

// What is searched for stands after #, where no server sees it. An address of before has it among what is asked of one.
{
  const asked = new URLSearchParams(location.search);
  const query = asked.get("q");
  if (query !== null) {
    asked.delete("q");
    const rest = asked.size ? `?${asked}` : "";
    history.replaceState(history.state, "", `${location.pathname}${rest}#search?${new URLSearchParams({ q: query })}`);
  }
}

// Material navigates instantly only to pages that sitemap.xml lists by their whole address. A site does not know where it
// is hosted, or is looked at elsewhere, so the addresses are exchanged for where it really is. The shortest is the home.
{
  const base = new URL("..", src).href;
  const { open } = XMLHttpRequest.prototype;
  const response = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, "response");
  const exchange = (map) => {
    const homes = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address).sort((a, b) => a.length - b.length);
    return homes.length ? map.replaceAll(`<loc>${homes[0]}`, `<loc>${base}`) : map;
  };
  XMLHttpRequest.prototype.open = function (method, url, ...others) {
    if (String(url) === `${base}sitemap.xml`) {
      const exchanged = async () => exchange(await response.get.call(this).text());
      Object.defineProperty(this, "response", { get: () => ({ text: exchanged }) });
    }
    return open.call(this, method, url, ...others);
  };
}
