// The worker: Python and the rule core, off the page's own thread.
//
// To the page:   { step: "fetch" | "start" | "rules" | "ready" }   how far it has come
//                { id, reply }                                     an answer, JSON text
//                { failed: "why" }                                 nothing more will come
// From the page: { id, question }                                  a question, JSON text

const runtime = new URL("../assets/runtime/", import.meta.url);
const step = (name) => postMessage({ step: name });

// Pyodide waits for ever where one of its files cannot be had, so every fetch is watched: the first to fail ends the start.
const broken = new Promise((_, reject) => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    try {
      const response = await plain(...asked);
      if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
      return response;
    } catch (error) {
      reject(error);
      throw error;
    }
  };
});

// Resolves to the one Python function that is called here: JSON text in, JSON text out.
async function start() {
  step("fetch");
  // The smallest module there is: fails at once where a content policy forbids WebAssembly, where Pyodide would wait for ever.
  await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
  // Asked for anew each time, since it names the newest of the files whose names change with their contents.
  const bundle = await (await fetch(new URL("bundle.json", runtime), { cache: "no-cache" })).json();
  const home = new URL(`${bundle.pyodide}/`, runtime);
  const [{ loadPyodide }, wheel] = await Promise.all([
    import(new URL("pyodide.mjs", home)),
    fetch(new URL(bundle.core, runtime)).then((response) => response.arrayBuffer()),
  ]);
  step("start");
  const python = await loadPyodide({ indexURL: home.href });
  step("rules");
  python.unpackArchive(wheel, "wheel");
  const { ask } = python.pyimport("calculator.browser");
  step("ready");
  return ask;
}

const started = Promise.race([start(), broken]);
started.catch((error) => postMessage({ failed: String(error) }));

onmessage = async ({ data: { id, question } }) => {
  const ask = await started.catch(() => null);
  if (!ask) return;
  try {
    postMessage({ id, reply: ask(question) });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
