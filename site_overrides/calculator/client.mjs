// The page's side of the rule core: asks the worker, matches replies to questions, and gives up plainly.
//
//     import { evaluate } from ".../client.mjs";
//     const answer = await evaluate("fee", { market: "Australia", kind: "merchant", level: 1, days_late: 61 });
//
// There is one worker in a document. It starts with the first question, or with `start()`, and lives on while the
// document does, Material's instant navigation included.

// The steps of the start, in order, as a reader is told them.
const STEPS = {
  fetch: "Fetching Python",
  start: "Starting Python",
  rules: "Loading the rules",
  ready: "Ready",
};

// How long, in milliseconds, a step of the start and a question may take. A content policy that forbids WebAssembly
// makes Pyodide wait for ever, so there must be an end.
export const limits = { step: 60_000, answer: 10_000 };

// Emits "progress" with { step, text, done, of } in `detail`, and "failed" with the Failure.
export const events = new EventTarget();

export const FIRST_ANSWER = "policy-calculator:first-answer";

// No answer will come until `restart()`. `reason`: "load" (it did not start), "time" (it took too long) or "crash".
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
};

let current = null; // the running worker and what is owed to the page
let failure = null;
let last = 0; // the id of the newest question

// Starts the worker where none runs. Resolves when it is ready for answers.
export function start() {
  if (failure) return Promise.reject(failure);
  current ??= new Running();
  return current.ready;
}

// Ends the worker, whatever it is doing, and begins anew; questions not yet answered are rejected.
export function restart() {
  current?.fail("crash", "begun anew");
  current = failure = null;
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
export async function evaluate(topic, inputs, { edition, readings, html } = {}) {
  // What is undefined is left out of the JSON text.
  const found = JSON.parse(await ask(JSON.stringify({ topic, inputs, edition, readings, html })));
  const { errors } = html ? found.reply : found;
  if (!errors && performance.getEntriesByName(FIRST_ANSWER).length === 0) performance.mark(FIRST_ANSWER);
  return found;
}

class Running {
  owed = new Map(); // id → the promise's { resolve, reject }
  isReady = false;
  timer = 0;

  constructor() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // whoever waits is told; nobody needs to wait
    this.worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module", name: "calculator" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(this.isReady ? "crash" : "load", event.message);
    };
    this.watch();
  }

  ask(question) {
    const id = ++last;
    return new Promise((resolve, reject) => {
      this.owed.set(id, { resolve, reject });
      this.worker.postMessage({ id, question });
      if (!this.timer) this.watch();
    });
  }

  hear({ id, reply, step, failed }) {
    if (failed !== undefined) return this.fail(this.isReady ? "crash" : "load", failed);
    if (step) this.progress(step);
    this.owed.get(id)?.resolve(reply);
    this.owed.delete(id);
    this.watch();
  }

  progress(step) {
    this.isReady = step === "ready";
    const names = Object.keys(STEPS);
    const detail = { step, text: STEPS[step], done: names.indexOf(step), of: names.length - 1 };
    events.dispatchEvent(new CustomEvent("progress", { detail }));
    if (this.isReady) this.resolve();
  }

  // Gives the worker its time for the next thing that it owes; each thing has the limit to itself.
  watch() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.isReady && this.owed.size === 0) return;
    this.timer = setTimeout(() => this.fail("time", "time limit"), this.isReady ? limits.answer : limits.step);
  }

  fail(reason, cause) {
    if (current !== this) return;
    clearTimeout(this.timer);
    this.worker.terminate();
    current = null;
    failure = new Failure(reason, MESSAGES[reason]);
    failure.cause = cause;
    for (const { reject } of this.owed.values()) reject(failure);
    this.owed.clear();
    this.reject(failure);
    events.dispatchEvent(new CustomEvent("failed", { detail: failure }));
  }
}
