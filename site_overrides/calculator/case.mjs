// The case that an address carries after #, such as #fee?market=Australia&kind=merchant (contract, section 3).

export const SEARCH = "search"; // stands where a topic would, and is none
export const LONGEST = 200; // characters of an entry; none that means anything has as many
const LONGEST_CASE = 20_000; // characters of an address, which has each entry encoded, and perhaps that of another case beside it

// What it says: the topic that is named, whether it `isTooLong` to be read, whether there is a case behind it, its inputs as [name, value], and what it names
// beside: the edition, readings, and the entries of the case that it is compared with.
export function readCase(hash = location.hash) {
  if (hash.length > LONGEST_CASE) {
    return { topic: /^#([\w-]{1,40})/.exec(hash)?.[1] ?? "", hasCase: false, isTooLong: true, inputs: [], named: {} };
  }
  const [topic, ...rest] = asWritten(hash.slice(1)).split("?");
  const inputs = [];
  const named = {};
  for (const [name, value] of new URLSearchParams(rest.join("?"))) {
    if (name === "edition") named.edition = value;
    else if (name.startsWith("reading.")) (named.readings ??= Object.create(null))[name.slice("reading.".length)] = value;
    else if (name.startsWith("against.")) (named.against ??= Object.create(null))[name.slice("against.".length)] = value;
    else inputs.push([name, value]);
  }
  if (named.against) named.against = withoutEmpty({ ...Object.fromEntries(inputs), ...named.against });
  return { topic, hasCase: rest.length > 0 && topic !== SEARCH, inputs, named };
}

// The same the other way: what comes after the address for a topic's inputs by name.
export function writeCase(topic, inputs, { edition, readings = {}, against }) {
  const query = new URLSearchParams(inputs);
  if (edition) query.set("edition", edition);
  for (const [name, option] of Object.entries(readings)) query.set(`reading.${name}`, option);
  for (const [name, value] of Object.entries(apart(against, inputs) ?? {})) query.set(`against.${name}`, value);
  return `#${topic}?${query}`;
}

// The same named with a reading taken otherwise; with no option, as usual.
export function readOtherwise(named, reading, option) {
  const { [reading]: before, ...readings } = named.readings ?? {};
  return { ...named, readings: option ? { ...readings, [reading]: option } : readings };
}

const withoutEmpty = (entries) => Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ""));

// The entries of a case that differ from the inputs beside it, by name; empty where it has none. Undefined where none differs.
export function apart(against, inputs) {
  if (!against) return undefined;
  const has = (entries, name) => (entries[name] === undefined ? "" : entries[name]);
  const names = [...new Set([...Object.keys(against), ...Object.keys(inputs)])].sort();
  const others = names.filter((name) => String(has(against, name)) !== String(has(inputs, name)));
  return others.length ? Object.fromEntries(others.map((name) => [name, has(against, name)])) : undefined;
}

// Programs that send an address on encode it once more, or write &amp; for &.
function asWritten(text) {
  let plain = text;
  if (/^[\w-]*(%3f|\?[^=]*%3d)|%25[\da-f]{2}/i.test(text)) {
    try {
      plain = decodeURIComponent(text);
    } catch {
      // A % that encodes nothing: it stays.
    }
  }
  return plain.replaceAll("&amp;", "&");
}

const SAME = { y: "yes", true: "yes", n: "no", false: "no", "i don't know": "unknown", "don't know": "unknown", "not known": "unknown" };

// Which of the choices of a field a text names, as the rule core takes it (calculator/parse.py); undefined where none.
export function choiceOf(choices, text) {
  const word = text.trim().toLowerCase().replaceAll("’", "'");
  const level = /^(?:level|l)?\s*0*(\d+)(?:\.0*)?$/.exec(word)?.[1];
  return [SAME[word], word.replace(/[ -]/g, "_"), level].find((one) => choices.includes(one));
}
