// "What is kept": what of each row stands in this browser now, and forgetting it, one row or all.

import { kept as businesses, NAME as BUSINESSES } from "./business.mjs";
import { element } from "./made.mjs";
import { changes, isRefused, PREFIX, stores } from "./store.mjs";

const { pathname } = new URL("..", import.meta.url);
const OWN = [PREFIX, `policy-calculator:${pathname}`, `${pathname}.__`]; // what this site's names begin with

const did = new WeakMap(); // what was done on a page, to be said with what is there

const keysOf = (where) => Object.keys(stores()[where]).filter((key) => OWN.some((start) => key.startsWith(start)));

const nameOf = (row) => row.dataset.key.replace("PATH", pathname);

// What of a row is there: the names of keys, or of a store of files.
async function found(row) {
  const { where } = row.dataset;
  const name = nameOf(row);
  const all = where === "files" ? ((await globalThis.caches?.keys().catch(() => [])) ?? []) : keysOf(where);
  return all.filter((key) => (name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : key === name));
}

async function forget(row) {
  const { where } = row.dataset;
  for (const name of await found(row)) {
    if (where === "files") await globalThis.caches.delete(name);
    else stores()[where].removeItem(name);
  }
}

// What a calculator of this page still shows would be kept again.
async function empty() {
  for (const calculator of document.querySelectorAll("policy-calculator")) calculator.querySelector("form").reset();
  await new Promise((then) => setTimeout(then));
}

async function tell(rows) {
  let count = 0;
  for (const row of rows) {
    const names = await found(row);
    const cell = row.querySelector(".kept__now");
    count += names.length;
    if (!names.length) {
      cell.replaceChildren("nothing");
      continue;
    }
    const isBusinesses = names.includes(PREFIX + BUSINESSES) && row.dataset.where === "browser";
    const what = isBusinesses ? businesses().all.map(({ name }) => name).join(", ") : names.length > 1 ? `${names.length} entries` : "kept";
    const button = element("button", { type: "button", className: "quiet", textContent: "Forget" });
    button.setAttribute("aria-label", `Forget: ${row.querySelector("th").textContent}`);
    button.addEventListener("click", () => clear([row], rows));
    cell.replaceChildren(`${what} `, button);
  }
  return count;
}

async function clear(some, rows) {
  await empty();
  for (const row of some) await forget(row);
  did.set(rows[0].closest(".kept"), "Forgotten. ");
  changes.dispatchEvent(new CustomEvent("change", { detail: null }));
  await show(rows[0].closest(".kept"));
}

// What no row names, as after a version that kept something else.
function others(rows) {
  const named = rows.map((row) => [row.dataset.where, nameOf(row)]);
  const isNamed = (where, key) => named.some(([at, name]) => at === where && (name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : name === key));
  return ["browser", "tab"].flatMap((where) => keysOf(where).filter((key) => !isNamed(where, key)).map((key) => [where, key]));
}

export async function show(page) {
  const rows = [...page.querySelectorAll("tr[data-key]")];
  const told = page.querySelector(".kept__told");
  const buttons = page.querySelector(".kept__buttons");
  const left = others(rows);
  const count = (await tell(rows)) + left.length;
  buttons.hidden = count === 0;
  buttons.firstElementChild.onclick = async () => {
    for (const [where, key] of left) stores()[where].removeItem(key);
    await clear(rows, rows);
  };
  const more = left.length ? ` Besides: ${left.map(([, key]) => key).join(", ")}.` : "";
  if (isRefused()) told.textContent = `${did.get(page) ?? ""}This browser keeps nothing for this site: storage is refused. The site works all the same, and forgets what you enter when you leave a page.`;
  else told.textContent = count ? `${did.get(page) ?? ""}These stand in this browser now.${more}` : `${did.get(page) ?? ""}Nothing is kept in this browser now.`;
}
