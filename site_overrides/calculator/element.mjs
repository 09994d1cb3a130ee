// <policy-calculator topic="fee">: takes over the form in the page and answers it as the reader types.
//
// The form, its labels and a worked example are in the page already; this adds answers. `answer` is the newest answer or
// null, `errors` why the entries are no question or null; the events `policy-answer` and `policy-errors` announce them.
// `data-state` is idle, loading, busy, ready or failed. Here its parts are joined, each a module of its name.

import "../scripts/headless.mjs";
import { caseFor, LeftOut, say } from "./address.mjs";
import { Asking } from "./asking.mjs";
import { painted } from "./begin.mjs";
import { Carried, shareFound } from "./carried.mjs";
import { readCase, readOtherwise } from "./case.mjs";
import { events, restart, start } from "./client.mjs";
import { compare, tell } from "./compare.mjs";
import { Form } from "./form.mjs";
import { follow, keep, kept } from "./kept.mjs";
import { pin } from "./pinned.mjs";
import { Quiet } from "./quiet.mjs";
import { Shown } from "./shown.mjs";
import { watch } from "./standing.mjs";
import { Status } from "./status.mjs";
import { offer } from "./taking.mjs";
import { offerUndo } from "./undo.mjs";

let running = false; // whether Python has come up in this document

class PolicyCalculator extends HTMLElement {
  answer = null;
  errors = null;

  #form = null;
  #shown = null;
  #status = null;
  #listeners = []; // functions that take a listener away again
  #carried = null; // what it shares with the other forms
  #quiet = new Quiet(() => this.#shown.busy(this.#asking.isOwed));
  #named = {}; // edition and readings that the address or the reader named, and the name of the case in calendars
  #applied = []; // the part after # that the form was filled in from or that says it, and the one before, by which browsers may reload
  #leftOut = null; // what of it had no place

