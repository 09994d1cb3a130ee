// The case in the page's address: for which calculator it is, whether it is new, what of it has no place, how it follows the
// form, and what a click on a case does.

import { complete } from "./carried.mjs";
import { readCase, writeCase } from "./case.mjs";
import { foresee } from "./client.mjs";
import { citedAtHand, citedWithin } from "./places.mjs";

const SITE = new URL("..", import.meta.url).href;
const PATIENCE = 3_000; // ms for the list of readings, without which none that the address names is known
const PACE = 100; // ms between two addresses at least: browsers refuse more than some hundred in a while

// Whether the address was gone to since this was last asked, and not come back to by reload or by the back button: only then
// its case is put over what the reader has changed since.
let isNew = readCase().hasCase && performance.getEntriesByType("navigation")[0]?.type === "navigate";
export function isGoneTo() {
  const was = isNew;
  isNew = false;
  return was;
}

// The case that a calculator is to take up: that of its topic, unless it was taken up before (`applied`, parts after #).
// Else null. The dialog leaves the address to the calculator in the page.
export function caseFor(calculator, applied) {
  const found = readCase();
  const { topic } = calculator;
  if (found.topic !== topic || found.isTooLong) return null;
  if (calculator.closest("dialog") && document.querySelector(`policy-calculator[topic="${topic}"]:not(dialog *)`)) return null;
  return isGoneTo() || !applied.includes(location.hash) ? found : null;
}

// Has the address say what stands in a form, the history's entry replaced. The newest wins, and calls `written` when it is in
// the address. An empty form says nothing, and leaves an address alone that is no case of its topic. One that is not in view
// any longer, as in a closed dialog, is not heeded, nor what stood there before the reader went elsewhere.
let next = null;
let pause = 0;
export function say(calculator, form, named, written) {
  const { topic } = calculator;
  const isFilledIn = form.isFilledIn();
  if (!isFilledIn && readCase().topic !== topic) return;
  const hash = isFilledIn ? writeCase(topic, form.sayable(), named) : "";
  next = { calculator, hash, written, from: location.href };
  if (!pause) put();
}

function put() {
  const { calculator, hash, written, from } = next ?? {};
  next = null;
  pause = calculator ? setTimeout(put, PACE) : 0;
  if (!calculator?.checkVisibility() || from !== location.href || hash === location.hash) return;
  try {
    history.replaceState(history.state, "", hash || location.pathname + location.search);
    written();
  } catch {
    // Too often for this browser: the next entry has it follow.
  }
}

const TOLD = 20; // things left out that are told one by one
const short = (text) => (text.length > 60 ? `${text.slice(0, 60)} …` : text);

// What an address has and the form has no place for, said above the form.
export class LeftOut {
  #all = []; // as [name, value]

  constructor(form) {
    this.form = form;
    const { topic, isTooLong } = readCase();
    if (isTooLong && form.closest("policy-calculator").topic === topic) this.tell([], isTooLong);
  }

  tell(all, isTooLong = false) {
    this.#all = all;
    let note = this.form.parentElement.querySelector(".calculator__note--address");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "calculator__note calculator__note--address" });
      this.form.before(note);
    }
    note.hidden = all.length === 0 && !isTooLong;
    const lost = all.slice(0, TOLD).map(([name, value]) => `The address has ${short(name)} = ${short(value)}, which this form does not know: it was left out.`);
    if (all.length > TOLD) lost.push(`${all.length - TOLD} more were left out.`);
    note.textContent = isTooLong ? "The address is too long for a case, so nothing of it was read. Enter what you want to ask." : lost.join(" ");
  }

  // Takes out of `named` the edition and the readings that the rule core refused, since there is none of that name, and the case
  // to compare with where something is wrong with it; whether there were any.
  async takeOut(named, problems) {
    const { edition, readings = {} } = named;
    await citedWithin(PATIENCE);
    const known = citedAtHand()?.option ?? {};
    const isWrong = (name) => problems.some(({ field }) => field === name);
    const lost = [];
    if (edition && isWrong("edition")) {
      lost.push(["edition", edition]);
      delete named.edition;
    }
    for (const [name, option] of isWrong("readings") ? Object.entries(readings) : []) {
      if (known[`${name}/${option}`]) continue;
      lost.push([`reading.${name}`, option]);
      delete readings[name];
    }
    const ofKept = problems.map(({ field }) => field).filter((field) => field.startsWith("against."));
    if (named.against && ofKept.length) {
      lost.push(...ofKept.map((field) => [field, named.against[field.slice("against.".length)] ?? ""]));
      delete named.against;
    }
    if (lost.length) this.tell([...this.#all, ...lost]);
    return lost.length > 0;
  }
}

// A click on a case. One for this page stays in this page: Material's instant navigation would tell nobody of it.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || link.target || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.matches(".card__act, .carries")) complete(link);
  const { href, hash } = new URL(link.href, location.href);
  const { topic, hasCase, inputs, named } = readCase(hash);
  if (!hasCase) return;
  isNew = true;
  if (href.slice(0, -hash.length) !== location.href.split("#")[0]) {
    // The answer is there before the page is, where that stays in this document.
    if (href.startsWith(SITE)) foresee(topic, Object.fromEntries(inputs), named);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  go(hash);
}, { capture: true });

// To a case in this page, over what the reader has changed since.
export function go(hash) {
  isNew = true;
  if (hash === location.hash) dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}
