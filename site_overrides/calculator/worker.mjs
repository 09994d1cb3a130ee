// The worker: Python and the rule core, off the page's own thread; one page's, or shared by all of the site's.
//
// To a page:   { step: "fetch" | "start" | "rules" | "ready", tier?, at }   how far it has come, when, and in the end which way
//              { id, reply }                                            an answer, JSON text
//              { failed: "why" }                                        nothing more will come
// From a page: { id, question }                                         a question, JSON text
//
// There are two ways to Python, tried in this order, and the second also where the first gives up later:
//   "image"    one WebAssembly module that has the rule core loaded, see image.mjs
//   "pyodide"  Pyodide's own files, which then load the rule core
//
// The build puts image.mjs in place of the next line, and the names of the files into BUNDLE.
import { open } from "./image.mjs";

const BUNDLE = /* BUNDLE */ {};
const address = (name) => new URL(name, import.meta.url);

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
const fetched = async (...asked) => {
  try {
    const response = await plain(...asked);
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    return response;
  } catch (error) {
    broken(error);
    throw error;
  }
};
globalThis.fetch = fetched;

// Streams where it can; a host with another type for .wasm costs a little time.
async function compiled(response) {
  if (/^application\/wasm\b/.test(response.headers.get("content-type") ?? "")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function fromImage() {
  if (!BUNDLE.python) throw new Error("this bundle has no image");
  const module = await compiled(await fetched(address(BUNDLE.python)));
  step("start");
  return open(module, () => {
    // Asked for in the middle of an answer, which cannot wait otherwise.
    const request = new XMLHttpRequest();
    request.open("GET", address(BUNDLE.rest), false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`${BUNDLE.rest} answered ${request.status}`);
    return request.response;
  });
}

async function fromPyodide() {
  const [{ loadPyodide }, core] = await Promise.all([
    import(address(`${BUNDLE.pyodide}pyodide.js`)),
    fetched(address(BUNDLE.core)).then((response) => response.arrayBuffer()),
  ]);
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

const WAYS = { image: fromImage, pyodide: fromPyodide };
const open_ways = Object.keys(WAYS);

// Resolves to the one Python function that is called here, by the next way that leads to it.
async function start() {
  step("fetch");
  // The smallest module there is: fails at once where a content policy forbids WebAssembly, where Pyodide would wait for ever.
  await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  for (;;) {
    const tier = open_ways.shift();
    const stopped = new Promise((_, reject) => (broken = reject));
    stopped.catch(() => {});
    try {
      const ask = await Promise.race([WAYS[tier](), stopped]);
      step("ready", tier);
      return ask;
    } catch (error) {
      if (!open_ways.length) throw error;
      console.info(`Python comes another way, since ${tier} failed: ${error}`);
    }
  }
}

let started = null;
const begin = () => {
  started ??= start();
  started.catch((error) => tell({ failed: String(error) }));
};

async function reply(question) {
  for (;;) {
    const way = started;
    const ask = await way;
    try {
      return ask(question);
    } catch (error) {
      // An answer depends on its question alone, so another Python can be asked it again.
      if (!open_ways.length) throw error;
      console.info(`Python begins anew, since an answer failed: ${error}`);
      if (started === way) started = start();
    }
  }
}

const serve = (page) => {
  pages.add(page);
  for (const message of told.slice(-1)) page.postMessage(message);
  page.onmessage = async ({ data: { id, question, bye } }) => {
    if (bye) return pages.delete(page);
    try {
      page.postMessage({ id, reply: await reply(question) });
    } catch (error) {
      page.postMessage({ failed: String(error) });
    }
  };
};

if ("SharedWorkerGlobalScope" in globalThis) onconnect = ({ ports: [page] }) => serve(page);
else serve(globalThis);
begin();
