// The worker: Python and the rule core, off the page's own thread; one page's, or shared by all of the site's.
//
// To a page:   { step: "fetch" | "start" | "rules" | "ready", tier?, at }   how far it has come, when, and in the end which way
//              { step: "fetch", part, at }                              the same while it is fetched: what part is there, 0 to 1
//              { id, reply, tier }                                      an answer, JSON text, and the way it came
//              { failed: "why" }                                        nothing more will come: it has ended
// From a page: { id, question }                                         a question, JSON text
//
// There are three ways to Python, tried in this order, and the next one also where one gives up later:
//   "small"    one WebAssembly module that has the rule core loaded, and no more than answers need, see image.mjs
//   "whole"    the same with all of its memory and functions
//   "pyodide"  Pyodide's own files, which then load the rule core
//
// The build puts image.mjs in place of the next line, and the names of the files into BUNDLE.
import { open } from "./image.mjs";

const BUNDLE = /* BUNDLE */ {};
const address = (name) => new URL(name, import.meta.url);

const isShared = "SharedWorkerGlobalScope" in globalThis;
const pages = new Set(); // ports
const told = []; // the steps so far, for pages that come later
const tell = (news) => {
  const message = { ...news, at: performance.timeOrigin + performance.now() };
  told.push(message);
  for (const page of pages) page.postMessage(message);
};
const step = (name, tier) => {
  if (told.at(-1)?.step !== name) tell({ step: name, tier });
};

// Pyodide waits for ever where one of its files cannot be had, so every fetch is watched.
let broken = () => {};
const plain = globalThis.fetch;
const HERE = new URL(".", import.meta.url).href;
const fetched = async (asked, how) => {
  try {
    return await right(asked, { ...how, integrity: BUNDLE.integrity[String(asked?.url ?? asked).replace(HERE, "")] ?? "" });
  } catch (error) {
    broken(error);
    throw error;
  }
};
globalThis.fetch = fetched;

// The very body that was built, or an error. What the browser kept may be another one: the second time it is passed over.
async function right(asked, how) {
  try {
    return await good(asked, how);
  } catch {
    return good(asked, { ...how, cache: "reload" });
  }
}

async function good(asked, how) {
  const response = await plain(asked, how);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // Where a host has another type for .wasm browsers compile none of it, and Pyodide waits for ever.
  const isOther = response.url.endsWith(".wasm") && !/^application\/wasm\b/.test(response.headers.get("content-type") ?? "");
  return isOther ? new Response(response.body, { headers: { "Content-Type": "application/wasm" } }) : response;
}

async function fromImage(name) {
  if (!name) throw new Error("this bundle has no image");
  const module = await (crypto.subtle ? counted(name) : WebAssembly.compileStreaming(fetched(address(name))));
  step("start");
  return open(module);
}

// The same where the browser can hash: the compiler has the bytes as they come, the reader is told of them, and what is compiled
// is used once all of them are found to be right.
async function counted(name, how) {
  try {
    const response = await good(address(name), how);
    const copy = response.clone();
    const [module] = await Promise.all([WebAssembly.compileStreaming(response), checked(copy, name)]);
    return module;
  } catch (error) {
    if (how) throw error;
    return counted(name, { cache: "reload" }); // as in `right`
  }
}

async function checked(response, name) {
  const parts = [];
  let count = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    count += next.value.length;
    tell({ step: "fetch", part: Math.min(count / BUNDLE.sizes[name], 1) });
  }
  const digest = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  if (`sha256-${hash}` !== BUNDLE.integrity[name]) throw new Error(`${name} is not the file that was built`);
}

