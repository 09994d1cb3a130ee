// Runs first of all, before a style is read or anything is drawn. It is built into one classic script.

import "./theme/trusted.mjs";
import "./theme/storage.mjs";
import "./theme/colours.mjs";
import "./late.mjs";
import "./told.mjs";

import { begin, key, question } from "../calculator/begin.mjs";
import { readCase } from "../calculator/case.mjs";

// What is searched for stands after #, where no server sees it. An address of before has it among what a server is asked.
{
  const asked = new URLSearchParams(location.search);
  const query = asked.get("q");
  if (query !== null) {
    asked.delete("q");
    const rest = asked.size ? `?${asked}` : "";
    history.replaceState(history.state, "", `${location.pathname}${rest}#search?${new URLSearchParams({ q: query })}`);
  }
}

// Where the address holds a case, Python is started and asked at once, and what its answer cites is fetched; the client takes
// them over (calculator/client.mjs and places.mjs).
{
  const { src } = document.currentScript;
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
