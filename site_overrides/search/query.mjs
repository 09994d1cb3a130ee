// A query as what it asks for: units, each a word or a phrase with everything that it may stand for.
//
// A unit has `stems`, alternatives of [stems that must all be there, weight]; `market` where it names one; `words` as typed.

import { isLittle, stem } from "./words.mjs";
import { asked } from "./index.mjs";
import { allowed, errors } from "./spelling.mjs";

const MEANT = 0.85; // the weight of what a reader's word stands for, against the word itself
const MENDED = 0.75; // … of a word that may have been meant
const BEGUN = 0.6; // … of a word that begins so
const MOST_FORMS = 8;

/** The units of a query. The last word may still be being typed. */
export function units(query, index) {
  const typed = query.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
  const tokens = apart(joined(asked(query, index), index), index).map(({ word, of }, place, all) => ({
    ...forms(word, place === all.length - 1, index),
    of,
  }));
  const found = [];
  for (let place = 0; place < tokens.length; ) {
    const phrase = phraseAt(tokens, place, index);
    const length = phrase?.parts.length ?? 1;
    const part = tokens.slice(place, place + length);
    if (phrase || !isLittle(part[0].word)) found.push(unit(part, phrase));
    place += length;
  }
  const codes = [...new Set(typed)].filter((word) => index.codes.has(word.toUpperCase()) && (/^[A-Z]+$/.test(word) || !isLittle(word)));
  for (const code of codes) {
    const one = found.find(({ words }) => words.length === 1 && words[0] === code.toLowerCase());
    // In small letters a code is one only beside other words: "de" is a word of its own.
    if (one && !one.market && (/^[A-Z]+$/.test(code) || !index.known.has(code.toLowerCase()))) one.market = index.codes.get(code.toUpperCase());
  }
  return found.length ? found : tokens.map((token) => unit([token], null));
}

function unit(tokens, phrase) {
  const own = tokens.length === 1 ? tokens[0].stems.map(([one, weight]) => [[one], weight]) : [[tokens.map(({ stems }) => stems[0][0]), 1]];
  const mended = Math.min(...tokens.map(({ stems }) => stems[0][1]));
  for (const { of } of tokens) if (of) own.push([of.map(stem), 1]);
  const meant = (phrase?.means ?? []).map((stems) => [stems, MEANT * mended]);
  return { words: tokens.map(({ word }) => word), stems: [...own, ...meant], market: phrase?.market ?? null, elsewhere: phrase?.elsewhere ?? null };
}

/** The phrase that begins at a place of a query, the longest one; a market before others. */
function phraseAt(tokens, place, { phrases }) {
  const fits = ({ parts, byStem, market }) =>
    parts.every((part, index) => {
      const token = tokens[place + index];
      if (!token) return false;
      if (byStem) return token.stems.some(([one]) => one === stem(part));
      // A word of a name may be mistyped even where another name has it so: Zeeland.
      return token.forms.includes(part) || (market && index && errors(part, token.word, allowed(part)) <= allowed(part));
    });
  const { forms, stems } = tokens[place];
  const candidates = [...new Set([...forms, ...stems.map(([one]) => one)])].flatMap((form) => phrases.get(form) ?? []);
  return candidates.filter(fits).sort((one, other) => other.parts.length - one.parts.length || (other.market ? 1 : 0) - (one.market ? 1 : 0))[0];
}

/** The words as { word }; neighbours that are one known word together, "self assessment", "dead line", as that word `of` them. */
function joined(words, { known }) {
  const found = [];
  for (let place = 0; place < words.length; place++) {
    const both = words[place] + (words[place + 1] ?? "");
    if (words[place + 1] && both.length > 4 && !/\d/.test(both) && known.has(both)) {
      found.push({ word: both, of: [words[place], words[place + 1]] });
      place++;
    } else found.push({ word: words[place] });
  }
  return found;
}

/** A word that is not known, and is two that are, as those. */
function apart(words, { known, foreign }) {
  return words.flatMap((one) => {
    const { word } = one;
    if (known.has(word) || foreign.has(word) || word.length < 7) return one;
    for (let at = word.length - 3; at >= 3; at--) {
      const [first, second] = [word.slice(0, at), word.slice(at)];
      if (known.has(first) && known.has(second) && !isLittle(first) && !isLittle(second)) return [{ word: first }, { word: second }];
    }
    return one;
  });
}

/** A word as it may be meant: its forms, and their stems by weight. */
function forms(word, isLast, { known, foreign, similar: similarTo }) {
  const found = new Map([[word, 1]]);
  const isKnown = known.has(word) || foreign.has(word) || isLittle(word) || /^\d+$/.test(word);
  const beginning = [];
  if (word.length > 2 && (!isKnown || isLast)) {
    for (const other of known) if (other.startsWith(word) && other !== word) beginning.push(other);
  }
  // What is still being typed is no mistake as long as a word begins so.
  const similar = isKnown || (isLast && beginning.length) ? [] : similarTo(word);
  for (const other of similar.slice(0, MOST_FORMS)) found.set(other, MENDED);
  for (const other of beginning.sort((one, two) => one.length - two.length).slice(0, MOST_FORMS)) {
    if (!found.has(other)) found.set(other, isKnown ? BEGUN / 2 : BEGUN);
  }
  if (!isKnown && found.size > 1) found.delete(word);
  const stems = new Map();
  for (const [form, weight] of [...found].sort(([, one], [, other]) => other - one)) if (!stems.has(stem(form))) stems.set(stem(form), weight);
  return {
    word,
    isKnown,
    forms: [...found.keys()],
    stems: [...stems],
  };
}
