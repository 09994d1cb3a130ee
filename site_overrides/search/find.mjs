// Finding: the answers that the facts give, then the entries, what to do before what it costs, means and says.

import { answers } from "./answers.mjs";
import { key } from "./index.mjs";
import { units } from "./query.mjs";
import { nearest } from "./spelling.mjs";
import { isLittle, stem, words } from "./words.mjs";

// How much a word counts by where it stands.
const PLACES = { title: 1, names: 1, words: 0.9, anchor: 0.45, line: 0.65, text: 0.45 };
const KINDS = { task: 1.4, calculator: 1.05, document: 1.1, clause: 1, term: 0.9, section: 0.9, page: 0.9, figure: 0.8, reading: 0.75 };
const PRIVACY = 0.85; // most who search are merchants, and the privacy statement is none of theirs
const NAMED = 0.5; // a name of the entry, or its search words, that stand in the query whole
const TYPED = 0.6; // its name is the query
const TITLED = 0.35; // the title has no other words
const RARE = 6; // entries that a word names are few
const MOST = 12;

/** The best of what a query finds: [{ kind, title, line, url }], and in `stems` what is to be marked. */
export function find(query, index) {
  const sought = units(query, index);
  const marks = new Set(sought.flatMap(({ stems }) => stems.flatMap(([all]) => all)));
  const given = answers(query, sought, index);
  const results = ranked(query, sought, index);
  const found = [...given.first, ...results.slice(0, given.after), ...given.later, ...results.slice(given.after)];
  const seen = new Set();
  const once = found.filter(({ url }) => !seen.has(url) && seen.add(url));
  return { results: once.slice(0, MOST), marks, sought };
}

/** The words that are known and near to those of a query that finds nothing, the nearest first. */
export const nearWords = (query, { known }) =>
  words(query)
    .filter((word) => word.length > 2)
    .flatMap((word) => nearest(word, [...known].filter((other) => other.length > 3 && !isLittle(other)), Math.min(4, Math.ceil(word.length / 2))).slice(0, 3))
    .slice(0, 3);

function ranked(query, sought, { fieldsOf, entries, exact }) {
  const total = new Map();
  const naming = new Set();
  const rarities = [];
  for (const { stems } of sought) {
    const scores = new Map();
    let count = 0; // of the entries that have the word itself, or else what it stands for
    for (const [all, weight] of stems) {
      const found = together(all, fieldsOf);
      count ||= found.size;
      for (const [id, place] of found) {
        scores.set(id, Math.max(scores.get(id) ?? 0, weight * place));
        if (found.size <= RARE && place >= PLACES.words) naming.add(id);
      }
    }
    const rarity = Math.log(1 + entries.length / (count || RARE)); // what is nowhere is missed all the same
    rarities.push(rarity);
    for (const [id, score] of scores) total.set(id, (total.get(id) ?? 0) + rarity * score);
  }
  const whole = rarities.reduce((one, other) => one + other, 0);
  const exactly = exact.get(key(query)) ?? [];
  for (const id of exactly) total.set(id, total.get(id) ?? 0);
  const typed = words(query).join(" ");
  const meant = meanings(sought);
  return [...total]
    .filter(([id]) => !entries[id].named || naming.has(id))
    .map(([id, sum]) => {
      const entry = entries[id];
      const named = Math.max(...entry.called.map((name) => share(name, meant, rarities) / whole));
      const title = entry.called[0];
      const inTitle = title.filter((one) => meant.has(one)).length / Math.max(3, title.length);
      const isTyped = entry.spelled === typed ? 2 : exactly.includes(id) ? 1 : 0;
      const score = (sum / whole) * (1 + TITLED * inTitle) + NAMED * named ** 2 + TYPED * isTyped;
      return { entry, score: score * KINDS[entry.kind] * (entry.url.startsWith("privacy/") ? PRIVACY : 1) };
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}

/** What each stem of a query's meanings belongs to: [unit, weight]. */
function meanings(sought) {
  const found = new Map();
  for (const [unit, { stems }] of sought.entries()) {
    for (const [all, weight] of stems) for (const one of all) if (weight > (found.get(one)?.[1] ?? 0.5)) found.set(one, [unit, weight]);
  }
  return found;
}

/** How much of a query a name is that stands in it whole: the rarities of its units, 0 where a word of it is missing. */
function share(name, meant, rarities) {
  const units = new Map();
  for (const one of name) {
    const [unit, weight] = meant.get(one) ?? [];
    if (unit === undefined) return 0;
    units.set(unit, Math.min(units.get(unit) ?? 1, weight));
  }
  return [...units].reduce((sum, [unit, weight]) => sum + weight * rarities[unit], 0);
}

/** The entries that have all of some stems, and how much their places count. */
function together(stems, fieldsOf) {
  let found = null;
  for (const one of stems) {
    const places = new Map();
    for (const [id, fields] of fieldsOf(one)) places.set(id, Math.max(...fields.map((field) => PLACES[field])) / stems.length);
    found = found ? new Map([...places].filter(([id]) => found.has(id)).map(([id, place]) => [id, place + found.get(id)])) : places;
  }
  return found ?? new Map();
}
