// The steps after an incident as a list to tick: when each was done, how long there is yet, and a record of it to print.

import { element, link } from "./made.mjs";
import { incident, isKept, keep, momentInWords, NAME, put } from "./incident.mjs";
import { printed } from "./printed.mjs";
import { changes, isRefused } from "./store.mjs";

const MINUTE = 60_000; // ms
const PACE = 15_000; // ms between two looks at the clock

const two = (number) => String(number).padStart(2, "0");

// A moment as a field of local date and time has it.
export function local(moment) {
  const date = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map(two).join("-");
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

// How long from one moment to another, in days, hours and minutes, the two largest of them.
export function lasting(ms) {
  const minutes = Math.floor(ms / MINUTE);
  const parts = [[Math.floor(minutes / 1440), "day"], [Math.floor(minutes / 60) % 24, "hour"], [minutes % 60, "minute"]];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "less than a minute";
  const told = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return told.map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`).join(" ");
}

// The last moment of a deadline; a day lasts to its end, by the reader's clock.
function lastMoment(when) {
  if (when.includes("T")) return new Date(when);
  const [year, month, day] = when.split("-").map(Number);
  return new Date(year, month - 1, day + 1, 0, 0, 0, -1);
}

// How a duty stands, in words, and whether it is late: [text, isLate].
export function standing({ when }, done, now) {
  const last = lastMoment(when);
  const at = done ? new Date(done) : now;
  const isLate = at > last;
  const span = lasting(Math.abs(last - at));
  if (done) return [isLate ? `Late: ${span} after the last moment.` : `In time: ${span} before the last moment.`, isLate];
  return [isLate ? `The last moment passed ${span} ago.` : `${span} left.`, isLate];
}

class Duties {
  #steps; // [{ item, id, clauses, tick, time, by }]
  #dues = []; // what is due, as the newest answer has it

  constructor(list) {
    this.list = list;
    this.about = element("p", { className: "duties__about" });
    this.#steps = [...list.children].map((item) => this.#step(item));
    this.keeps = element("input", { type: "checkbox" });
    this.told = element("span");
    this.told.setAttribute("role", "status");
    const button = element("button", { type: "button", className: "blank__print", textContent: "Print what is done, as a record" });
    this.box = element("div", { className: "duties__keep blank" },
      element("p", {}, element("label", { className: "ask__choice" }, this.keeps, element("span", { textContent: "Keep this incident in this browser" }))),
      element("p", {}, "Without this it is gone when you close the tab. It is sent nowhere, and ", link("kept/", "What is kept"), " forgets it. ", this.told),
      element("p", {}, button));
    list.previousElementSibling.before(this.about);
    list.after(this.box);
    this.keeps.addEventListener("change", () => this.#keep());
    button.addEventListener("click", () => printed([document.querySelector("article h1"), this.about, list.previousElementSibling, list]));
    this.show();
  }

  #step(item) {
    const clauses = [...item.querySelectorAll("a[href*='#']")].map(({ hash }) => hash.slice(1));
    const tick = element("input", { type: "checkbox" });
    const time = element("input", { type: "datetime-local" });
    const name = item.querySelector("strong").textContent.replace(/[.,]$/, "");
    tick.setAttribute("aria-label", `Done: ${name}`);
    time.setAttribute("aria-label", `When it was done: ${name}`);
    const by = element("span", { className: "duty__by" });
    const step = { id: clauses.find((clause) => clause.startsWith("dsop.")), clauses, tick, time, by };
    item.append(element("div", { className: "duty" }, element("label", { className: "ask__choice" }, tick, element("span", { textContent: "Done" })), time, by));
    tick.addEventListener("change", () => this.#done(step, tick.checked ? local(new Date()) : ""));
    time.addEventListener("change", () => this.#done(step, time.value));
    return step;
  }

  #done({ id }, at) {
    const { [id]: before, ...others } = incident().done;
    put({ done: at ? { ...others, [id]: at } : others });
  }

  #keep() {
    this.told.textContent = "";
    if (keep(this.keeps.checked)) return;
    this.keeps.checked = false;
    this.told.textContent = isRefused() ? "This browser keeps nothing for this site: print the record before you close the tab." : "It could not be kept.";
  }

  // The calculator of the incident answered.
  hear({ words, inputs }) {
    this.#dues = words.by_when.filter(({ when }) => when);
    const entries = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null && !Array.isArray(value)).map(([name, value]) => [name, String(value)]));
    put({ entries });
  }

  show() {
    const { done, entries } = incident();
    const now = new Date();
    this.keeps.checked = isKept();
    this.about.textContent = entries.discovered ? `Discovered at ${momentInWords(entries.discovered)}. This list is as of ${local(now).replace("T", " ")}.` : "";
    for (const { id, clauses, tick, time, by } of this.#steps) {
      tick.checked = Boolean(done[id]);
      if (time !== document.activeElement) time.value = done[id] ?? "";
      time.hidden = !done[id];
      const due = this.#dues.find(({ clause }) => clauses.includes(clause));
      const [stands, isLate] = due ? standing(due, done[id], now) : ["", false];
      const text = due ? `${due.text} ${stands}` : "";
      if (by.textContent !== text) by.textContent = text;
      by.classList.toggle("duty__by--late", isLate);
    }
  }
}

let duties = null;

export function show(list) {
  if (duties?.list !== list) {
    duties = new Duties(list);
    const { answer } = document.querySelector('policy-calculator[topic="incident"]') ?? {};
    if (answer) duties.hear(answer);
  }
  duties.show();
}

document.addEventListener("policy-answer", ({ detail }) => detail.topic === "incident" && duties?.hear(detail));
changes.addEventListener("change", ({ detail }) => (detail === NAME || detail === null) && duties?.list.isConnected && duties.show());
setInterval(() => duties?.list.isConnected && duties.show(), PACE);
