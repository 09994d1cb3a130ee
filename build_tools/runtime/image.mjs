// Run by Node while the bundle is made: `node image.mjs COMMAND FOLDER …`.
//
// `make FOLDER` starts Pyodide, imports the rule core, answers the first questions and writes the memory as it then is:
//   image.bin     the memory, up to the last block that is kept
//   beyond.bin    the blocks that lie beyond it
//   live.bin      address, size and number of each block that is there (heap.mjs); sizes.bin the size of every one there ever was
//   about.json    what else a restored interpreter needs: globals, the table of functions, where `ask` is; how it went
//   used.txt      the files of the standard library that Pyodide's start and the rule core need
// `run FOLDER WASM` answers the same questions from an image, and where the module marks what runs (`ran0` and on), writes
// ran.json: the functions that ran. `touch FOLDER WASM` answers all from a module that marks what it touches too, in several
// orders and from the memory as it was, and writes touched.bin and ran.json. `small FOLDER WASM` answers them from an image
// that may trap, and writes trapped.json: [number, why] of the questions that did.
//
// FOLDER has questions.json, answers.json, core.bin (the rule core's files), globals.json (names of the globals imported),
// hooked.wasm (the module with heap.mjs as its allocator), maybe plan.bin and planned.bin, and options.json.

import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Heap } from "./heap.mjs";

const [, , command, folder, wasm] = process.argv;
const file = (name) => path.join(folder, name);
const read = (name) => JSON.parse(fs.readFileSync(file(name), "utf8"));
const numbers = (name) => (fs.existsSync(file(name)) ? new Uint32Array(new Uint8Array(fs.readFileSync(file(name))).buffer) : null);
const write = (name, array) => fs.writeFileSync(file(name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
const options = read("options.json");
const questions = read("questions.json");

// The same memory each time and everywhere: no clock, no chance, no path, no time zone.
process.env.TZ = "UTC";
const DAY = 1_600_000_000_000;
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length ? given : [DAY]));
  }

  static now() {
    return DAY;
  }
};
performance.now = () => 0;
Math.random = () => 0.5;
crypto.randomFillSync = (array) => array.fill(7);
Object.defineProperty(globalThis.crypto, "getRandomValues", { value: crypto.randomFillSync });
process.argv = ["node", "python"];

const answers = read("answers.json");
function same(number, found) {
  if (found === answers[number]) return;
  throw new Error(`the image answers ${questions[number]} with ${found}, and not ${answers[number]}`);
}

async function make() {
  const { beyond, gone, end } = options.regions;
  let memory = null;
  const { Memory, instantiate } = WebAssembly;
  WebAssembly.Memory = function (limits) {
    if (limits.shared) return new Memory(limits); // Pyodide's look at what the browser can do
    return (memory = new Memory({ initial: end / 65536, maximum: 65536 }));
  };
  let main = null;
  let heap = null;
  WebAssembly.instantiate = async (bytes, imports) => {
    if (!imports?.["GOT.func"]) return instantiate(bytes, imports);
    const { module, instance } = await instantiate(fs.readFileSync(file("hooked.wasm")), imports);
    const own = Object.entries(instance.exports).filter(([name]) => /^g\d+$/.test(name));
    // Pyodide is not to see what was added.
    const exports = { ...instance.exports };
    for (const [name] of [...own, ["hooks"]]) delete exports[name];
    if (!memory) throw new Error("Pyodide must give its module a memory");
    const begins = () => [gone, Math.ceil(imports["GOT.mem"].__heap_base.value / 16) * 16, beyond];
    const plan = fs.existsSync(file("plan.bin")) ? fs.readFileSync(file("plan.bin")) : null;
    heap = new Heap({ memory, begins, end, plan, planned: numbers("planned.bin"), otherwise: options.otherwise });
    heap.hooks().forEach((hook, slot) => instance.exports.hooks.set(slot, hook));
    main = { imports, exports, own };
    return { module, instance: { exports } };
  };
  // Without this, Pyodide puts a helper into the table that only some browsers can compile.
  globalThis.navigator ??= {};
  Object.defineProperty(globalThis.navigator, "userAgent", { value: "iPhone", configurable: true });

  const { loadPyodide } = await import(pathToFileURL(path.join(options.pyodide, "pyodide.mjs")));
  const lock = JSON.parse(fs.readFileSync(path.join(options.pyodide, "pyodide-lock.json"), "utf8"));
  const python = await loadPyodide({
    env: { PYTHONHASHSEED: "0", HOME: "/home" },
    lockFileContents: { ...lock, packages: {} },
    stdLibURL: options.library,
  });
  const packed = fs.readFileSync(file("core.bin"));
  let at = 4 + packed.readUInt32LE(0);
  for (const [name, size] of Object.entries(JSON.parse(packed.subarray(4, at)))) {
    python.FS.mkdirTree(path.posix.dirname(`/core/${name}`));
    python.FS.writeFile(`/core/${name}`, new Uint8Array(packed.subarray(at, at + size)));
    at += size;
  }
  const { exports } = main;
  const tableName = "__indirect_function_table";
  const table = exports[tableName] ?? main.imports.env[tableName];
  const text = (string) => {
    const bytes = Buffer.from(`${string}\0`);
    const at = exports.malloc(bytes.length) >>> 0;
    new Uint8Array(memory.buffer).set(bytes, at);
    return at;
  };
  const run = (code) => {
    const at = text(code);
    if (exports.PyRun_SimpleString(at) !== 0) throw new Error("Python raised the exception above");
    exports.free(at);
  };
  const taken = (name) => {
    const places = ["__main__", name].map(text);
    const found = exports.PyObject_GetAttrString(exports.PyImport_AddModule(places[0]), places[1]);
    places.forEach(exports.free);
    return found;
  };
  const { answer } = await import(pathToFileURL(options.loader));
  run(fs.readFileSync(options.bare, "utf8"));
  const ask = taken("ASK");
  const asked = heap.count;
  const each = (question) => answer(exports, memory, { ask }, question);
  questions.slice(0, options.made).forEach((question, number) => same(number, each(question)));
  fs.writeFileSync(file("used.txt"), answer(exports, memory, { ask: taken("used") }, ""));
  run("tidy()");
  exports.PyType_ClearCache(); // what is in it hangs on addresses
  // What was on the stack.
  new Uint8Array(memory.buffer).fill(0, exports.emscripten_stack_get_end() >>> 0, main.imports.env.__stack_pointer.value);
  // The allocator of the image begins behind what is kept.
  exports.sbrk(((heap.tops[1] + 65535) & -65536) - (exports.sbrk(0) >>> 0));

  const bytes = new Uint8Array(memory.buffer);
  fs.writeFileSync(file("image.bin"), bytes.subarray(0, heap.tops[1]));
  fs.writeFileSync(file("beyond.bin"), bytes.subarray(beyond, heap.tops[2]));
  const live = Uint32Array.from(heap.live());
  write("live.bin", live);
  write("sizes.bin", heap.sizes.subarray(0, heap.count));
  const names = new Map(Object.entries(exports).filter(([, value]) => typeof value === "function").map(([name, value]) => [value, name]));
  const found = [];
  for (let at = 0; at < table.length; at++) {
    const name = names.get(table.get(at));
    if (name !== undefined) found.push([at, name]);
  }
  const globals = {};
  for (const name of read("globals.json")) {
    const dot = name.lastIndexOf(".");
    const given = main.imports[name.slice(0, dot)][name.slice(dot + 1)];
    globals[name] = typeof given === "number" ? given : given.value;
  }
  fs.writeFileSync(file("about.json"), JSON.stringify({
    ask,
    tableName,
    tableSize: table.length,
    memory: { initial: options.pages, maximum: 65536 },
    globals,
    table: found,
    own: Object.fromEntries(main.own.map(([name, global]) => [name, global.value])),
    heap: { begins: heap.begins[1], asked, count: heap.count, misfits: heap.misfits, left: live.filter((at, place) => place % 3 === 0 && at >= gone).length },
  }));
}

