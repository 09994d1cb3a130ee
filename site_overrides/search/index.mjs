// The search's data made ready: an index of the entries' stems, every word that is known, and the phrases that stand for others.

import MiniSearch from "minisearch";

import { fold, indexed, isLittle, stem, words } from "./words.mjs";

const FIELDS = ["title", "names", "words", "line", "text"];
const TOGETHER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u; // written without spaces

/** What words are compared by when a whole name is asked for: stems, without the little words if there are others. */
export function key(text) {
  const all = words(text);
  const kept = all.filter((word) => !isLittle(word));
  return (kept.length ? kept : all).map(stem).join(" ");
}

/** The index of the data that build_tools/data/search.py makes. */
export function prepare(data) {
  const index = new MiniSearch({
    fields: FIELDS,
    extractField: (entry, name) => (Array.isArray(entry[name]) ? entry[name].join(" ; ") : (entry[name] ?? "")),
    tokenize: indexed,
    processTerm: (word) => (isLittle(word) ? null : stem(word)),
  });
  const entries = data.entries.map((entry, id) => ({ ...entry, id }));
  index.addAll(entries);

  const exact = new Map(); // the key of a title or a name → the ids that have it
  const known = new Set(); // words as they are written, folded
  for (const entry of entries) {
    for (const name of [entry.title, ...(entry.names ?? [])]) {
      const found = key(name);
      exact.set(found, [...(exact.get(found) ?? []), entry.id]);
    }
    for (const field of FIELDS) for (const word of indexed([entry[field] ?? ""].flat().join(" ; "))) known.add(word);
  }

  const phrases = new Map(); // the first word → the phrases that begin with it, the longest first
  const foreign = new Set(); // words of the phrases that are not known besides
  const together = [];
  const add = (text, means) => {
    const parts = words(text);
    if (!parts.length) return;
    phrases.set(parts[0], [...(phrases.get(parts[0]) ?? []), { parts, ...means }].sort((one, other) => other.parts.length - one.parts.length));
    for (const part of parts) if (!known.has(part)) foreign.add(part);
    if (TOGETHER.test(text)) together.push(fold(text));
  };
  for (const [said, meant] of data.synonyms) {
    for (const text of said) add(text, { means: meant.map((one) => words(one).filter((word) => !isLittle(word)).map(stem)) });
  }
  for (const market of data.markets) {
    for (const name of [market.market, ...(market.names ?? [])]) add(name, { market });
  }
  const codes = new Map(data.markets.filter(({ iso }) => iso).map((market) => [market.iso, market]));
  together.sort((one, other) => other.length - one.length);
  return { ...data, entries, index, exact, known, foreign, phrases, together, codes };
}

/** The folded words of a query; where words are written together, those that are known apart. */
export function asked(query, { together }) {
  let text = fold(query);
  for (const phrase of together) text = text.replace(phrase, ` ${phrase} `);
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
