// <policy-calculator topic="fee">: takes over the form in the page and answers it as the reader types.
//
// The form, its labels and a worked example are in the page already; this adds answers. What stands in the form is kept
// for this tab alone. `answer` is the newest answer or null, `errors` why the entries are no question or null; the events
// `policy-answer` and `policy-errors` announce them. `data-state` is idle, loading, busy, ready or failed.

import { evaluate, events, restart, start, startWhenIdle } from "./client.mjs";

const SITE = new URL("..", import.meta.url);
const PAUSE = 150; // ms without a key before a question is asked
const PATIENCE = 900; // ms before an entry that is being typed is called wrong

let running = false; // whether Python has come up in this document

// What an answer cites: { clause: { id: [address, title] }, reading: … }, addresses from the site's root. Read once.
let places = null;
const cited = () =>
  (places ??= fetch(new URL("data/places.json", SITE)).then((response) => (response.ok ? response.json() : {}), () => ({})));

class PolicyCalculator extends HTMLElement {
  answer = null;
  errors = null;

  #example = null; // the nodes of the worked example
  #listeners = []; // functions that take a listener away again
  #asked = 0; // the number of the newest question
  #owed = false; // whether it has no reply yet
  #pause = 0;
  #patience = 0;
  #touched = new Set(); // the fields that the reader has been in
  #named = {}; // edition and readings that the address named
  #applied = ""; // the part after # that the form was filled in from

  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.output = this.querySelector("output");
    this.working = this.#part("working");
    this.#example ??= [this.output, this.working].map((part) => [...part.childNodes].map((node) => node.cloneNode(true)));
    this.#blank = JSON.stringify(this.entries());
    this.form.querySelector(".calculator__buttons").hidden = false;