async function fromPyodide() {
  // A script that is imported is not checked. So each is fetched before, checked, and then imported as it was kept.
  const scripts = ["pyodide.js", "pyodide.asm.js"].map((name) => fetched(address(BUNDLE.pyodide + name)).then((response) => response.text()));
  const core = await fetched(address(BUNDLE.core)).then((response) => response.arrayBuffer());
  await Promise.all(scripts);
  const { loadPyodide } = await import(address(`${BUNDLE.pyodide}pyodide.js`));
  step("start");
  const python = await loadPyodide({
    indexURL: address(BUNDLE.pyodide).href,
    stdLibURL: address(BUNDLE.library).href,
  });
  step("rules");
  let at = 4 + new DataView(core).getUint32(0, true);
  for (const [name, size] of Object.entries(JSON.parse(new TextDecoder().decode(core.slice(4, at))))) {
    const path = `/core/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, new Uint8Array(core, at, size));
    at += size;
  }
  python.pyimport("sys").path.insert(0, "/core");
  return python.pyimport("calculator.browser").ask;
}

const WAYS = { small: () => fromImage(BUNDLE.small), whole: () => fromImage(BUNDLE.whole), pyodide: fromPyodide };
const ways = Object.keys(WAYS); // that are left

// Resolves to { ask, tier }: the one Python function that is called here, and the way that led to it.
async function start() {
  step("fetch");
  // The smallest module there is: fails at once where a content policy forbids WebAssembly, where Pyodide would wait for ever.
  await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  for (;;) {
    const tier = ways.shift();
    const stopped = new Promise((_, reject) => (broken = reject));
    stopped.catch(() => {});
    try {
      const ask = await Promise.race([WAYS[tier](), stopped]);
      step("ready", tier);
      return { ask, tier };
    } catch (error) {
      if (!ways.length) throw error;
      console.info(`Python comes another way, since ${tier} failed: ${error}`);
    }
  }
}

// A shared one ends with its fault: the next page that asks for it gets another.
function fail(error) {
  tell({ failed: String(error) });
  close();
}

let started = null;
const begin = () => {
  if (!started) {
    started = start();
    started.catch(fail);
  }
  return started;
};

// Gives the answer to `post` at once, so that of many questions each has its reply when it is there.
async function reply(question, post) {
  for (;;) {
    const way = begin();
    const { ask, tier } = await way;
    if (way !== started) continue; // it failed at another question meanwhile, and is not to be asked again
    try {
      const began = performance.now();
      post({ reply: ask(question), tier });
      if (tier === "small") warmUpLater(way, performance.now() - began);
      return;
    } catch (error) {
      // An answer depends on its question alone, so another Python can be asked it again.
      if (!ways.length) throw error;
      console.info(`Python begins anew, since an answer failed: ${error}`);
      started = null;
    }
  }
}

// The browser keeps a module's compiled code for later visits once its functions have run often enough. So in idle time they
// run: some answers to each topic, a few milliseconds each, unless the first answer was so quick that the code was kept. Only
// in a shared worker, of which a visit has one, and in the browsers that are known to keep code.
const WARM = { after: 3_000, times: 600, pause: 10, quick: 10 };
let warmUpLater = (way, took) => {
  warmUpLater = () => {};
  if (isShared && BUNDLE.warm?.length && took > WARM.quick) setTimeout(warmUp, WARM.after, way);
};

async function warmUp(way) {
  const { ask } = await way;
  for (let time = 0; time < WARM.times && way === started; time++) {
    try {
      ask(BUNDLE.warm[time % BUNDLE.warm.length]);
    } catch {
      started = null; // as after a question of a reader's
    }
    await new Promise((then) => setTimeout(then, WARM.pause));
  }
}

const serve = (page) => {
  pages.add(page);
  for (const message of told.slice(-1)) page.postMessage(message);
  page.onmessage = async ({ data: { id, question, bye } }) => {
    if (bye) return pages.delete(page);
    try {
      await reply(question, (found) => page.postMessage({ id, ...found }));
    } catch (error) {
      fail(error);
    }
  };
};

if (isShared) onconnect = ({ ports: [page] }) => serve(page);
else serve(globalThis);
begin();
