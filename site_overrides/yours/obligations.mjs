// "Your obligations": of all the parts of the page the one of the business that is kept, with its fees and whom it calls.

import { evaluate } from "../calculator/client.mjs";
import * as own from "./business.mjs";
import { element, link } from "./made.mjs";

const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

// Whether a part of the page is of the business; where a thing is not known, each that it could be.
function isOf({ dataset: { kind, levels, asked } }, { entries, level }) {
  const required = entries.submission_required ?? "unknown";
  if (kind !== entries.kind) return false;
  if (level !== null && !levels.split(" ").includes(String(level))) return false;
  return !asked || required === "unknown" || asked === required;
}

// Puts the steps of an answer that cite what a list is about into it, first.
function tell(list, steps) {
  for (const before of list.querySelectorAll(".obligations__own")) before.remove();
  const told = steps.filter(({ clause }) => clause === list.dataset.steps);
  list.prepend(...told.map(({ text }) => element("li", { className: "obligations__own", textContent: text })));
}

export async function show(page) {
  const business = own.business();
  const whose = page.querySelector(".obligations__whose");
  const print = page.querySelector(".obligations__print");
  const lists = document.querySelectorAll(".obligations__shared [data-steps]");
  print.hidden = false;
  page.classList.toggle("obligations--own", business !== null);
  print.firstElementChild.onclick = () => globalThis.print();
  for (const part of page.querySelectorAll(".obligations__part")) part.hidden = business !== null && !isOf(part, business);
  for (const list of lists) tell(list, []);
  if (!business) {
    whose.replaceChildren("This is for every level. ", link("", "Answer three questions"), " and keep them in this browser: then it is your sheet alone.");
    return;
  }
  whose.replaceChildren(`For ${business.name}, as of ${today()}. `, link("kept/", "What is kept"));
  const answer = await evaluate("overview", business.entries);
  if (own.business()?.name !== business.name || answer.errors) return;
  for (const list of lists) tell(list, answer.steps);
}
