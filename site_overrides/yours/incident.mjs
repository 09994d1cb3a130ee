// What a reader enters and ticks about a data incident: in this tab, unless the reader has it kept in the browser.
// { fields: { name: text }, done: { clause: local time }, entries: those of the calculator }

import { read, write } from "./store.mjs";

export const NAME = "incident";

export const isKept = () => read(NAME) !== null;

export const incident = () => ({ fields: {}, done: {}, entries: {}, ...(read(NAME) ?? read(NAME, "tab")) });

// Whether it stands where it is to stand.
export const put = (changed) => write(NAME, { ...incident(), ...changed }, isKept() ? "browser" : "tab");

// Has it kept in the browser, or in this tab alone; whether it is so.
export function keep(inBrowser) {
  const all = incident();
  const [to, from] = inBrowser ? ["browser", "tab"] : ["tab", "browser"];
  if (!write(NAME, all, to)) {
    if (inBrowser) write(NAME, null, to);
    return false;
  }
  return write(NAME, null, from);
}

// A moment of ISO 8601 with its offset as a person says it.
export function momentInWords(moment) {
  const [, day, time, offset] = /^(.{10})T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(.*)$/.exec(moment);
  const date = new Date(`${day}T00:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return `${time} on ${date} (UTC${offset})`;
}
