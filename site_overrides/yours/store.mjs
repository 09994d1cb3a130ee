// What a reader asked this site to keep in this browser: JSON by name, of this site's folder alone. Nothing of it is sent.

const { pathname } = new URL("..", import.meta.url);

export const PREFIX = `clausebook:${pathname}:`;

// A browser that keeps nothing has a storage of the page's own (scripts/theme/storage.mjs).
export const isRefused = () => !(globalThis.localStorage instanceof globalThis.Storage);

// The store that outlives the tab, and the tab's own.
export const stores = () => ({ browser: globalThis.localStorage, tab: globalThis.sessionStorage });

export function read(name, where = "browser") {
  try {
    return JSON.parse(stores()[where].getItem(PREFIX + name));
  } catch {
    return null; // refused, or not ours
  }
}

// Keeps a value, or nothing any longer where it is null; whether it is kept so.
export function write(name, value, where = "browser") {
  try {
    if (value === null) stores()[where].removeItem(PREFIX + name);
    else stores()[where].setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    return false;
  }
  changes.dispatchEvent(new CustomEvent("change", { detail: name }));
  return where === "tab" || !isRefused();
}

// Tells of each change, `detail` its name; those of other tabs too.
export const changes = new EventTarget();

addEventListener("storage", ({ key }) => {
  if (key === null || key.startsWith(PREFIX)) changes.dispatchEvent(new CustomEvent("change", { detail: key?.slice(PREFIX.length) ?? null }));
});
