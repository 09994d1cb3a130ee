// The form of a calculator: what stands in it, which of its fields are called for, and what is wrong with them.

import { call } from "./calling.mjs";
import { choiceOf, LONGEST } from "./case.mjs";
import * as market from "./market.mjs";
import { settle } from "./mattering.mjs";
import * as moment from "./moment.mjs";
import { untilReleased } from "./pressed.mjs";
import { Summary } from "./summary.mjs";
import { say } from "./wrong.mjs";

const PATIENCE = 900; // ms before an entry that is being typed is called wrong

const NOTHING = "?"; // what is asked in place of what is no entry: the rule core says what to enter instead

const fieldOf = (node) => node.closest("[data-field]");
const isChoice = (input) => input.matches("[type=radio], [type=checkbox]");
const isTooLong = ({ value }) => value.length > LONGEST;

export class Form {
  pinned = new Set(); // fields that are shown though nothing calls for them: the address or the answer named them
  #touched = new Set(); // the fields that the reader has been in
  #errors = []; // what is wrong by now, as [{ field, message, meanings }]
  #changed = new Set(); // the fields that were changed since: it was of what stood there before
  #wasBad = new WeakSet(); // inputs in which stood what is no day or moment when they were last looked at
  #patience = 0;
  #summary;

  constructor(node, topic) {
    this.node = node;
    this.topic = topic;
    this.#summary = new Summary(node);
    // A whole file may be pasted; one more than an entry may have shows that there was more.
    for (const input of node.querySelectorAll("input[type=text]")) input.maxLength = LONGEST + 1;
    for (const field of node.querySelectorAll(".ask--market")) market.enhance(field);
    for (const field of node.querySelectorAll(".ask--moment")) moment.enhance(field);
  }

  // ---- Its fields

  field(name) {
    return this.node.querySelector(`[data-field="${CSS.escape(name)}"]`);
  }

  // Inputs, as [name, value], under the present names of their fields.
  renamed(inputs) {
    const now = (name) => this.node.querySelector(`[data-former~="${CSS.escape(name)}"]`)?.dataset.field ?? name;
    return inputs.map(([name, value]) => [now(name), value]);
  }

