// What an answer cites: { clause: { id: [address, title] }, reading: …, option: … }, addresses from the site's root. Read once.

import { text } from "./text.mjs";

const SITE = new URL("..", import.meta.url);

const ahead = globalThis.calculatorPlaces; // what the head of the page asked for
let known = null;
let wanted = null;
export const cited = () => (wanted ??= (ahead?.wanted ?? read()).then((found) => (known = found), () => (known = {})));

// Resolves once they are there, and after so many milliseconds without them: no answer waits for titles.
export const citedWithin = (limit) => Promise.race([cited(), new Promise((then) => setTimeout(then, limit))]);

// The same where it is there by now, else null.
export const citedAtHand = () => known ?? ahead?.found ?? null;

// A page of the site says the file's name, which has a hash of its contents in it; another page takes the plain one.
async function read() {
  const name = document.querySelector('meta[name="calculator-places"]')?.content ?? "data/places.json";
  return JSON.parse(await text(new URL(name, SITE)));
}
