// <policy-calculator topic="fee">: takes over the form in the page and answers it as the reader types.
//
// The form, its labels and a worked example are in the page already; this adds answers. What stands in the form is kept
// for this tab alone. `answer` is the newest answer or null, `errors` why the entries are no question or null; the events
// `policy-answer` and `policy-errors` announce them. `data-state` is idle, loading, busy, ready or failed.

import { isGoneTo } from "./address.mjs";
import { painted, readCase } from "./begin.mjs";
import { call } from "./calling.mjs";
import { answerAtHand, evaluate, events, restart, start, startWhenIdle } from "./client.mjs";
import * as market from "./market.mjs";
import * as moment from "./moment.mjs";
import * as peek from "./peek.mjs";
import { cited, citedAtHand } from "./places.mjs";

const SITE = new URL("..", import.meta.url);
const QUIET = 700; // ms without an entry before the answer is announced; it is shown at once
const PATIENCE = 900; // ms before an entry that is being typed is called wrong

let running = false; // whether Python has come up in this document
const kin = new EventTarget(); // a topic may stand in the page and in the dialog: "kept" tells the other what was entered

class PolicyCalculator extends HTMLElement {
  answer = null;
  errors = null;

  #example = null; // the nodes of the worked example
  #listeners = []; // functions that take a listener away again
  #asked = 0; // the number of the newest question
  #owed = false; // whether it has no reply yet
  #again = null; // how to ask once the question under way has its reply
  #quiet = 0;
  #patience = 0;
  #touched = new Set(); // the fields that the reader has been in
  #named = {}; // edition and readings that the address named
  #applied = ""; // the part after # that the form was filled in from
  #pinned = new Set(); // fields that are shown though nothing calls for them: the address or the answer named them
  #peeked = new Map(); // what is opened in the answer, by the place of its citation
  #leftOut = []; // what of it had no place, as [name, value]

  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.output = this.querySelector("output");
    this.working = this.#part("working");
    this.#example ??= [this.output, this.working].map((part) => [...part.childNodes].map((node) => node.cloneNode(true)));
    for (const field of this.form.querySelectorAll(".ask--market")) market.enhance(field);
    for (const field of this.form.querySelectorAll(".ask--moment")) moment.enhance(field);