  #fields() {
    return this.node.querySelectorAll("[data-field]");
  }

  #typed(name) {
    return this.node.querySelector(`input[name="${CSS.escape(name)}"]:not([type=radio], [type=checkbox])`);
  }

  // What can be chosen in a field, but that one does not know: its radio buttons.
  choices(name) {
    return [...(this.field(name)?.querySelectorAll("[type=radio]:not([value=unknown])") ?? [])];
  }

  call() {
    call(this.node, this.pinned);
  }

  isUncalled(name) {
    return this.field(name)?.hasAttribute("data-uncalled");
  }

  #pin(name) {
    if (!this.isUncalled(name)) return;
    this.pinned.add(name);
    this.call();
  }

  #unfold(field) {
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }

  // Brings the reader to a field, called for or not, opening what it is folded in.
  enter(name) {
    const field = this.field(name);
    this.#pin(name);
    if (field) this.#unfold(field);
    (field?.querySelector("input:checked") ?? field?.querySelector("input:not([hidden])"))?.focus();
  }

  // Makes a choice as the reader would.
  choose(name, value) {
    this.#pin(name);
    this.field(name).querySelector(`[type=radio][value="${CSS.escape(value)}"]`).click();
  }

  // ---- What stands in it

  // All of it: text by name, as typed.
  everything() {
    return Object.fromEntries([...new FormData(this.node)].filter(([, value]) => value.trim() !== ""));
  }

  // What it asks with. Fields left empty or as they start, or that nothing calls for, are left out: they start as the
  // contract's defaults.
  entries() {
    const asIs = new Set([...this.node.querySelectorAll(":checked")].filter((one) => one.defaultChecked).map(({ name }) => name));
    const nothing = this.#bad().map((input) => [fieldOf(input).dataset.field, NOTHING]);
    const all = Object.entries({ ...this.everything(), ...Object.fromEntries(nothing) });
    return Object.fromEntries(all.filter(([name]) => !asIs.has(name) && !this.isUncalled(name)));
  }

  // The same as far as an address can say it.
  sayable() {
    return Object.fromEntries(Object.entries(this.entries()).filter(([, value]) => value !== NOTHING));
  }

  // What it shares with the other forms, as text by name, empty where nothing was entered.
  shared() {
    const all = this.everything();
    return Object.fromEntries([...this.node.querySelectorAll("[data-shared]")].map(({ dataset: { field } }) => [field, all[field] ?? ""]));
  }

  // Those of some values that have a place here.
  known(values) {
    return Object.entries(values).filter(([name, value]) => this.field(name) && this.field(name).knows?.(value) !== false);
  }

  // The same of those that the forms share.
  takeable(values) {
    return this.known(values).filter(([name]) => this.field(name).hasAttribute("data-shared"));
  }

  // Whether anything stands otherwise than it started.
  isFilledIn() {
    const isIn = (input) => (isChoice(input) ? input.checked !== input.defaultChecked : input.value.trim() !== "");
    return this.#bad().length > 0 || [...this.node.querySelectorAll("input[name]")].some(isIn);
  }

  // The reader entered something.
  changed(input) {
    this.#look(input);
    const name = fieldOf(input).dataset.field;
    this.#touched.add(name);
    this.#changed.add(name);
    if (input.type === "checkbox" && input.checked) this.#typed(input.name).value = "";
    else if (input.type === "text" && input.name) {
      const unknown = this.node.querySelector(`[type=checkbox][name="${input.name}"]`);
      if (unknown && input.value !== "") unknown.checked = false;
    }
    this.call();
  }

  // The inputs in which something stands that is no day or moment, for all else they are empty; or more than an entry can have.
  #bad() {
    return [...this.node.querySelectorAll("input")].filter((input) => input.validity.badInput || isTooLong(input));
  }

  // Whether an input came to be one of them, or ceased to: browsers tell of that by no event.
  turned(input) {
    return this.#wasBad.has(input) !== Boolean(input.validity?.badInput);
  }

  #look(input) {
    if (input.validity.badInput) this.#wasBad.add(input);
    else this.#wasBad.delete(input);
    fieldOf(input).update?.(input);
  }

  // Puts values in, as [name, value]; gives back those for which it has no place.
  fill(inputs) {
    const last = new Map(inputs);
    const lost = inputs.filter(([name, value]) => last.get(name) !== value);
    for (const [name, value] of last) {
      const field = this.field(name);
      const choices = field ? [...field.querySelectorAll("[type=radio], [type=checkbox]")] : [];
      const word = choiceOf(choices.map((one) => one.value), value);
      if (word) choices.find((one) => one.value === word).checked = true;
      else if (field && this.#typed(name) && value.length <= LONGEST) {
        this.#typed(name).value = value;
        if (this.#typed(name).value !== value) lost.push([name, value]); // a date's field takes nothing else
      } else lost.push([name, value]);
      if (!field) continue;
      this.#touched.add(name);
      this.#changed.add(name);
      this.#unfold(field);
    }
    this.#refresh();
    this.call();
    return lost;
  }

  // Back to what it starts with.
  empty() {
    for (const input of this.node.querySelectorAll("input")) {
      if (isChoice(input)) input.checked = input.defaultChecked;
      else input.value = input.defaultValue;
    }
    this.#refresh();
  }

  // The reader has emptied it.
  cleared() {
    this.#touched.clear();
    this.pinned.clear();
    this.#refresh();
    this.call();
  }

  #refresh() {
    for (const field of this.#fields()) field.refresh?.();
  }

  // ---- What is wrong with it

  // Says beside each field what is wrong with it: of the fields that the reader has been in, or of all.
  mark(errors, all = false) {
    this.#errors = errors;
    this.#changed.clear();
    if (all) for (const { field } of errors) this.#touched.add(field);
    this.#mark(all);
    this.#summary.keep(this.topic, this.#wrong());
  }

  // What is wrong, as the summary tells it.
  #wrong() {
    return this.#errors.map(({ field, message }) => ({ field, message: this.#withWhy(field, message), isThere: Boolean(this.field(field)) }));
  }

  // Tells all that is wrong at the head of the form.
  summarise() {
    this.#summary.tell(this.topic, this.#wrong());
  }

  // Asks no longer what cannot matter to this answer; null: all that is called for.
  settle(answer) {
    settle(this.node, answer, this.pinned);
  }

  // The reader left a field: what is wrong with it is said now.
  async left(input) {
    await untilReleased(); // of what it was left for
    if (this.#errors.length && this.#touched.has(fieldOf(input)?.dataset.field)) this.#mark();
  }

  // Not in mid-word, unless all is asked for or the reader has been at this entry for long.
  #mark(all = false, long = "") {
    clearTimeout(this.#patience);
    const wrong = new Map();
    const told = this.#errors.filter(({ field }) => this.#touched.has(field));
    for (const { field, message, meanings } of told) wrong.set(field, [this.#withWhy(field, message), meanings]);
    const at = document.activeElement && fieldOf(document.activeElement)?.dataset.field;
    for (const field of this.#fields()) {
      const name = field.dataset.field;
      if (this.#changed.has(name)) continue;
      const isTyping = !all && name !== long && name === at && !isChoice(document.activeElement) && document.activeElement.matches("input");
      const isEarly = isTyping && wrong.has(name) && field.querySelector(".ask__error").hidden;
      if (isEarly) this.#patience = setTimeout(async () => (await untilReleased(), this.#mark(false, name)), PATIENCE);
      else this.#say(field, ...(wrong.get(name) ?? []));
    }
  }

  // What the rule core says to enter instead, and before it why, where only the page knows.
  #withWhy(name, message) {
    const field = this.field(name);
    const bad = this.#bad().find((input) => fieldOf(input) === field);
    const isLong = bad && isTooLong(bad) && `That is too long: an entry has at most ${LONGEST} characters.`;
    const why = isLong || field?.why || (bad ? "There is no such day, or a part of it is missing." : "");
    return `${why} ${message}`.trim();
  }

  #say(field, message, meanings) {
    if (message) this.#unfold(field);
    say(field, message, meanings);
  }

  // A click in that summary.
  jump(event) {
    const link = event.target.closest(".calculator__summary a");
    if (!link) return;
    // A click must not change the part of the address after #: cases stand there.
    event.preventDefault();
    event.stopPropagation();
    this.enter(link.dataset.for);
  }

  // Why there is no answer, in a line: what is still to be filled in, unless something is wrong.
  missing() {
    const wanted = this.#errors.filter(({ code }) => code === "required").map(({ field }) => this.field(field));
    if (wanted.length < this.#errors.length || !wanted.every(Boolean)) return "No answer yet: look at the entries that are marked.";
    return `Still to fill in: ${wanted.map((field) => field.dataset.enter).join("; ")}.`;
  }

  // The calculator leaves the page.
  rest() {
    clearTimeout(this.#patience);
  }
}
