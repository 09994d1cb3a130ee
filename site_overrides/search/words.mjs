// Words as they are compared: without accents or case, British and American spelled alike, and by their stem.

import { stemmer } from "stemmer";

// Letters that have no accent to take off, and stand for these.
const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", þ: "th", ð: "d", ı: "i", ς: "σ" };

const PLAIN = /^[\x20-\x7e]*$/;
const accentless = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøłđæœþðıς]/g, (letter) => LETTERS[letter]);

/** A text without case and accents, digits of a number together, apostrophes gone. */
export const fold = (text) =>
  (PLAIN.test(text) ? text.toLowerCase() : accentless(text)).replace(/['’‘`´ʼ]/g, "").replace(/(\d)[,.\s](?=\d{3}(?!\d))/g, "$1");

// The spellings of one word that differ across the Atlantic, as one of them.
const SPELLINGS = [
  [/^program(?:me)?(s?)$/, "program$1"],
  [/([a-z]{3})([iy])z(e[ds]?|er|ing|ations?|able)$/, "$1$2s$3"],
  [/([a-z]{3})our(s|ed|ing|able|al|ite)?$/, "$1or$2"],
  [/(cent|met|lit|theat|fib)re(s?)$/, "$1er$2"],
  [/(defen|offen|licen|preten)ce(s?)$/, "$1se$2"],
  [/^practise/, "practice"],
  [/^cheque/, "check"],
  [/^enquir/, "inquir"],
  [/([aeiou][^aeiou]+[aeiou])ll(ed|ing|ers?|ment)?$/, "$1l$2"],
  [/([a-z]{3})ogue(s?)$/, "$1og$2"],
  [/dgement(s?)$/, "dgment$1"],
];

const SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const DIGITS = new Map(SMALL.map((word, digit) => [word, String(digit)]).slice(2));

/** A function of one word that works each out but once: typing asks for the same words again with every key. */
export const kept = (does) => {
  const known = new Map();
  return (word) => known.get(word) ?? (known.set(word, does(word)), known.get(word));
};

/** One spelling of a folded word; a small number in digits. */
export const spelled = kept((word) => DIGITS.get(word) ?? SPELLINGS.reduce((found, [from, to]) => found.replace(from, to), word));

/** The stem of a spelled word; a number, a short word and other alphabets are their own. */
export const stem = kept((word) => (/^[a-z]{4,}$/.test(word) ? stemmer(word) : word));

/** The words of a folded text in one spelling, those with a hyphen taken apart. */
export const apart = (folded) => (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map(spelled);

/** The words of a text. */
export const words = (text) => apart(fold(text));

/** The same, and words with a hyphen together besides: self, assessment, selfassessment. */
export function indexed(text) {
  const folded = fold(text);
  const found = apart(folded);
  if (folded.includes("-")) {
    for (const [word] of folded.matchAll(/\p{L}+(?:-\p{L}+)+/gu)) found.push(spelled(word.replaceAll("-", "")));
  }
  return found;
}

// What only makes a question of it, in English and, where nothing here is called so, in the languages of the markets.
const LITTLE = new Set(
  `a about actually after all am an and any anything are as at be because been before but by can could did do does for from get gets got had has
  have he her his how i if in into is it its just like long many me mean means need needed allowed permitted meaning mine much my of on one or our out per please shall she should
  so some something than that the their them then there these they thing this those to us was we were what when where
  which who whom whose why will wich with dont doesnt didnt cant wont isnt arent im ive whats hows happen happens become becomes possible want know able really already would yes yet you your
  au aux avec de del della der des die das dei du e el en es et ich ist la las le les lo los mein meine mon mes oder pour por que se si
  un una und une van von y`.split(/\s+/),
);

export const isLittle = (word) => LITTLE.has(word);

// ---- Numbers

const TIMES = { k: 1e3, thousand: 1e3, tsd: 1e3, tausend: 1e3, mille: 1e3, m: 1e6, mn: 1e6, mio: 1e6, million: 1e6, millions: 1e6, millionen: 1e6, lakh: 1e5, lakhs: 1e5, crore: 1e7 };
const GROUPED = String.raw`\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+|\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:\.\d{3})+`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\p{N}])((?:${GROUPED})(?!\d)|\d+(?:[.,]\d+)?)\s*([\p{L}]+|%)?`, "giu");

/** The numbers that a text names, each with the word after it and where it stands: "2.5 million cards" is 2500000, "cards". */
export function numbers(text) {
  const plain = text.normalize("NFKC").replace(/(?<!\p{L})\p{L}+(?!\p{L})/gu, (word) => DIGITS.get(word.toLowerCase()) ?? word);
  return [...plain.matchAll(NUMBER)].map((found) => {
    const word = (found[2] ?? "").toLowerCase();
    const times = Object.hasOwn(TIMES, word) ? TIMES[word] : 1;
    const rest = plain.slice(found.index + found[0].length);
    return {
      value: Math.round(value(found[1], times > 1) * times),
      unit: times > 1 ? (/^\s*([a-z]+)/i.exec(rest)?.[1].toLowerCase() ?? "") : word,
      before: plain.slice(0, found.index).trim().split(/\s+/).at(-1)?.toLowerCase() ?? "",
      written: found[1],
      multiple: times > 1 ? word : "",
    };
  });
}

// Groups of digits in any way; what is no group of three at the end is a fraction, and so is any before "million".
function value(written, counted) {
  const [, whole, fraction] = /^(.*?)(?:[.,](\d+))?$/.exec(written);
  const isFraction = fraction !== undefined && (counted || fraction.length !== 3);
  const digits = (isFraction ? whole : written).replace(/\D/g, "");
  return Number(isFraction ? `${digits}.${fraction}` : digits);
}