    this.#on(this.form, "input", (event) => this.#changed(event));
    this.#on(this.form, "focusout", (event) => this.#left(event));
    this.#on(this.form, "submit", (event) => this.#submitted(event));
    this.#on(this.form, "reset", () => setTimeout(() => this.#cleared()));
    this.#on(this.#part("status").querySelector("button"), "click", () => this.#retry());
    this.#on(this.#part("summary"), "click", (event) => this.#jump(event));
    this.#on(this.#part("answer"), "click", ({ target }) => this.#do(target.closest("button")));
    this.#on(this.#part("answer"), "keydown", (event) => this.#escape(event));
    this.#on(this, "focusin", () => this.#wake());
    this.#on(this, "pointerover", () => this.#wake());
    this.#on(events, "progress", ({ detail }) => this.#progress(detail));
    this.#on(events, "failed", ({ detail }) => this.#failed(detail));
    this.#on(kin, "kept", ({ detail }) => this.#follow(detail));
    this.#on(window, "hashchange", () => this.#readAddress());
    this.#on(window, "popstate", () => this.#readAddress());

    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) startWhenIdle();
    });
    seen.observe(this);
    this.#listeners.push(() => seen.disconnect());
    // Beside its clauses it stays in view by its lower end, where the answer is; the style sheet needs its height for it.
    const box = this.closest(".beside");
    const sized = new ResizeObserver(() => box.style.setProperty("--tall", `${box.offsetHeight}px`));
    if (box) sized.observe(box);
    this.#listeners.push(() => sized.disconnect());

    // What was typed before this script ran is newer than what was kept.
    if (this.#isFilledIn()) this.#keep();
    else this.#restore();
    this.#call();
    if (!this.#readAddress() && this.#isFilledIn()) this.#ask();
    else if (running) this.#state("ready");
  }

  disconnectedCallback() {
    for (const remove of this.#listeners.splice(0)) remove();
    clearTimeout(this.#quiet);
    clearTimeout(this.#patience);
    this.#again = null;
    this.#asked++; // a reply under way is for nobody
  }

  // What the form asks with: text by name, as typed; fields left empty or as they start, or that nothing calls for, are left
  // out. They start as the contract's defaults.
  entries() {
    const asIs = new Set([...this.form.querySelectorAll(":checked")].filter((one) => one.defaultChecked).map(({ name }) => name));
    return Object.fromEntries(Object.entries(this.#everything()).filter(([name]) => !asIs.has(name) && !this.#isUncalled(name)));
  }

  // All that stands in the form.
  #everything() {
    return Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value.trim() !== ""));
  }

  #isUncalled(name) {
    return this.#field(name)?.hasAttribute("data-uncalled");
  }

  #call() {
    call(this.form, this.#pinned);
  }

  #pin(name) {
    if (!this.#isUncalled(name)) return;
    this.#pinned.add(name);
    this.#call();
  }

  // ---- What the reader does

  #changed({ target }) {
    this.#touched.add(target.closest("[data-field]").dataset.field);
    if (target.type === "checkbox" && target.checked) this.#typed(target.name).value = "";
    else if (target.type === "text" && target.name) {
      const unknown = this.form.querySelector(`[type=checkbox][name="${target.name}"]`);
      if (unknown && target.value !== "") unknown.checked = false;
    }
    this.#call();
    this.#keep();
    this.#hush();
    if (this.#isFilledIn()) this.#ask();
    else this.#forget();
  }

  // While the reader enters something the answer moves without a word; it is announced when the reader pauses.
  #hush() {
    clearTimeout(this.#quiet);
    this.output.setAttribute("aria-busy", "true");
    this.#quiet = setTimeout(() => this.#speak(), QUIET);
  }

  #speak() {
    clearTimeout(this.#quiet);
    this.#quiet = 0;
    this.output.setAttribute("aria-busy", String(this.#owed));
  }

  #left({ target }) {
    if (this.errors && this.#touched.has(target.closest("[data-field]")?.dataset.field)) this.#mark();
  }

  #submitted(event) {
    event.preventDefault();
    this.#ask({ told: true });
  }

  #cleared() {
    this.#touched.clear();
    this.#pinned.clear();
    this.#named = {};
    this.#refresh();
    this.#call();
    this.#note([]);
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Storage may be refused; then nothing was kept.
    }
    this.#tell({});
    this.#forget();
  }

  #retry() {
    this.#state("loading");
    running = false;
    restart().catch(() => {});
    if (this.#isFilledIn()) this.#ask();
  }

  #jump(event) {
    const link = event.target.closest("a");
    if (!link) return;
    // A click must not change the part of the address after #: cases stand there.
    event.preventDefault();
    event.stopPropagation();
    this.#enter(link.dataset.for);
  }

  // ---- Asking

  #wake() {
    if (this.#is("idle")) this.#state(running ? "ready" : "loading");
    start().then(
      () => {
        running = true;
        if (this.#is("loading")) this.#state(this.#owed ? "busy" : "ready");
      },
      () => {}, // "failed" tells of it
    );
  }

  // Answers what stands in the form; one question at a time, the newest wins. `told`: the reader pressed Enter, and is told
  // all at once.
  async #ask({ told = false } = {}) {
    if (this.#owed) {
      this.#again = { told: told || Boolean(this.#again?.told) };
      return;
    }
    const number = ++this.#asked;
    this.#owed = true;
    this.#wake();
    if (!this.#is("failed")) this.#state(running ? "busy" : "loading");
    const question = [this.topic, this.entries(), { ...this.#named, html: true }];
    // At once where it can be, so that a page comes with its answer.
    let reply = citedAtHand() && answerAtHand(...question);
    try {
      if (!reply) [reply] = await Promise.all([evaluate(...question), cited()]);
    } catch (failure) {
      this.#owed = false;
      this.#again = null;
      if (number === this.#asked) this.#failed(failure);
      return;
    }
    this.#owed = false;
    running = true;
    if (number === this.#asked && reply.reply.errors && (await this.#isNonsense(reply.reply.errors))) this.#again = { told };
    const again = this.#again;
    this.#again = null;
    if (again) return this.#ask({ told: told || again.told });
    if (number !== this.#asked) return;
    if (reply.reply.errors) this.#refuse(reply.reply, told);
    else this.#show(reply.reply, reply.html, told);
    if (told || !this.#quiet) this.#speak();
  }

  #show(answer, html, told) {
    this.errors = null;
    this.answer = answer;
    this.#mark();
    this.#part("summary").hidden = true;
    const shown = document.createElement("template");
    shown.innerHTML = html;
    const sentence = shown.content.querySelector(".answer-sentence");
    sentence.remove();
    const places = citedAtHand();
    for (const kind of ["clause", "reading", "option", "contact"]) {
      for (const link of shown.content.querySelectorAll(`[data-${kind}]`)) {
        const place = places[kind]?.[link.dataset[kind]];
        if (place) link.textContent = place[1];
        if (place && link.nextElementSibling?.matches(".peek")) link.nextElementSibling.lastElementChild.textContent = ` ${place[1]}`;
        if (place?.[0]) link.href = new URL(place[0], SITE).href;
        else if (kind === "contact") link.replaceWith(link.textContent); // a number that cannot be dialled is no link
        else link.removeAttribute("href");
      }
    }
    this.#enliven(shown.content);
    // What the reader opened or closed stays so while the answer moves, and the focus where it was.
    const at = this.working.contains(document.activeElement) ? document.activeElement.dataset.do : null;
    for (const button of shown.content.querySelectorAll(".peek")) {
      const opened = this.#peeked.get(this.#placeOf(button));
      if (opened) this.#open(button, opened);
    }
    for (const section of this.working.querySelectorAll("details")) {
      const next = shown.content.querySelector(`details.${section.classList[1]}`);
      if (next) next.open = section.open;
    }
    if (this.output.textContent !== sentence.textContent) this.output.replaceChildren(...sentence.childNodes);
    this.working.replaceChildren(shown.content);
    this.#part("answer").style.minBlockSize = "";
    if (at) this.#refocus(at);
    this.#part("case").hidden = true;
    this.#state("ready");
    this.#announce("policy-answer", answer);
    if (told) this.output.scrollIntoView({ block: "nearest" });
  }

  // Buttons for what can be done with an answer: answer the next question, or take a reading otherwise.
  #enliven(answer) {
    const asked = [...answer.querySelectorAll("[data-field]")].map((item) => item.dataset.field);
    for (const item of answer.querySelectorAll("[data-field]")) {
      const { field } = item.dataset;
      // What another question of these calls for comes after it.
      const { when = "{}" } = this.#field(field)?.dataset ?? {};
      if (this.#isUncalled(field) && Object.keys(JSON.parse(when)).some((name) => asked.includes(name))) {
        item.remove();
        continue;
      }
      const choices = [...(this.#field(field)?.querySelectorAll("[type=radio]:not([value=unknown])") ?? [])];
      if (choices.length === 0) {
        item.replaceChildren(this.#button(item.textContent, `enter ${field}`));
        continue;
      }
      const about = Object.assign(document.createElement("span"), { textContent: item.textContent });
      const buttons = choices.map((choice) => {
        const word = choice.closest("label").textContent.trim();
        const button = this.#button(word, `choose ${field} ${choice.value}`);
        button.setAttribute("aria-label", `${word}: ${item.textContent}`);
        return button;
      });
      item.replaceChildren(about, ...buttons);
    }
    for (const item of answer.querySelectorAll("[data-switch]")) {
      const { switch: reading, to } = item.dataset;
      item.append(" ", this.#button(to ? "Read it so" : "Back to the usual reading", `read ${reading} ${to}`));
    }
  }

  #button(text, does) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: text });
    button.dataset.do = does;
    return button;
  }

  #do(button) {
    if (!button) return;
    if (button.matches(".peek")) return this.#peek(button);
    const [what, name, value] = (button.dataset.do ?? "").split(" ");
    if (what === "enter") this.#enter(name);
    if (what === "read") this.#read(name, value);
    if (what !== "choose") return;
    this.#pin(name);
    this.#field(name).querySelector(`[type=radio][value="${CSS.escape(value)}"]`).click();
  }

  // After an answer the button that was pressed may be gone: on to the next question, the way back, or the answer itself.
  #refocus(does) {
    const [what, name] = does.split(" ");
    const next = what === "choose" ? ".answer-ask button" : `[data-do^="${what} ${name}"]`;
    const found = this.working.querySelector(`[data-do="${does}"]`) ?? this.working.querySelector(next);
    if (!found) this.output.tabIndex = -1;
    (found ?? this.output).focus({ preventScroll: Boolean(found) });
  }

  // ---- What an answer cites, opened in place

  async #peek(button) {
    const place = this.#placeOf(button);
    const opened = this.#peeked.get(place);
    if (opened) {
      opened.remove();
      this.#peeked.delete(place);
      button.setAttribute("aria-expanded", "false");
      button.firstElementChild.textContent = "Show";
      return;
    }
    const node = Object.assign(document.createElement("div"), { className: "peeked", textContent: "Fetching the words …" });
    this.#peeked.set(place, node);
    this.#open(button, node);
    try {
      node.replaceChildren(await peek.text(button.previousElementSibling));
    } catch {
      node.textContent = "The words could not be fetched. The link leads to them.";
    }
  }

  #open(button, node) {
    button.setAttribute("aria-expanded", "true");
    button.firstElementChild.textContent = "Hide";
    button.after(node);
  }

  // Where a citation stands in an answer: what it cites, in which section, and the how manieth there.
  #placeOf(button) {
    const section = button.closest("details, p, .answer");
    const alike = [...section.querySelectorAll(`.peek[data-peek="${CSS.escape(button.dataset.peek)}"]`)];
    return `${section.className} ${button.dataset.peek} ${alike.indexOf(button)}`;
  }

  #escape(event) {
    if (event.key !== "Escape") return;
    const node = event.target.closest(".peeked");
    const button = node ? node.previousElementSibling : event.target.closest('.peek[aria-expanded="true"]');
    if (!button) return;
    event.preventDefault(); // it closes this, and no dialog around it
    event.stopPropagation();
    this.#peek(button);
    button.focus();
  }

  #read(reading, option) {
    const { [reading]: before, ...readings } = this.#named.readings ?? {};
    this.#named.readings = option ? { ...readings, [reading]: option } : readings;
    this.#keep();
    this.#ask();
    this.output.scrollIntoView({ block: "nearest" });
  }

  // Brings the reader to a field, called for or not, opening what it is folded in.
  #enter(name) {
    const field = this.#field(name);
    this.#pin(name);
    field?.closest("details")?.setAttribute("open", "");
    (field?.querySelector("input:checked") ?? field?.querySelector("input:not([hidden])"))?.focus();
  }

  #refuse(errors, told) {
    this.answer = null;
    this.errors = errors;
    this.#part("case").hidden = true;
    // What stands below in view stays out of it while an entry is being mended.
    const { top, height } = this.#part("answer").getBoundingClientRect();
    this.#part("answer").style.minBlockSize = `${Math.max(0, Math.min(height, innerHeight - top))}px`;
    const missing = this.#missing(errors.errors);
    if (this.output.textContent !== missing) this.output.replaceChildren(missing);
    const wasIn = this.working.contains(document.activeElement);
    this.working.replaceChildren();
    if (wasIn) this.#refocus("");
    if (told) for (const { field } of errors.errors) this.#touched.add(field);
    this.#mark(told);
    this.#state("ready");
    this.#announce("policy-errors", errors);
    if (!told) return;
    const summary = this.#part("summary");
    const items = errors.errors.map(({ field, message }) => {
      const link = Object.assign(document.createElement("a"), { href: `#ask-${this.topic}-${field}`, textContent: message });
      link.dataset.for = field;
      const item = document.createElement("li");
      item.append(this.#field(field) ? link : message);
      return item;
    });
    const heading = Object.assign(document.createElement("p"), { textContent: "Before there is an answer:" });
    const list = document.createElement("ul");
    list.append(...items);
    summary.replaceChildren(heading, list);
    summary.hidden = false;
    summary.focus();
  }

  // Why there is no answer, in a line: what is still to be filled in, unless something is wrong.
  #missing(problems) {
    const wanted = problems.filter(({ code }) => code === "required").map(({ field }) => this.#field(field));
    if (wanted.length < problems.length || !wanted.every(Boolean)) return "No answer yet: look at the entries that are marked.";
    const names = wanted.map((field) => field.querySelector("legend, label").firstChild.textContent.trim());
    return `Still to fill in: ${names.join(", ")}.`;
  }

  // Back to the worked example: nothing is asked.
  #forget() {
    this.#asked++;
    this.#again = null;
    this.answer = this.errors = null;
    this.#mark();
    this.#part("summary").hidden = true;
    this.#showExample();
    if (this.#is("busy")) this.#state("ready");
  }

  #showExample() {
    if (!this.#part("case").hidden) return;
    this.#part("case").hidden = false;
    this.#part("answer").style.minBlockSize = "";
    this.#peeked.clear();
    [this.output, this.working].forEach((part, index) => part.replaceChildren(...this.#example[index].map((node) => node.cloneNode(true))));
  }

  #announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  // ---- What the reader sees

  // Says beside each field what is wrong with it: of the fields that the reader has been in, and not in mid-word.
  #mark(all = false) {
    clearTimeout(this.#patience);
    const wrong = new Map();
    for (const { field, message } of this.errors?.errors ?? []) {
      if (all || this.#touched.has(field)) wrong.set(field, message);
    }
    const at = document.activeElement?.closest("[data-field]")?.dataset.field;
    for (const field of this.form.querySelectorAll("[data-field]")) {
      const name = field.dataset.field;
      const isTyping = !all && name === at && document.activeElement.type === "text";
      if (isTyping && wrong.has(name) && field.querySelector(".ask__error").hidden) {
        this.#patience = setTimeout(() => this.#say(field, wrong.get(name)), PATIENCE);
      } else {
        this.#say(field, wrong.get(name));
      }
    }
  }

  #say(field, message = "") {
    const slot = field.querySelector(".ask__error");
    if (slot.textContent !== message) slot.textContent = message;
    slot.hidden = !message;
    if (message) this.#unfold(field);
    field.classList.toggle("ask--wrong", Boolean(message));
    const owner = field.matches("fieldset") ? field : field.querySelector("input");
    const others = (owner.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== slot.id);
    const described = message ? [...others, slot.id] : others;
    if (described.length) owner.setAttribute("aria-describedby", described.join(" "));
    else owner.removeAttribute("aria-describedby");
    for (const input of field.querySelectorAll("input")) {
      if (message) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  #progress({ text, done, of }) {
    if (!this.#is("loading")) return;
    const status = this.#part("status");
    status.querySelector("p").textContent = `${text} …`;
    status.querySelector("progress").value = done / of;
  }

  #failed(failure) {
    running = false;
    this.#part("status").querySelector("p").textContent =
      `${failure.message} What you entered is kept. The rest of the page works without it.`;
    this.#state("failed");
  }

  #state(name) {
    this.setAttribute("data-state", name);
    const status = this.#part("status");
    const waits = name === "loading" && this.#isFilledIn();
    status.hidden = !(waits || name === "failed");
    status.querySelector("progress").hidden = !waits;
    status.querySelector("button").hidden = name !== "failed";
    if (waits && !status.querySelector("p").textContent.endsWith("…")) status.querySelector("p").textContent = "Loading …";
    this.output.setAttribute("aria-busy", String(name === "busy" || waits || Boolean(this.#quiet)));
  }

  // Names what the address has and the form has no place for, as [name, value].
  #note(leftOut) {
    const texts = leftOut.map(([name, value]) => `The address has ${name} = ${value}, which this form does not know: it was left out.`);
    let note = this.querySelector(".calculator__note--address");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "calculator__note calculator__note--address" });
      this.form.before(note);
    }
    note.hidden = texts.length === 0;
    note.textContent = texts.join(" ");
  }

  // ---- What is kept, and what the address says

  #keep() {
    const kept = { entries: this.#everything(), pinned: [...this.#pinned], named: this.#named, applied: this.#applied };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // Storage may be refused; then nothing is kept.
    }
    this.#tell(kept);
  }

  #tell(kept) {
    kin.dispatchEvent(new CustomEvent("kept", { detail: { from: this, kept } }));
  }

  // The other one of this topic was filled in: so is this.
  #follow({ from, kept }) {
    if (from === this || from.topic !== this.topic) return;
    this.#empty();
    this.#take(kept);
    if (this.#isFilledIn()) this.#ask();
    else this.#forget();
  }

  #restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.#key));
    } catch {
      // Refused, or not ours.
    }
    if (kept) this.#take(kept);
  }

  #take({ entries = {}, pinned = [], named = {}, applied = "" }) {
    this.#applied = applied;
    this.#named = named;
    this.#pinned = new Set(pinned);
    this.#fill(Object.entries(entries));
  }

  #empty() {
    for (const input of this.form.querySelectorAll("input")) {
      if (input.matches("[type=radio], [type=checkbox]")) input.checked = input.defaultChecked;
      else input.value = input.defaultValue;
    }
    this.#refresh();
  }

  #refresh() {
    for (const field of this.form.querySelectorAll("[data-field]")) field.refresh?.();
  }

  // Fills the form in from a case in the address, once; whether there was one.
  #readAddress() {
    const { topic, inputs, named } = readCase();
    if (topic !== this.topic) return false;
    // The dialog leaves the address to the calculator in the page.
    if (this.closest("dialog") && document.querySelector(`policy-calculator[topic="${topic}"]:not(dialog *)`)) return false;
    if (!isGoneTo() && location.hash === this.#applied) return false;
    this.#applied = location.hash;
    this.#named = named;
    this.#empty();
    this.#pinned = new Set(inputs.map(([name]) => name));
    this.#leftOut = this.#fill(inputs);
    this.#note(this.#leftOut);
    this.#keep();
    if (this.#isFilledIn()) this.#ask();
    // Not now: the page would have to be laid out for it before it is answered.
    requestAnimationFrame(() => this.scrollIntoView({ block: "nearest" }));
    return true;
  }

  // Leaves out an edition and readings that the rule core refused and the address named; whether there were any.
  async #isNonsense(problems) {
    const { edition, readings = {} } = this.#named;
    const known = (await cited()).option ?? {};
    const lost = [];
    if (edition && problems.some(({ field }) => field === "edition")) lost.push(["edition", edition]);
    if (problems.some(({ field }) => field === "readings")) {
      for (const [name, option] of Object.entries(readings)) {
        if (!known[`${name}/${option}`]) lost.push([`reading.${name}`, option]);
      }
    }
    if (lost.length === 0) return false;
    const isLost = (name) => lost.some(([other]) => other === name);
    if (isLost("edition")) delete this.#named.edition;
    for (const name of Object.keys(readings)) if (isLost(`reading.${name}`)) delete readings[name];
    this.#leftOut.push(...lost);
    this.#note(this.#leftOut);
    this.#keep();
    return true;
  }

  // Puts values into the form; gives back those for which it has no place.
  #fill(inputs) {
    const lost = [];
    for (const [name, value] of inputs) {
      const field = this.#field(name);
      const choice = field && [...field.querySelectorAll("[type=radio], [type=checkbox]")].find((one) => one.value === value.trim().toLowerCase());
      if (choice) choice.checked = true;
      else if (field && this.#typed(name)) {
        this.#typed(name).value = value;
        if (this.#typed(name).value !== value) lost.push([name, value]); // a date's field takes nothing else
      } else lost.push([name, value]);
      if (!field) continue;
      this.#touched.add(name);
      this.#unfold(field);
    }
    this.#refresh();
    this.#call();
    return lost;
  }

  // ---- Small things

  get topic() {
    return this.getAttribute("topic");
  }

  get #key() {
    return `policy-calculator:${SITE.pathname}:${this.topic}`;
  }

  // Whether anything stands otherwise than it started.
  #isFilledIn() {
    return [...this.form.querySelectorAll("input[name]")].some((input) =>
      input.matches("[type=radio], [type=checkbox]") ? input.checked !== input.defaultChecked : input.value.trim() !== "",
    );
  }

  #is(name) {
    return this.getAttribute("data-state") === name;
  }

  #part(name) {
    return this.querySelector(`.calculator__${name}`);
  }

  #field(name) {
    return this.form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  }

  #unfold(field) {
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }

  #typed(name) {
    return this.form.querySelector(`input[name="${CSS.escape(name)}"]:not([type=radio], [type=checkbox])`);
  }

  #on(target, type, listener) {
    target.addEventListener(type, listener);
    this.#listeners.push(() => target.removeEventListener(type, listener));
  }
}

// The page is painted as it came before its forms are taken over; a case in the address is answered first of all.
if (!readCase().hasCase) await painted();
customElements.define("policy-calculator", PolicyCalculator);