    this.#on(this.form, "input", (event) => this.#changed(event));
    this.#on(this.form, "focusout", (event) => this.#left(event));
    this.#on(this.form, "submit", (event) => this.#submitted(event));
    this.#on(this.form, "reset", () => setTimeout(() => this.#cleared()));
    this.#on(this.#part("status").querySelector("button"), "click", () => this.#retry());
    this.#on(this.#part("summary"), "click", (event) => this.#jump(event));
    this.#on(this, "focusin", () => this.#wake());
    this.#on(this, "pointerover", () => this.#wake());
    this.#on(events, "progress", ({ detail }) => this.#progress(detail));
    this.#on(events, "failed", ({ detail }) => this.#failed(detail));
    this.#on(window, "hashchange", () => this.#readAddress());
    this.#on(window, "popstate", () => this.#readAddress());

    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) startWhenIdle();
    });
    seen.observe(this);
    this.#listeners.push(() => seen.disconnect());

    this.#restore();
    if (!this.#readAddress() && this.#isFilledIn()) this.#ask();
    else if (running) this.#state("ready");
  }

  disconnectedCallback() {
    for (const remove of this.#listeners.splice(0)) remove();
    clearTimeout(this.#pause);
    clearTimeout(this.#patience);
    this.#asked++; // a reply under way is for nobody
  }

  // What stands in the form: text by name, as typed; fields left empty are left out.
  entries() {
    const found = {};
    for (const [name, value] of new FormData(this.form)) {
      if (value.trim() !== "") found[name] = value;
    }
    return found;
  }

  // ---- What the reader does

  #changed({ target }) {
    this.#touched.add(target.name);
    if (target.type === "checkbox" && target.checked) this.#typed(target.name).value = "";
    else if (target.type === "text") {
      const unknown = this.form.querySelector(`[type=checkbox][name="${target.name}"]`);
      if (unknown && target.value !== "") unknown.checked = false;
    }
    this.#keep();
    clearTimeout(this.#pause);
    if (!this.#isFilledIn()) return this.#forget();
    this.#pause = setTimeout(() => this.#ask(), PAUSE);
  }

  #left({ target }) {
    if (this.errors && this.#touched.has(target.name)) this.#mark();
  }

  #submitted(event) {
    event.preventDefault();
    clearTimeout(this.#pause);
    this.#ask({ told: true });
  }

  #cleared() {
    this.#touched.clear();
    this.#named = {};
    this.#note([]);
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Storage may be refused; then nothing was kept.
    }
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

  // Answers what stands in the form; the newest question wins. `told`: the reader pressed Enter, and is told all at once.
  async #ask({ told = false } = {}) {
    const number = ++this.#asked;
    this.#owed = true;
    this.#wake();
    if (!this.#is("failed")) this.#state(running ? "busy" : "loading");
    let reply;
    try {
      [reply] = await Promise.all([evaluate(this.topic, this.entries(), { ...this.#named, html: true }), cited()]);
    } catch (failure) {
      if (number === this.#asked) this.#failed(failure);
      return;
    }
    if (number !== this.#asked) return;
    this.#owed = false;
    running = true;
    if (reply.reply.errors) this.#refuse(reply.reply, told);
    else await this.#show(reply.reply, reply.html, told);
  }

  async #show(answer, html, told) {
    this.errors = null;
    this.answer = answer;
    this.#mark();
    this.#part("summary").hidden = true;
    const shown = document.createElement("template");
    shown.innerHTML = html;
    const sentence = shown.content.querySelector(".answer-sentence");
    sentence.remove();
    const places = await cited();
    for (const kind of ["clause", "reading", "option"]) {
      for (const link of shown.content.querySelectorAll(`[data-${kind}]`)) {
        const place = places[kind]?.[link.dataset[kind]];
        if (place) link.textContent = place[1];
        if (place?.[0]) link.href = new URL(place[0], SITE).href;
        else link.removeAttribute("href");
      }
    }
    this.#enliven(shown.content);
    // What the reader opened or closed stays so while the answer moves.
    for (const section of this.working.querySelectorAll("details")) {
      const next = shown.content.querySelector(`details.${section.classList[1]}`);
      if (next) next.open = section.open;
    }
    this.output.replaceChildren(...sentence.childNodes);
    this.working.replaceChildren(shown.content);
    this.#part("case").hidden = true;
    this.#state("ready");
    this.#announce("policy-answer", answer);
    if (told) this.output.scrollIntoView({ block: "nearest" });
  }

  // Buttons for what can be done with an answer: answer the next question, or take a reading otherwise.
  #enliven(answer) {
    for (const item of answer.querySelectorAll("[data-field]")) {
      const button = this.#button(item.textContent, () => this.#enter(item.dataset.field));
      item.replaceChildren(button);
    }
    for (const item of answer.querySelectorAll("[data-switch]")) {
      const { switch: reading, to } = item.dataset;
      item.append(" ", this.#button(to ? "Read it so" : "Back to the usual reading", () => this.#read(reading, to)));
    }
  }

  #button(text, does) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = text;
    button.addEventListener("click", does);
    return button;
  }

  #read(reading, option) {
    const { [reading]: before, ...readings } = this.#named.readings ?? {};
    this.#named.readings = option ? { ...readings, [reading]: option } : readings;
    this.#ask();
    this.output.scrollIntoView({ block: "nearest" });
  }

  // Brings the reader to a field, opening what it is folded in.
  #enter(name) {
    const field = this.#field(name);
    field?.closest("details")?.setAttribute("open", "");
    (field?.querySelector("input:checked") ?? field?.querySelector("input, select"))?.focus();
  }

  #refuse(errors, told) {
    this.answer = null;
    this.errors = errors;
    this.#part("case").hidden = true;
    this.output.replaceChildren(this.#missing(errors.errors));
    this.working.replaceChildren();
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
    this.#owed = false;
    this.answer = this.errors = null;
    this.#mark();
    this.#part("summary").hidden = true;
    this.#showExample();
    if (this.#is("busy")) this.#state("ready");
  }

  #showExample() {
    if (!this.#part("case").hidden) return;
    this.#part("case").hidden = false;
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
    const at = document.activeElement?.name;
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
    this.output.setAttribute("aria-busy", String(name === "busy" || waits));
  }

  #note(texts) {
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
    const kept = { entries: this.entries(), named: this.#named, applied: this.#applied };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // Storage may be refused; then nothing is kept.
    }
  }

  #restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.#key));
    } catch {
      // Refused, or not ours.
    }
    if (!kept) return;
    this.#applied = kept.applied ?? "";
    this.#named = kept.named ?? {};
    this.#fill(Object.entries(kept.entries ?? {}));
  }

  // Fills the form in from a case in the address, once; whether there was one.
  #readAddress() {
    const [topic, ...rest] = location.hash.slice(1).split("?");
    if (topic !== this.topic || location.hash === this.#applied) return false;
    this.#applied = location.hash;
    this.#named = {};
    const inputs = [];
    for (const [name, value] of new URLSearchParams(rest.join("?"))) {
      if (name === "edition") this.#named.edition = value;
      else if (name.startsWith("reading.")) (this.#named.readings ??= {})[name.slice("reading.".length)] = value;
      else inputs.push([name, value]);
    }
    this.form.querySelectorAll("input").forEach((input) => {
      if (input.matches("[type=radio], [type=checkbox]")) input.checked = input.defaultChecked;
      else input.value = input.defaultValue;
    });
    this.#note(this.#fill(inputs).map(([name, value]) => `The address has ${name} = ${value}, which this form does not know: it was left out.`));
    this.#keep();
    this.scrollIntoView({ block: "nearest" });
    if (this.#isFilledIn()) this.#ask();
    return true;
  }

  // Puts values into the form; gives back those for which it has no place.
  #fill(inputs) {
    const lost = [];
    for (const [name, value] of inputs) {
      const field = this.#field(name);
      const choice = field && [...field.querySelectorAll("[type=radio], [type=checkbox]")].find((one) => one.value === value.trim().toLowerCase());
      if (choice) choice.checked = true;
      else if (field && this.#typed(name)) this.#typed(name).value = value;
      else lost.push([name, value]);
      if (!field) continue;
      this.#touched.add(name);
      this.#unfold(field);
    }
    return lost;
  }

  // ---- Small things

  get topic() {
    return this.getAttribute("topic");
  }

  get #key() {
    return `policy-calculator:${SITE.pathname}:${this.topic}`;
  }

  #blank = "";
  #isFilledIn() {
    return JSON.stringify(this.entries()) !== this.#blank;
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

customElements.define("policy-calculator", PolicyCalculator);
