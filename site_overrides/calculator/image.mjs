// An interpreter that has the rule core loaded already: a WebAssembly module whose data is the memory of one that had.
//
// There are two such modules. The whole image has all of that memory, and every function. The small one has what answers
// touch and run: whatever else is read or called there traps. What either asks of JavaScript that is not here is an error.
// The worker then goes on with the next way to Python.

const SECTION = "clausebook";

// What the answers ask of JavaScript; everything else is refused.
const provided = (memory, table) => ({
  emscripten_resize_heap: (bytes) => {
    const more = Math.ceil((((bytes >>> 0) * 1.1) - memory().buffer.byteLength) / 65536);
    try {
      memory().grow(Math.max(more, 0));
      return 1;
    } catch {
      return 0;
    }
  },
  emscripten_get_heap_max: () => 65536 * 65536 - 65536,
  // Functions of C that take fewer arguments than they are called with.
  _PyEM_TrampolineCall_JS: (at, ...given) => table().get(at)(...given),
  _Py_CheckEmscriptenSignals_Helper: () => 0,
  _Py_emscripten_runtime: () => 0,
});

// Resolves to a function from a question to its answer, both JSON text; it throws where it cannot answer.
export async function open(module) {
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  const about = JSON.parse(new TextDecoder().decode(section));
  const imports = {};
  let exports = null;
  let refused = "";
  const refuse = (name) => () => {
    refused = name;
    throw new Error(`the image asks for ${name}`);
  };
  const memory = () => exports?.memory ?? imports.env.memory;
  const table = () => exports?.[about.tableName] ?? imports.env[about.tableName];
  const known = provided(memory, table);
  // A memory that grows would reach into what the small image leaves out.
  if (about.isSmall) known.emscripten_resize_heap = refuse("more memory");
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    if (kind === "function") imports[from][name] = known[name] ?? refuse(name);
    else if (kind === "memory") imports[from][name] = new WebAssembly.Memory(about.memory);
    else if (kind === "table") imports[from][name] = new WebAssembly.Table({ initial: about.tableSize, element: "anyfunc" });
    else if (kind === "tag") imports[from][name] = new WebAssembly.Tag({ parameters: ["i32"] });
    else {
      const [mutable, value] = about.globals[`${from}.${name}`];
      imports[from][name] = new WebAssembly.Global({ value: "i32", mutable: Boolean(mutable) }, value);
    }
  }
  const instance = await WebAssembly.instantiate(module, imports);
  exports = instance.exports;
  if (!about.isSmall) complete(exports, about, memory(), table());
  // Where data was left out, each number is one that no pointer, length or index can be.
  for (const [at, size] of about.holes ?? []) new Uint8Array(memory().buffer, at, size).fill(255);
  const ask = (question) => {
    const reply = answer(exports, memory(), about, question);
    if (refused) throw new Error(`the image asked for ${refused}`); // Python may have taken the error for one of its own
    return reply;
  };
  return Object.assign(ask, { exports, memory: memory() });
}

// Memory and table of the whole image as they were when it was taken.
function complete(exports, about, memory, table) {
  const more = about.memory.initial - memory.buffer.byteLength / 65536;
  if (more > 0) memory.grow(more);
  if (table.length < about.tableSize) table.grow(about.tableSize - table.length);
  for (const [at, name] of about.table) table.set(at, exports[name]);
}

// Text goes in as UTF-16, so that half of a surrogate pair goes in as it is, and comes out as UTF-8.
export function answer(python, memory, about, question) {
  const how = "surrogatepass\0";
  const bytes = 2 * question.length;
  const at = python.malloc(bytes + 8 + how.length) >>> 0;
  if (!at) throw new Error("no memory");
  const view = new DataView(memory.buffer);
  for (let i = 0; i < question.length; i++) view.setUint16(at + 2 * i, question.charCodeAt(i), true);
  const order = at + bytes + (bytes % 4);
  view.setInt32(order, -1, true); // little-endian
  for (let i = 0; i < how.length; i++) view.setUint8(order + 4 + i, how.charCodeAt(i));
  const text = python.PyUnicode_DecodeUTF16(at, bytes, order + 4, order);
  const reply = text && python.PyObject_CallOneArg(about.ask, text);
  if (!reply) throw new Error("the rule core raised an exception");
  const found = python.PyUnicode_AsUTF8AndSize(reply, order) >>> 0;
  if (!found) throw new Error("the rule core's answer is no text");
  const size = new DataView(memory.buffer).getInt32(order, true);
  const told = new TextDecoder().decode(new Uint8Array(memory.buffer, found, size));
  python.Py_DecRef(reply);
  python.Py_DecRef(text);
  python.free(at);
  return told;
}
