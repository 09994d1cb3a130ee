// The page's side of the rule core: asks the worker, matches replies to questions, and gives up plainly.
//
//     import { evaluate } from ".../client.mjs";
//     const answer = await evaluate("fee", { market: "Australia", kind: "merchant", level: 1, days_late: 61 });
//
// There is one worker in a document. It starts with the first question, or with `start()`, and lives on while the
// document does, Material's instant navigation included. Where the browser can keep a shared worker from one page to the
// next, it is that, and lives on with the visit.

import { begin, key, leave, listen, question } from "./begin.mjs";

const RUNTIME = new URL("../assets/runtime/", import.meta.url);

// The steps of the start, in order, as a reader is told them.
const STEPS = {
  fetch: "Fetching Python",
  start: "Starting Python",
  rules: "Loading the rules",
  ready: "Ready",
};

// How long, in milliseconds, the worker may be silent: until the reader is told so (and a shared one that was never heard is
// left), until its start is given up, and until a question is. A content policy that forbids WebAssembly makes Pyodide wait for
// ever, so there must be an end.
export const limits = { silence: 10_000, step: 60_000, answer: 10_000 };
const REPAIR = 5_000; // ms to fetch a script anew

// Emits "progress" with { step, text, done, of, tier, at } in `detail`, "silence" where nothing was heard for long, and "failed"
// with the Failure.
export const events = new EventTarget();

// When each step was reached, in milliseconds on the clock of `performance.timeOrigin + performance.now()`; for `make bench`.
export const reached = {};

export const FIRST_ANSWER = "policy-calculator:first-answer";

// No answer will come until `restart()`. `reason`: "load" (it did not start), "time" (it took too long), "crash", or "wasm" (the
// browser lets no WebAssembly run, and no trying again helps).
export class Failure extends Error {
  constructor(reason, message) {
    super(message);
    this.name = "Failure";
    this.reason = reason;
  }
}

const MESSAGES = {
  load: "The calculator could not be loaded.",
  time: "The calculator took too long to answer.",
  crash: "The calculator stopped.",
  wasm: "This browser has WebAssembly switched off, which the calculator needs. Allow it for this site, or use another browser.",
};

let alone = false; // whether this page is to have a worker of its own
let isAnew = false; // whether something was wrong, and may be with what the browser keeps
let current = null; // the running worker and what is owed to the page
let failure = null;
let last = 0; // the id of the newest question
let foreseen = null; // what was asked ahead of the calculator that it is for

// Starts the worker where none runs. Resolves when it is ready for answers.
export function start() {
  if (failure) return Promise.reject(failure);
  current ??= new Running();
  return current.ready;
}

// Whether it is being fetched or started.
export const isUnderWay = () => Boolean(current && !current.isReady);

// Whether the line is one on which nothing large is fetched unasked.
export function isMetered() {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  return saveData || /2g|3g/.test(effectiveType);
}

// Starts it unasked: when the page has nothing else to do, and never on a line that is metered or slow.
export function startWhenIdle() {
  if (isMetered()) return;
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  idle(() => start().catch(() => {}), { timeout: 2_000 });
}

// Ends the worker, whatever it is doing, and begins anew; questions not yet answered are rejected.
export function restart() {
  current?.fail("crash", "begun anew");
  alone = isAnew = true;
  current = failure = foreseen = null;
  return start();
}

// A question as JSON text to an answer as JSON text, the very text that Python wrote.
export function ask(question) {
  if (failure) return Promise.reject(failure);
  start();
  return current.ask(question);
}

// The answer to a topic's inputs, or the object that says what is wrong with them (it has `errors`). With `html`, an
// object { reply, html }: either of them, and the HTML that shows it. Rejects with a Failure where there can be none.
export async function evaluate(topic, inputs, options = {}) {
  start().catch(() => {}); // the answer tells of it
  const isForeseen = foreseen?.key === key(topic, inputs, options);
  return read(await (isForeseen ? foreseen.reply : ask(question(topic, inputs, options))), options);
}

// Asks now what a calculator is about to ask, for an answer with HTML.
export function foresee(topic, inputs, named) {
  const options = { ...named, html: true };
  foreseen = new Foreseen(key(topic, inputs, options), ask(question(topic, inputs, options)));
}

// The same as `evaluate` gives, where it was foreseen and is there by now; else null.
export function answerAtHand(topic, inputs, options) {
  return foreseen?.text && foreseen.key === key(topic, inputs, options) ? read(foreseen.text, options) : null;
}

class Foreseen {
  constructor(key, reply, text = "") {
    Object.assign(this, { key, reply, text });
    reply.then((text) => (this.text = text), () => {});
  }
}

function read(text, { html }) {
  const found = JSON.parse(text);
  const { errors } = html ? found.reply : found;
  if (!errors && performance.getEntriesByName(FIRST_ANSWER).length === 0) performance.mark(FIRST_ANSWER);
  return found;
}

class Running {
  owed = new Map(); // id → { question } and the promise's { resolve, reject }
  name = ""; // of the worker's script
  worker = null;
  port = null;
  isShared = false;
  isHeard = false; // whether it has said anything
  isReady = false;
  isSilent = false; // whether the reader was told that it says nothing
  timer = 0;

