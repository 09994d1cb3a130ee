// The calculators within reach of every page: a dialog, opened by the button in the header, by Alt+C, and by an address with
// a case whose calculator the page does not have in place.
//
// Its markup is fetched when it is likely to be wanted, the frame and each topic by itself, and kept as long as the document,
// Material's instant navigation included. Whatever cannot be fetched leaves the button the link that it is without scripts.

import { isGoneTo } from "../calculator/address.mjs";
import { readCase } from "../calculator/case.mjs";
import { start } from "../calculator/client.mjs";
import { nodes } from "../calculator/markup.mjs";
import { text } from "../calculator/text.mjs";
import { onEachPage } from "./theme/order.mjs";

const PLACE = new URL("../calculator/dialog/", import.meta.url);
const USUAL = "overview"; // on a page that is about no topic, that of what is not found among them
const TYPED = "input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=reset]), select, textarea";

const button = document.querySelector("a.calculate");
const topics = button.dataset.topics.split(" ");
const isMetered = () => navigator.connection?.saveData || /2g/.test(navigator.connection?.effectiveType ?? "");

// ---- Its markup

const fetched = new Map(); // the name of a file → its text, as a promise

function markup(name) {
  if (!fetched.has(name)) {
    const wanted = text(new URL(`${name}.html`, PLACE));
    wanted.catch(() => fetched.delete(name)); // to be tried again
    fetched.set(name, wanted);
  }
  return fetched.get(name);
}

async function part(name) {
  const content = nodes(await markup(name));
  if (!content.querySelector("dialog, policy-calculator")) {
    fetched.delete(name);
    throw new Error(`${name}.html is another file`);
  }
  for (const link of content.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), PLACE).href;
  return content;
}

// The topic of the page, which instant navigation keeps up to date.
const pageTopic = () => document.querySelector("meta[name=topic]")?.content ?? USUAL;

const prepare = () => Promise.all([markup("dialog"), markup(pageTopic())]).catch(() => {});

// ---- Opening and closing

let dialog = null;
let making = null;

// Opens on a topic. Rejects where there is no dialog to be had.
async function open(topic, note = "") {
  const { pathname } = location;
  making ??= part("dialog").then(make);
  try {
    await making;
  } catch (failure) {
    making = null;
    throw failure;
  }
  if (pathname !== location.pathname) return; // the reader has gone on meanwhile
  // Opened first: a panel that takes up its case is then on show, and brings itself into view.
  if (!dialog.open) dialog.showModal();
  document.documentElement.classList.add("reaching");
  dialog.querySelector(".reach__note").textContent = note;
  choose(topic);
}

function make(content) {
  dialog = content.querySelector("dialog");
  document.body.append(dialog);
  dialog.querySelector(".reach__close").addEventListener("click", () => dialog.close());
  const tabs = dialog.querySelector("[role=tablist]");
  tabs.addEventListener("click", ({ target }) => target.dataset.topic && choose(target.dataset.topic));
  tabs.addEventListener("keydown", (event) => {
    const at = topicsInOrder().indexOf(event.target.dataset.topic);
    const last = topicsInOrder().length - 1;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    choose(topicsInOrder().at(to > last ? 0 : to));
  });
  // Whoever follows a link leaves the dialog; the link itself is followed as any other.
  dialog.addEventListener("click", (event) => {
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (isPlain && event.target.closest("a[href]:not([target], [data-contact])")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    document.documentElement.classList.remove("reaching");
    // The address opens the calculator no longer: neither at a reload, nor once more by itself.
    if (opens()) history.replaceState(history.state, "", location.pathname + location.search);
  });
}

const tabOf = (topic) => dialog.querySelector(`[role=tab][data-topic="${topic}"]`);
const topicsInOrder = () => [...dialog.querySelectorAll("[role=tab]")].map((tab) => tab.dataset.topic);

function choose(topic) {
  for (const tab of dialog.querySelectorAll("[role=tab]")) {
    const isChosen = tab.dataset.topic === topic;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  for (const panel of dialog.querySelectorAll("[role=tabpanel]")) panel.hidden = panel.dataset.topic !== topic;
  const tab = tabOf(topic);
  tab.focus({ preventScroll: true });
  tab.scrollIntoView({ block: "nearest", inline: "center" });
  fill(dialog.querySelector(`[role=tabpanel][data-topic="${topic}"]`));
}

async function fill(panel) {
  if (panel.querySelector("policy-calculator")) return;
  panel.setAttribute("aria-busy", "true");
  try {
    const content = await part(panel.dataset.topic);
    if (!panel.querySelector("policy-calculator")) panel.replaceChildren(content);
  } catch {
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
    again.addEventListener("click", () => fill(panel));
    const told = Object.assign(document.createElement("p"), { textContent: "This calculator could not be loaded." });
    panel.replaceChildren(told, again);
  }
  panel.removeAttribute("aria-busy");
}

// ---- The address

// Whether the address has a case for the dialog: one whose calculator does not stand in the page.
function opens() {
  const { topic, hasCase } = readCase();
  if (!topics.includes(topic)) return hasCase && !document.getElementById(location.hash.slice(1));
  return !document.querySelector(`policy-calculator[topic="${topic}"]:not(dialog *)`);
}

function look() {
  if (!opens()) return;
  const { topic } = readCase();
  const isKnown = topics.includes(topic);
  if (!isKnown) isGoneTo();
  const note = isKnown ? "" : `The address asks for “${topic}”, which is none of these calculators.`;
  // Where there is no dialog to be had, the calculator's own page takes the case.
  open(isKnown ? topic : pageTopic(), note).catch(() => isKnown && location.assign(`${button.href}${topic}/${location.hash}`));
}

// ---- The button, the key, and what makes ready for them

const opened = () => open(pageTopic()).catch(() => location.assign(button.href));

button.setAttribute("role", "button");
button.setAttribute("aria-haspopup", "dialog");
button.setAttribute("aria-keyshortcuts", "Alt+C");
button.title = "Opens the calculators (Alt+C)";
button.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the list of calculators, in a tab of its own
  event.preventDefault();
  event.stopPropagation();
  opened();
});
button.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  opened();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Alt") prepare();
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
  // A Mac types ç with these keys, and other alphabets have no C; there the place of the key decides.
  const isKey = event.key.toLowerCase() === "c" || (event.code === "KeyC" && !/^[a-z]$/i.test(event.key));
  if (!isKey || dialog?.open || event.target.matches?.(TYPED) || event.target.isContentEditable) return;
  event.preventDefault();
  opened();
});

for (const type of ["pointerenter", "focusin", "touchstart"]) {
  // The whole header, so that all is there before the pointer is at the button.
  button.closest("header").addEventListener(type, prepare, { passive: true });
  button.addEventListener(type, () => isMetered() || start().catch(() => {}), { passive: true });
}
const idle = globalThis.requestIdleCallback ?? ((does) => setTimeout(does, 2000));
const prepareAtIdle = () => isMetered() || idle(() => prepare());

addEventListener("hashchange", look);

let path = location.pathname;
const arrived = () => {
  // It may be told of a page more than once, and the reader may be typing in the dialog by then.
  if (location.pathname !== path) {
    path = location.pathname;
    if (!opens()) dialog?.close();
    look();
  }
  prepareAtIdle();
};
look();
onEachPage(arrived);