async function opened() {
  const { open } = await import(pathToFileURL(options.loader));
  const module = await WebAssembly.compile(fs.readFileSync(wasm));
  return () => open(module);
}

function tellWhatRan(exports) {
  const ran = [];
  for (let number = 0; exports[`ran${number}`]; number++) if (exports[`ran${number}`].value) ran.push(number);
  fs.writeFileSync(file("ran.json"), JSON.stringify(ran));
}

async function run() {
  const ask = await (await opened())();
  questions.slice(0, options.made).forEach((question, number) => same(number, ask(question)));
  if (ask.exports.ran0) tellWhatRan(ask.exports);
}

// What is learnt from one question (specialised instructions, caches, collections) changes what the next one touches, so they
// are asked one after another in several orders, and some of them of the memory as it was.
async function touch() {
  const ask = await (await opened())();
  const { exports, memory } = ask;
  const used = memory.buffer.byteLength;
  memory.grow((options.shadow + used / 4 - used) / 65536 + 1);
  const now = new Uint8Array(memory.buffer);
  const before = now.slice(0, used);
  const globals = Object.entries(exports).filter(([name]) => /^g\d+$/.test(name)).map(([, global]) => [global, global.value]);
  const begin = () => {
    now.set(before);
    for (const [global, value] of globals) global.value = value;
  };
  const count = questions.length;
  const one = (number) => same(number, ask(questions[number]));
  const orders = [(at) => at, (at) => count - 1 - at, (at) => (at * 701) % count];
  for (const order of orders.slice(0, options.orders)) {
    begin();
    for (let at = 0; at < count; at++) one(order(at));
  }
  for (let number = 0; number < count; number += options.every) {
    begin();
    one(number);
  }
  write("touched.bin", now.slice(options.shadow, options.shadow + used / 4));
  tellWhatRan(exports);
}

async function small() {
  const begin = await opened();
  const trapped = [];
  let ask = await begin();
  for (const [number, question] of questions.entries()) {
    let found;
    try {
      found = ask(question);
    } catch (error) {
      trapped.push([number, String(error)]);
      ask = await begin();
      continue;
    }
    same(number, found);
  }
  fs.writeFileSync(file("trapped.json"), JSON.stringify(trapped));
}

try {
  await { make, run, touch, small }[command]();
} catch (error) {
  // Pyodide's files are one line each, which Node would print whole.
  console.error(String(error?.stack ?? error).slice(0, 3000));
  process.exit(1);
}
process.exit(0);
