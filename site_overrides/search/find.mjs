// Finding: the answers that the facts give, then the entries, what to do before what it costs, means and says.

import { answers } from "./answers.mjs";
import { key } from "./index.mjs";
import { units } from "./query.mjs";
import { nearest } from "./spelling.mjs";
import { isLittle, stem, words } from "./words.mjs";

const WEIGHTS = { title: 5, names: 3, words: 4, line: 1.5, text: 1 };
const SCORING = { k: 0.8, b: 0.4, d: 0.5 }; // a word said twice says little more, and a short text is not much better
const KINDS = { task: 1.8, calculator: 1.4, document: 1.15, term: 1.05, section: 1.05, clause: 1, figure: 0.9, page: 0.9, reading: 0.8 };
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

function ranked(query, sought, { index, entries, exact }) {
  const total = new Map();
  const matched = new Map();
  let whole = 0;
  for (const { stems } of sought) {
    const scores = new Map();
    let rarity = 0;
    for (const [all, weight] of stems) {
      const found = together(all, index);
      const most = Math.max(...found.values());
      for (const [id, score] of found) scores.set(id, Math.max(scores.get(id) ?? 0, weight * Math.sqrt(score / most)));
      if (found.size) rarity = Math.max(rarity, Math.log(1 + entries.length / found.size));
    }
    rarity ||= 2; // a word that is nowhere is missed all the same
    whole += rarity;
    for (const [id, score] of scores) {
      total.set(id, (total.get(id) ?? 0) + rarity * score);
      matched.set(id, (matched.get(id) ?? 0) + rarity);
    }
  }
  const typed = words(query).join(" ");
  const named = called(query, sought, exact);
  for (const id of named.keys()) total.set(id, (total.get(id) ?? 0) + 0.001);
  const stems = new Set(sought.flatMap(({ stems }) => stems.filter(([, weight]) => weight > 0.5).flatMap(([all]) => all)));
  return [...total]
    .map(([id, score]) => {
      const entry = entries[id];
      const share = Math.min(1, (matched.get(id) ?? 0) / whole);
      if (entry.named && share < 1) return null;
      const title = words(entry.title).map(stem);
      const inTitle = title.filter((one) => stems.has(one)).length / Math.max(3, title.length);
      const bonus = (words(entry.title).join(" ") === typed ? 4 : 2 * (named.get(id) ?? 0)) * whole;
      return { ...entry, score: (score * (0.25 + 0.75 * share * share) * (1 + 0.4 * inTitle) + bonus) * KINDS[entry.kind] * (entry.url.startsWith("privacy/") ? 0.85 : 1) };
    })
    .filter(Boolean)
    .sort((one, other) => other.score - one.score);
}

/** The entries whose title or other name a query is, as typed or as meant, with the weight of that. */
function called(query, sought, exact) {
  const found = new Map();
  const meant = sought.length === 1 ? sought[0].stems : [[sought.flatMap(({ stems }) => stems[0][0]), Math.min(...sought.map(({ stems }) => stems[0][1]))]];
  for (const [name, weight] of [[key(query), 1], ...meant.map(([stems, weight]) => [stems.join(" "), weight])]) {
    for (const id of exact.get(name) ?? []) found.set(id, Math.max(found.get(id) ?? 0, weight));
  }
  return found;
}

/** The entries that have all of some stems, with the sum of their scores. */
function together(stems, index) {
  let found = null;
  for (const one of stems) {
    const scores = new Map(
      index.search(one, { boost: WEIGHTS, bm25: SCORING, tokenize: (text) => [text], processTerm: (word) => word }).map(({ id, score }) => [id, score]),
    );
    if (found) for (const [id, score] of found) scores.has(id) && scores.set(id, scores.get(id) + score);
    found = found ? new Map([...scores].filter(([id]) => found.has(id))) : scores;
  }
  return found ?? new Map();
}
