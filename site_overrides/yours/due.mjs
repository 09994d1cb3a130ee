// The reader's own deadlines, as they are kept in this browser, for each business by its name:
// { entries: { field: date }, done: [field], texts: { field: what is due }, found: { field: date } }. `found` is what the rule
// core made of the dates, and has its texts too.

import { business } from "./business.mjs";
import { read, write } from "./store.mjs";

export const NAME = "deadlines";

const DAY = 86_400_000; // ms

const owner = () => business()?.name ?? "";

export const deadlines = () => ({ entries: {}, done: [], texts: {}, found: {}, ...(read(NAME) ?? {})[owner()] });

// Whether they are kept.
export function put(changed) {
  const { [owner()]: before, ...others } = read(NAME) ?? {};
  const now = { ...deadlines(), ...changed };
  const all = Object.keys(now.entries).length ? { ...others, [owner()]: now } : others;
  return write(NAME, Object.keys(all).length ? all : null);
}

// Today, by the reader's clock, as the fields have a day.
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// Days from one day to another.
export const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

export const inWords = (day) => new Date(`${day}T00:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

// How far off a day is, in words.
export function far(day) {
  const count = days(today(), day);
  if (count === 0) return "today";
  const told = `${Math.abs(count)} day${Math.abs(count) === 1 ? "" : "s"}`;
  return count > 0 ? `in ${told}` : `${told} ago`;
}

// What is due, by when, and how far off that is.
export const tell = ({ text, day }) => `${text}: due on ${inWords(day)}, ${far(day)}.`;

// Whether the lateness of a thing costs a fee.
export const isFee = (name) => /^(annual|scan-\d)$/.test(name);

// What is due and not done, as [{ name, day, text }], the next day first.
export function due() {
  const { entries, done, texts, found } = deadlines();
  const all = Object.entries({ ...found, ...entries }).filter(([name, day]) => day && texts[name] && !done.includes(name));
  return all.map(([name, day]) => ({ name, day, text: texts[name] })).sort((one, other) => (one.day < other.day ? -1 : 1));
}

// The case of the fee calculator for a deadline that has passed, as entries.
export function lateCase(day) {
  const { entries: own, level } = business() ?? { entries: {}, level: null };
  const { entries } = deadlines();
  const plan = Object.fromEntries(["plan_completed", "plan_received", "remediation_date"].map((name) => [name, entries[name]]));
  const isWhole = Object.values(plan).every(Boolean);
  const who = { market: own.market, kind: own.kind, level: level === null ? undefined : String(level), submission_required: own.submission_required };
  const all = { ...who, first_deadline: day, as_of: today(), ...(isWhole ? plan : {}) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
