// What every form of the site asks alike (`data-shared`): who has said in one that he is a merchant is one in all. Kept for
// this tab alone, and sent nowhere. A form that nobody has filled in starts from the business that the reader keeps.

import * as own from "../yours/business.mjs";
import { incident, isKept } from "../yours/incident.mjs";
import { readCase, writeCase } from "./case.mjs";
import { citedAtHand } from "./places.mjs";

const KEY = `policy-calculator:${new URL("..", import.meta.url).pathname}`;

// What was said last, as text by name.
function shared() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage is refused, or not ours
  }
}

// Keeps values by name; an empty one is forgotten.
function share(values) {
  const all = Object.entries({ ...shared(), ...values }).filter(([, value]) => value !== "");
  try {
    if (all.length) sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(all)));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Then nothing is carried.
  }
}

// Another business is chosen: what was said in this tab was of the one before.
export function begin() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
  } catch {
    // Then nothing was kept.
  }
  document.dispatchEvent(new Event("policy-business"));
}

// What one form takes from the others and tells them.
export class Carried {
  seen = {}; // what was shared when this form last looked
  #told = {}; // what stood in it when it last told

  constructor(form) {
    this.form = form;
  }

  // Tells what stands in the form by now and did not when it last told.
  tell() {
    const own = this.form.shared();
    share(Object.fromEntries(Object.entries(own).filter(([name, value]) => value !== (this.#told[name] ?? ""))));
    this.#told = own;
    this.seen = shared();
  }

  // The form was emptied, which takes nothing back.
  forget() {
    this.#told = {};
  }

  // A case filled it in. While a business is kept, the case is of this page alone.
  hasCase() {
    if (own.business()) this.#told = this.form.shared();
    else this.tell();
  }

  // What a form that nobody has filled in starts from.
  start() {
    const kept = this.form.topic === "incident" && isKept() ? incident().entries : own.entries();
    return { entries: Object.fromEntries(this.form.known(kept)) };
  }

  // Takes up what was said elsewhere since; whether there was anything.
  take() {
    const all = shared();
    const news = this.form.takeable(all).filter(([name, value]) => this.seen[name] !== value);
    this.seen = all;
    if (news.length) this.form.fill(news);
    this.#told = this.form.shared();
    return news.length > 0;
  }
}

// The level that an answer found.
export function shareFound({ inputs, outcome }) {
  if (outcome.level && !("level" in inputs)) share({ level: String(outcome.level) });
}

// Has a link to a case say what was said already and the case leaves out.
export function complete(link) {
  link.dataset.written ??= new URL(link.href).hash;
  const { topic, hasCase, inputs, named } = readCase(link.dataset.written);
  const names = citedAtHand()?.shared?.[topic];
  if (!hasCase || !names) return;
  const said = Object.entries(shared()).filter(([name]) => names.includes(name));
  link.hash = writeCase(topic, { ...Object.fromEntries(said), ...Object.fromEntries(inputs) }, named);
}