  constructor() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // whoever waits is told; nobody needs to wait
    if (!globalThis.WebAssembly) return queueMicrotask(() => this.fail("wasm", "WebAssembly is off"));
    this.watch();
    const begun = globalThis.calculatorBegun;
    globalThis.calculatorBegun = null; // it is taken over once
    if (begun && !alone) this.takeOver(begun);
    else workerName().then((name) => this.begin(name)).catch((error) => this.fail("load", String(error)));
  }

  async begin(name) {
    if (isAnew) await repair(name);
    if (current !== this) return;
    this.name = name;
    this.take(begin(new URL(name, RUNTIME), alone));
  }

  // The worker failed or says nothing. Another may do: one of this page alone, since a browser that keeps nothing refuses to
  // share, and what is shared may have outlived its fault; and where its script is to blame, the script fetched anew, or the
  // one that the site has by now, where the page is older.
  async beginAnother(cause, isUnsaid = true) {
    const { isShared, name } = this;
    if (isShared) leave(new URL(name, RUNTIME));
    this.dismiss();
    this.isReady = false;
    this.watch();
    if (isShared) {
      alone = true;
      return this.begin(name);
    }
    const { worker } = await bundle().catch(() => ({ worker: name }));
    if (worker === name && (isAnew || !isUnsaid)) return this.fail("load", cause);
    alone = isAnew = true;
    this.begin(worker);
  }

  dismiss() {
    this.port?.postMessage({ bye: true });
    this.worker?.terminate?.();
    this.port = null;
    this.isHeard = false;
  }

  // What the head of the page began: its worker, and the question that it asked.
  takeOver(begun) {
    this.name = said();
    const reply = new Promise((resolve, reject) => this.owed.set(begun.id, { question: begun.asked, resolve, reject }));
    foreseen = new Foreseen(begun.asked, reply, begun.heard.find(({ id }) => id === begun.id)?.reply);
    queueMicrotask(() => this.take(begun)); // not before this is the current one
  }

  take(begun) {
    this.worker = begun.worker;
    this.port = begun.port;
    this.isShared = !begun.worker.terminate;
    listen(begun, (message) => this.port === begun.port && this.hear(message));
    for (const [id, { question }] of this.owed) if (id !== begun.id) this.port.postMessage({ id, question });
    for (const message of begun.heard) if (this.port === begun.port) this.hear(message);
  }

  ask(question) {
    const id = ++last;
    return new Promise((resolve, reject) => {
      this.owed.set(id, { question, resolve, reject });
      this.port?.postMessage({ id, question });
      if (!this.timer) this.watch();
    });
  }

  hear({ id, reply, step, part, tier, at, failed, isUnsaid }) {
    if (failed !== undefined) return this.isReady && !this.isShared ? this.fail("crash", failed) : this.beginAnother(failed, isUnsaid);
    this.isHeard = true;
    this.isSilent = false;
    if (tier) document.documentElement.dataset.tier = tier;
    if (step) this.progress({ step, part, tier, at });
    this.owed.get(id)?.resolve(reply);
    this.owed.delete(id);
    this.watch();
  }

  progress({ step, part = 0, tier, at }) {
    this.isReady = step === "ready";
    if (!part) reached[step] = at;
    const names = Object.keys(STEPS);
    const detail = { step, text: STEPS[step], done: names.indexOf(step) + part, of: names.length - 1, tier, at };
    events.dispatchEvent(new CustomEvent("progress", { detail }));
    if (this.isReady) this.resolve();
  }

  // Gives the worker its time for the next thing that it owes; whatever it says, it has the whole of it again.
  watch() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.isReady && this.owed.size === 0) return;
    const first = Math.min(limits.silence, limits.step);
    const limit = this.isReady ? limits.answer : this.isSilent ? limits.step - first : first;
    this.timer = setTimeout(() => this.silent(), limit);
  }

  silent() {
    // What is shared speaks as soon as a page asks for it, unless it hangs, perhaps over another page's question.
    if (this.isShared && (this.isReady || !this.isHeard)) return this.beginAnother("it says nothing");
    if (this.isReady || this.isSilent) return this.fail("time", "time limit");
    this.isSilent = true;
    events.dispatchEvent(new CustomEvent("silence"));
    this.watch();
  }

  fail(reason, cause) {
    if (current !== this) return;
    clearTimeout(this.timer);
    this.dismiss();
    current = foreseen = null;
    failure = new Failure(reason, MESSAGES[reason]);
    failure.cause = cause;
    for (const { reject } of this.owed.values()) reject(failure);
    this.owed.clear();
    this.reject(failure);
    events.dispatchEvent(new CustomEvent("failed", { detail: failure }));
  }
}

// Has the browser fetch a worker's script past what it keeps, where that may be to blame.
async function repair(name) {
  try {
    await (await fetch(new URL(name, RUNTIME), { cache: "reload", signal: AbortSignal.timeout(REPAIR) })).arrayBuffer();
  } catch {
    // The worker itself will tell.
  }
}

// The worker's script has the hash of all that it loads in its name. A page of the site says it; to another it is told.
const said = () => document.querySelector('meta[name="calculator-worker"]')?.content;
const workerName = async () => said() || (await bundle()).worker;

async function bundle() {
  const response = await fetch(new URL("bundle.json", RUNTIME), { cache: "no-cache" });
  if (!response.ok) throw new Error(`bundle.json answered ${response.status}`);
  return response.json();
}