  connectedCallback() {
    const node = this.querySelector("form");
    if (!node) return;
    this.#form ??= new Form(node, this.topic);
    this.#leftOut ??= new LeftOut(node);
    this.#carried ??= new Carried(this.#form);
    this.#shown ??= new Shown(this.querySelector(".calculator__answer"), this.#form);
    this.#status ??= new Status(this);

    this.#on(node, "input", ({ target }) => this.#changed(target));
    this.#on(node, "focusout", ({ target }) => this.#form.left(target));
    for (const type of ["keyup", "focusout"]) this.#on(node, type, ({ target }) => this.#form.turned(target) && this.#changed(target));
    this.#on(node, "click", (event) => this.#form.jump(event));
    this.#on(node, "submit", (event) => (event.preventDefault(), this.#asking.ask(true)));
    this.#on(node, "reset", () => this.#clears());
    this.#on(this.#status.retry, "click", () => this.#retry());
    this.#on(this.#shown.node, "click", (event) => this.#do(...this.#shown.clicked(event)));
    this.#on(this.#shown.node, "keydown", (event) => this.#shown.keyed(event));
    for (const type of ["focusin", "pointerover"]) this.#on(this, type, () => this.#wake());
    for (const type of ["progress", "silence"]) this.#on(events, type, ({ detail }) => this.#status[type](detail));
    this.#on(events, "failed", ({ detail }) => this.#failed(detail));
    this.#on(document, "policy-business", () => (this.#follow(this.#carried.start()), this.#stands()));
    for (const type of ["hashchange", "popstate"]) this.#on(window, type, () => this.#readAddress());
    this.#listeners.push(follow(this, (kept) => this.#follow(kept)), watch(this), pin(this), offer(this, this.#form, this.#shown, () => this.#named));

    // What was typed before this script ran is newer than what was kept.
    if (this.#form.isFilledIn()) this.#stands();
    else this.#take(kept(this.topic) ?? this.#carried.start());
    this.#carried.take();
    this.#form.call();
    const isRead = this.#readAddress(this.#applied);
    if (!isRead && this.#form.isFilledIn()) this.#asking.ask();
    else if (running) this.#state("ready");
    // Loaded again before the address said what was entered last.
    if (!isRead && location.hash && this.#applied.includes(location.hash)) this.#sayAddress();
  }

  disconnectedCallback() {
    for (const remove of this.#listeners.splice(0)) remove();
    this.#quiet.drop();
    this.#form?.rest();
    this.#asking.drop();
  }

  get topic() {
    return this.getAttribute("topic");
  }

  // What the form asks with: text by name, as typed.
  entries() {
    return this.#form.entries();
  }

  // ---- What the reader does

  #changed(input) {
    this.#form.changed(input);
    this.#stands();
    this.#shown.busy(true);
    this.#quiet.keep();
    this.#askOrForget();
  }

  #clears() {
    const before = this.#kept();
    const isAsked = this.#form.isFilledIn();
    // Before the browser does: the page may be loaded again in between.
    this.#form.empty();
    this.#form.cleared();
    this.#named = {};
    this.#leftOut.tell([]);
    this.#stands();
    this.#forget();
    if (isAsked) offerUndo(this.#form.node, () => (this.#take(before), this.#stands(), this.#askOrForget()));
  }

  #retry() {
    this.#state("loading");
    running = false;
    restart().catch(() => {});
    if (this.#form.isFilledIn()) this.#asking.ask();
  }

  // What a button of the answer does.
  #do(what, name, value) {
    if (what === "enter") this.#form.enter(name);
    if (what === "choose") this.#form.choose(name, value);
    if (what === "read") this.#names(readOtherwise(this.#named, name, value));
    if (what === "compare") this.#names(compare(name, this.#form, this.#named));
    if (what === "read") this.#shown.intoView();
    if (what === "compare") tell(this.#form.node, this.#named, true);
  }

  #names(named) {
    this.#named = named;
    this.#stands();
    this.#asking.ask();
  }

  // ---- Asking

  #wake() {
    if (this.#status.is("idle")) this.#state(running ? "ready" : "loading");
    start().then(
      () => {
        running = true;
        if (this.#status.is("loading")) this.#state(this.#asking.isOwed ? "busy" : "ready");
      },
      () => {}, // "failed" tells of it
    );
  }

  #askOrForget() {
    if (this.#form.isFilledIn()) this.#asking.ask();
    else this.#forget();
  }

  #asking = new Asking({
    question: () => [this.topic, this.entries(), { ...this.#named, html: true }],
    begins: () => {
      this.#shown.wanted();
      this.#wake();
      if (!this.#status.is("failed")) this.#state(running ? "busy" : "loading");
    },
    isLate: () => ((this.answer = null), this.#shown.isLate(), this.#announce("policy-late", { topic: this.topic })),
    isMended: async ({ errors }) => (await this.#leftOut.takeOut(this.#named, errors)) && (this.#keep(), true),
    replied: ({ reply, html, text }, told) => {
      running = true;
      if (reply.errors) this.#refuse(reply, told);
      else this.#show(reply, [html, text], told);
      if (told || !this.#quiet.isKept) this.#quiet.end();
    },
    failed: (failure) => this.#failed(failure),
  });

  #show(answer, shown, told) {
    this.errors = null;
    this.answer = answer;
    this.#form.mark([]);
    this.#form.settle(answer);
    shareFound(answer);
    this.#shown.show(...shown, Boolean(this.#named.against));
    tell(this.#form.node, this.#named);
    this.#state("ready");
    this.#announce("policy-answer", answer);
    if (told) this.#shown.intoView();
  }

  #refuse(errors, told) {
    this.answer = null;
    this.errors = errors;
    this.#form.mark(errors.errors, told);
    this.#shown.refuse(this.#form.missing());
    this.#state("ready");
    this.#announce("policy-errors", errors);
    if (told) this.#form.summarise();
  }

  #forget() {
    this.#asking.drop();
    this.answer = this.errors = null;
    this.#form.mark([]);
    this.#form.settle(null);
    tell(this.#form.node, this.#named);
    this.#shown.showExample();
    if (this.#status.is("busy")) this.#state("ready");
  }

  #announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  // ---- How it stands

  #state(name) {
    const isAsked = this.#form.isFilledIn();
    this.#status.set(name, isAsked);
    this.#shown.busy(name === "busy" || (name === "loading" && isAsked) || this.#quiet.isKept);
  }

  #failed(failure) {
    running = false;
    this.answer = null;
    // What stands there was an answer to something else.
    if (this.#form.isFilledIn()) this.#shown.refuse("No answer.");
    this.#status.failed(failure);
    this.#state("failed");
  }

  // ---- What is kept, and what the address says

  #kept() {
    return { entries: this.#form.everything(), pinned: [...this.#form.pinned], named: this.#named, applied: this.#applied, seen: this.#carried.seen };
  }

  #keep() {
    keep(this, this.#kept());
  }

  #stands() {
    this.#carried.tell();
    this.#keep();
    this.#sayAddress();
  }

  // It came into view: what was said in others meanwhile is taken up.
  catchUp() {
    if (this.#carried.take()) this.#stands(), this.#asking.ask();
  }

  #take({ entries = {}, pinned = [], named = {}, applied = [], seen = {} }) {
    this.#carried.seen = seen;
    this.#applied = applied;
    this.#named = named;
    this.#form.pinned = new Set(pinned);
    this.#form.fill(Object.entries(entries));
  }

  // The other one of this topic was filled in: so is this.
  #follow(kept) {
    this.#form.empty();
    this.#take(kept);
    this.#askOrForget();
  }

  // Fills the form in from a case in the address, once; whether there was one.
  #readAddress(applied = this.#applied.slice(0, 1)) {
    const found = caseFor(this, applied);
    if (!found) return false;
    this.#applied = [location.hash];
    this.#named = found.named;
    this.#form.empty();
    this.#carried.forget();
    const inputs = this.#form.renamed(found.inputs);
    this.#form.pinned = new Set(inputs.map(([name]) => name));
    this.#leftOut.tell(this.#form.fill(inputs));
    this.#carried.hasCase();
    this.#keep();
    if (this.#form.isFilledIn()) this.#asking.ask();
    // Not now: the page would have to be laid out for it before it is answered.
    requestAnimationFrame(() => this.scrollIntoView({ block: this.offsetHeight > innerHeight ? "start" : "nearest" }));
    return true;
  }

  #sayAddress() {
    say(this, this.#form, this.#named, () => {
      this.#applied = [location.hash, ...this.#applied].slice(0, 2);
      this.#keep();
    });
  }

  #on(target, type, listener) {
    target.addEventListener(type, listener);
    this.#listeners.push(() => target.removeEventListener(type, listener));
  }
}

// The page is painted as it came before its forms are taken over; a case in the address is answered first of all.
if (!readCase().hasCase) await painted();
customElements.define("policy-calculator", PolicyCalculator);
