// The first steps towards an answer: the question and the worker. The page's head takes them before anything else
// (scripts/head.mjs), the client wherever that did not.

import { apart } from "./case.mjs";

// A question as JSON text; what is undefined is left out.
export const question = (topic, inputs, { edition, readings, against, html }) =>
  JSON.stringify({ topic, inputs, edition, readings, against: apart(against, inputs), html });

// The same text for the same question, whatever the order of its inputs.
export const key = (topic, inputs, options) => question(topic, Object.fromEntries(Object.entries(inputs).sort()), options);

// The worker of that address: { worker, port, heard }. What it says is put into `heard` until somebody else listens.
export function begin(url, alone = false) {
  const options = { type: "module", name: `calculator ${left(url)}` };
  const shared = !alone && sharedLivesOn();
  const worker = shared ? new SharedWorker(url, { ...options, extendedLifetime: true }) : new Worker(url, options);
  const begun = { worker, port: shared ? worker.port : worker, heard: [] };
  listen(begun, (message) => begun.heard.push(message));
  return begun;
}

// A shared worker that hangs cannot be ended, and outlives the page. So this tab leaves it for one of another name.
export function leave(url) {
  try {
    sessionStorage.setItem(place(url), left(url) + 1);
  } catch {
    // Storage may be refused; then the next page finds out for itself.
  }
}

// How many were left.
function left(url) {
  try {
    return Number(sessionStorage.getItem(place(url)));
  } catch {
    return 0;
  }
}

const place = (url) => `policy-calculator:${new URL("../..", url).pathname}:worker`;

// Has what a worker says, and how it fails, told to `hear`, and no longer to who listened before. `isUnsaid`: the browser
// tells of the failure, as where its script is missing or no script.
export function listen({ worker, port }, hear) {
  port.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ failed: event.message ?? "its script could not be loaded", isUnsaid: true });
  };
}

// Resolves once what is there now has been painted; at once in a page that nobody sees.
export const painted = () =>
  new Promise((resolve) => (document.hidden ? resolve() : requestAnimationFrame(() => setTimeout(resolve))));

// Whether a shared worker outlives the page that began it. Only a browser that knows of it reads the option, which is
// found out with an address that can't be one, so that no worker starts.
function sharedLivesOn() {
  const read = {};
  const options = {
    get extendedLifetime() {
      throw read;
    },
  };
  try {
    new SharedWorker("https://:", options);
  } catch (error) {
    return error === read;
  }
  return false;
}
