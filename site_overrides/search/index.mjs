// The search's data made ready: an index of the entries' stems, every word that is known, and the phrases that stand for others.

import MiniSearch from "minisearch";

import { nearestOf } from "./spelling.mjs";
import { apart, fold, indexed, isLittle, kept, stem, words } from "./words.mjs";

const FIELDS = ["title", "names", "words", "anchor", "line", "text"];
const PART = 40; // entries at a time: less than a frame takes
const TOGETHER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u; // written without spaces

/** What words are compared by when a whole name is asked for: stems, without the little words if there are others. */
export function key(text) {
  const all = words(text);
  const kept = all.filter((word) => !isLittle(word));
  return (kept.length ? kept : all).map(stem).join(" ");
}

/** The index of the data that build_tools/data/search.py makes. It is made bit by bit: `pause` gives the page its turn between. */
export async function prepare(data, pause = () => {}) {
  const known = new Set(); // every word, folded and spelled
  const index = new MiniSearch({
    fields: FIELDS,
    extractField: (entry, name) => (Array.isArray(entry[name]) ? [...new Set(entry[name].flatMap((one) => one.split(" ")))].join(" ") : (entry[name] ?? "")),
    tokenize: (text) => {
      const found = indexed(text);
      for (const word of found) known.add(word);
      return found;
    },
    processTerm: (word) => (isLittle(word) ? null : stem(word)),
  });
  const entries = data.entries.map((entry, id) => ({ ...entry, id, anchor: /[^./#]*\/?$/.exec(entry.url)[0].replace(/[-/]/g, " ") }));
  const exact = new Map(); // the key of a title or a name → the ids that have it
  for (let from = 0; from < entries.length; from += PART) {
    for (const entry of entries.slice(from, from + PART)) {
      index.add(entry);
      const names = [entry.title, entry.url.split("#")[1] ?? "", ...(entry.names ?? [])].map(key);
      for (const name of names) exact.set(name, [...(exact.get(name) ?? []), entry.id]);
      entry.spelled = words(entry.title).join(" ");
      entry.called = [...names, ...(entry.words ?? []).map(key)].map((name) => name.split(" "));
    }
    await pause();
  }

  const phrases = new Map(); // the first word, or its stem where the phrase stands for other words → the phrases
  const foreign = new Set(); // words of the phrases that are not known besides
  const together = [];
  const add = (text, means) => {
    const parts = words(text);
    if (!parts.length) return;
    const first = means.byStem ? stem(parts[0]) : parts[0];
    phrases.set(first, [...(phrases.get(first) ?? []), { parts, ...means }]);
    for (const part of parts) if (!known.has(part)) foreign.add(part);
    if (TOGETHER.test(text)) together.push(fold(text));
  };
  for (const { words: said = [], abroad = [], means: meant } of data.synonyms) {
    const means = meant.map((one) => words(one).filter((word) => !isLittle(word)).map(stem));
    for (const text of said) add(text, { means, byStem: true });
    for (const text of abroad) add(text, { means });
  }
  // Where the policy has a country's name, it has something to say of it.
  for (const name of data.elsewhere) if (!words(name).every((word) => known.has(word))) add(name, { elsewhere: name });
  for (const market of data.markets) {
    for (const name of [market.market, ...(market.names ?? [])]) add(name, { market });
  }
  await pause();
  const codes = new Map(data.markets.filter(({ iso }) => iso).map((market) => [market.iso, market]));
  together.sort((one, other) => other.length - one.length);
  // The entries that have a stem, and the best of the fields where it stands.
  const fieldsOf = kept((one) =>
    index.search(one, { tokenize: (text) => [text], processTerm: (word) => word }).map(({ id, match }) => [id, Object.values(match).flat()]),
  );
  // The words that may be meant by one that nobody knows.
  const similar = kept((word) => nearestOf(word, known, foreign));
  return { ...data, entries, exact, known, foreign, phrases, together, codes, fieldsOf, similar };
}

/** The folded words of a query; where words are written together, those that are known apart. */
export function asked(query, { together }) {
  let text = fold(query);
  for (const phrase of together) text = text.replace(phrase, ` ${phrase} `);
  return apart(text);
}
