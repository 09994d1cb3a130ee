// The case that an address carries after #, such as #fee?market=Australia&kind=merchant (contract, section 3).

export const SEARCH = "search"; // stands where a topic would, and is none

// What it says: the topic that is named, whether there is a case behind it, its inputs as [name, value], and the edition and
// readings.
export function readCase(hash = location.hash) {
  const [topic, ...rest] = hash.slice(1).split("?");
  const inputs = [];
  const named = {};
  for (const [name, value] of new URLSearchParams(rest.join("?"))) {
    if (name === "edition") named.edition = value;
    else if (name.startsWith("reading.")) (named.readings ??= {})[name.slice("reading.".length)] = value;
    else inputs.push([name, value]);
  }
  return { topic, hasCase: rest.length > 0 && topic !== SEARCH, inputs, named };
}
