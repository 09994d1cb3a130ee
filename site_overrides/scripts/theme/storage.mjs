// Patches Material 9.8, which reads the browser's storage without a guard, from its first inline script on: where a reader
// blocks cookies that throws, and neither colours nor search come up. One that this page alone has takes its place. Nothing is
// kept; where a reader asks for something to be kept it is said (yours/store.mjs).

class Forgetful {
  #kept = new Map();

  get length() {
    return this.#kept.size;
  }

  key(index) {
    return [...this.#kept.keys()][index] ?? null;
  }

  getItem(name) {
    return this.#kept.get(String(name)) ?? null;
  }

  setItem(name, value) {
    this.#kept.set(String(name), String(value));
  }

  removeItem(name) {
    this.#kept.delete(String(name));
  }

  clear() {
    this.#kept.clear();
  }
}

for (const name of ["localStorage", "sessionStorage"]) {
  try {
    globalThis[name].getItem("");
  } catch {
    Object.defineProperty(globalThis, name, { value: new Forgetful() });
  }
}
