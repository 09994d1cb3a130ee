// Run by Node while the bundle is made: `node image.mjs make FOLDER` and `node image.mjs run FOLDER WASM [COLD]`.
//
// `make` starts Pyodide, imports the rule core, answers every question and writes the memory as it then is:
//   image.bin     the memory, up to its last byte that is not 0
//   about.json    what else a restored interpreter needs: globals, the table of functions, where `ask` is
//   used.txt      the files of the standard library that Pyodide's start and the rule core need
//   answers.json  the answers
// `run` answers the questions from an image; with a module that marks what runs, it writes ran.json: the functions that ran.
//
// FOLDER has questions.json, core.bin (the rule core's files), globals.json (names of the globals imported),
// exposed.wasm (the module with its own globals exported) and options.json ({ pyodide, bare, loader }).

import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , what, folder, wasm, rest] = process.argv;
const file = (name) => path.join(folder, name);
const read = (name) => JSON.parse(fs.readFileSync(file(name), "utf8"));
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

async function make() {
  let main = null;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (bytes, imports) => {
    if (!imports?.["GOT.func"]) return instantiate(bytes, imports);
    const { module, instance } = await instantiate(fs.readFileSync(file("exposed.wasm")), imports);
    const own = Object.entries(instance.exports).filter(([name]) => /^g\d+$/.test(name));
    // Pyodide is not to see what was added.
    const exports = { ...instance.exports };
    for (const [name] of own) delete exports[name];
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
  });
  const packed = fs.readFileSync(file("core.bin"));
  let at = 4 + packed.readUInt32LE(0);
  for (const [name, size] of Object.entries(JSON.parse(packed.subarray(4, at)))) {
    python.FS.mkdirTree(path.posix.dirname(`/core/${name}`));
    python.FS.writeFile(`/core/${name}`, new Uint8Array(packed.subarray(at, at + size)));
    at += size;
  }
  const { exports } = main;
  const memory = exports.memory ?? main.imports.env.memory;
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
    const main = exports.PyImport_AddModule(text("__main__"));
    return exports.PyObject_GetAttrString(main, text(name));
  };
  const { answer } = await import(pathToFileURL(options.loader));
  run(fs.readFileSync(options.bare, "utf8"));
  const ask = taken("ASK");
  const each = (question) => answer(exports, memory, { ask }, question);
  fs.writeFileSync(file("answers.json"), JSON.stringify(questions.map(each)));
  fs.writeFileSync(file("used.txt"), answer(exports, memory, { ask: taken("used") }, ""));
  run("tidy()");
  wipe(exports, memory);

  const bytes = new Uint8Array(memory.buffer);
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  fs.writeFileSync(file("image.bin"), bytes.subarray(0, end));

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
    memory: { initial: memory.buffer.byteLength / 65536, maximum: 65536 },
    globals,
    table: found,
    own: Object.fromEntries(main.own.map(([name, global]) => [name, global.value])),
  }));
}

// Memory that was given back still holds what it held. Here it is all taken once more, cleared, and given back: in small
// pieces first, since what marks the pieces is cleared with the larger ones.
function wipe(python, memory) {
  const top = python.sbrk(0) >>> 0;
  const sizes = [];
  for (let size = 16; size < 512; size += 16) sizes.push(size);
  for (let size = 512; size <= 1 << 20; size *= 2) sizes.push(size);
  for (const size of sizes) {
    const held = [];
    for (;;) {
      const at = python.malloc(size) >>> 0;
      if (at === 0) break;
      held.push(at);
      if (at + size >= top) break;
      new Uint8Array(memory.buffer, at, size).fill(0);
    }
    for (const at of held.reverse()) python.free(at);
  }
}

async function run() {
  const { open } = await import(pathToFileURL(options.loader));
  const module = await WebAssembly.compile(fs.readFileSync(wasm));
  const ask = await open(module, () => {
    if (!rest) throw new Error("a function outside the profile was called");
    return fs.readFileSync(rest);
  });
  const answers = read("answers.json");
  questions.forEach((question, number) => {
    const found = ask(question);
    if (found !== answers[number]) throw new Error(`the image answers ${question} with ${found}, and not ${answers[number]}`);
  });
  const { exports } = ask;
  if (!exports.ran0) return;
  const ran = [];
  for (let number = 0; exports[`ran${number}`]; number++) if (exports[`ran${number}`].value) ran.push(number);
  fs.writeFileSync(file("ran.json"), JSON.stringify(ran));
}

try {
  await (what === "make" ? make() : run());
} catch (error) {
  // Pyodide's files are one line each, which Node would print whole.
  console.error(String(error?.stack ?? error).slice(0, 3000));
  process.exit(1);
}
process.exit(0);
