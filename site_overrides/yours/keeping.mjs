// Under the form of the overview: keeps what it says of a business in this browser, where the reader wants that, and chooses
// among those that are kept.

import { begin } from "../calculator/carried.mjs";
import { onEachPage } from "../scripts/theme/order.mjs";
import * as own from "./business.mjs";
import { element, link } from "./made.mjs";
import { changes, isRefused } from "./store.mjs";

const REFUSED = "This browser keeps nothing for this site, so your business can’t be kept.";
const FIRST = "My business";
const boxes = new WeakMap(); // the box of each calculator

const isOverview = (node) => node.matches('policy-calculator[topic="overview"]');

function boxOf(calculator) {
  if (!boxes.has(calculator)) boxes.set(calculator, element("div", { className: "keeping" }));
  const box = boxes.get(calculator);
  if (!box.isConnected) calculator.querySelector(".calculator__asking").append(box);
  return box;
}

// What the calculator says of a business by now; null where it has no answer.
function said(calculator) {
  if (!calculator.answer) return null;
  return { entries: calculator.entries(), level: calculator.answer.outcome.level };
}

const isSame = (one, other) => JSON.stringify([Object.entries(one.entries).sort(), one.level]) === JSON.stringify([Object.entries(other.entries).sort(), other.level]);

// A name that none of those kept has.
function freshName(all) {
  const names = all.map(({ name }) => name);
  for (let number = 1; ; number++) {
    const name = number === 1 ? FIRST : `${FIRST} ${number}`;
    if (!names.includes(name)) return name;
  }
}

function show(calculator) {
  const box = boxOf(calculator);
  const { chosen, all } = own.kept();
  const now = said(calculator);
  const kept = own.business();
  const parts = [];
  if (kept) parts.push(...chooser(chosen, all));
  const isNew = now && !(kept && isSame(now, kept));
  if (isNew) parts.push(...keeper(now, kept, all));
  else if (kept) parts.push(row(element("span", { textContent: "Every calculator here starts from it." }), link("obligations/", "Your obligations"), forgetter(chosen)));
  // The field that the reader is in stays.
  if (box.contains(document.activeElement) && document.activeElement.matches("input")) return;
  box.replaceChildren(...parts);
}

const row = (...parts) => {
  const made = element("p", { className: "keeping__row" });
  for (const part of parts) made.append(part, " ");
  return made;
};

function chooser(chosen, all) {
  if (all.length === 1) return [row(element("span", { textContent: `Kept in this browser: ${chosen}.` }))];
  const menu = element("select", {}, ...all.map(({ name }) => element("option", { value: name, textContent: name, selected: name === chosen })));
  menu.addEventListener("change", () => {
    own.choose(menu.value);
    begin();
  });
  return [row(element("label", { textContent: "Your business " }, menu))];
}

function forgetter(name) {
  const button = element("button", { type: "button", className: "quiet", textContent: `Forget ${name}` });
  button.addEventListener("click", () => {
    own.forget(name);
    if (own.business()) begin();
  });
  return button;
}

function keeper(now, kept, all) {
  const name = element("input", { type: "text", value: freshName(all), maxLength: 60, autocomplete: "off" });
  const button = element("button", { type: "button", textContent: kept ? "Keep as another business" : "Keep this in this browser" });
  const told = element("span");
  told.setAttribute("role", "status");
  const keep = (as) => {
    if (isRefused() || !own.keep({ name: as, ...now })) told.textContent = REFUSED;
  };
  const enter = () => keep(name.value.trim() || freshName(all));
  button.addEventListener("click", enter);
  name.addEventListener("keydown", (event) => event.key === "Enter" && enter());
  const parts = [button, element("label", { textContent: "under the name " }, name)];
  if (kept) {
    const change = element("button", { type: "button", className: "quiet", textContent: `Keep as ${kept.name}` });
    change.addEventListener("click", () => keep(kept.name));
    parts.unshift(change);
  }
  const says = element("p", { className: "keeping__says" }, "It stays in this browser and is sent nowhere. ", link("kept/", "What is kept"), " shows it and forgets it. ", told);
  return [row(...parts), says];
}

function hear({ target }) {
  if (!(target instanceof Element) || !isOverview(target)) return;
  if (target.answer || own.business()) show(target);
  else boxes.get(target)?.replaceChildren();
}

const all = () => document.querySelectorAll('policy-calculator[topic="overview"]');

for (const type of ["policy-answer", "policy-errors"]) document.addEventListener(type, hear);
const showAll = () => {
  for (const calculator of all()) hear({ target: calculator });
};
changes.addEventListener("change", ({ detail }) => (detail === own.NAME || detail === null) && showAll());
onEachPage(showAll);
