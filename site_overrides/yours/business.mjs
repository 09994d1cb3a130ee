// The businesses that a reader keeps in this browser, by name, and which of them the calculators start from:
// { chosen: name or null, all: [{ name, entries, level }] }. `entries` are those of the overview's form, `level` the one
// that its answer found, or null.

import { read, write } from "./store.mjs";

export const NAME = "businesses";

export const kept = () => {
  const { chosen = null, all = [] } = read(NAME) ?? {};
  return { chosen, all };
};

// The one that is chosen, or null.
export function business() {
  const { chosen, all } = kept();
  return all.find(({ name }) => name === chosen) ?? null;
}

// What every form can start with, as text by the name of its field.
export function entries() {
  const own = business();
  if (!own) return {};
  return own.level === null ? own.entries : { ...own.entries, level: String(own.level) };
}

// Keeps a business and chooses it; one of the same name is replaced. Whether it is kept.
export function keep(own) {
  const { all } = kept();
  return write(NAME, { chosen: own.name, all: [...all.filter(({ name }) => name !== own.name), own] });
}

export const choose = (name) => write(NAME, { ...kept(), chosen: name });

// Forgets a business; the first of the others is chosen.
export function forget(name) {
  const all = kept().all.filter((one) => one.name !== name);
  write(NAME, all.length ? { chosen: all[0].name, all } : null);
}
