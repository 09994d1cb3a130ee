// What a page says of the reader's own business: its row in each table is marked and comes first, and a clause says whether it
// applies. Whose a row or a clause is stands in the page (`data-kind`, `data-levels`, `data-market`, `data-for`).

import { onEachPage } from "../scripts/theme/order.mjs";
import * as own from "./business.mjs";
import { changes } from "./store.mjs";

const PARTIES = ["merchant", "service_provider", "franchisor"];

const includes = (words, one) => words.split(" ").includes(String(one));

// Whether a row is of the business: all that it names must be so, and something must be.
function isOwn({ dataset: { kind, levels, market } }, { entries, level }) {
  if (market && market !== entries.market) return false;
  if (kind && kind !== entries.kind) return false;
  if (levels && level !== null && !includes(levels, level)) return false;
  return Boolean(market || (levels && level !== null));
}

// What a clause is to the business, in words; "" where it binds others alone.
export function applies({ for: whom, levels }, { entries, level }) {
  if (!PARTIES.some((party) => includes(whom, party))) return "";
  if (!includes(whom, entries.kind)) {
    const isForFranchisors = includes(whom, "franchisor") && entries.kind === "merchant";
    if (!isForFranchisors) return "Does not apply to you";
    if (!entries.franchisee_transactions) return "Applies to you if you are a Franchisor";
  }
  if (!levels) return "Applies to you";
  if (level === null) return `Applies to you at Level ${levels.replaceAll(" ", " or ")}`;
  return includes(levels, level) ? "Applies to you" : "Does not apply to you";
}

function note(parent, className, text) {
  const made = Object.assign(document.createElement("span"), { className, textContent: text });
  parent.append(" ", made);
}

function mark() {
  for (const before of document.querySelectorAll(".yours__word, .clause__yours")) {
    before.previousSibling.remove(); // the space before it
    before.remove();
  }
  const business = own.business();
  for (const row of document.querySelectorAll("tr:is([data-market], [data-levels])")) {
    const isYours = business !== null && isOwn(row, business);
    row.classList.toggle("yours", isYours);
    if (isYours) note(row.querySelector('th[scope="row"]'), "yours__word", "Yours");
  }
  for (const about of business ? document.querySelectorAll(".clause__for") : []) {
    const text = applies(about.dataset, business);
    if (text) note(about, `clause__yours${text.startsWith("Does not") ? " clause__yours--not" : ""}`, text);
  }
  for (const region of document.querySelectorAll("[data-filter]")) region.dispatchEvent(new Event("policy-marked"));
}

onEachPage(mark);
changes.addEventListener("change", ({ detail }) => (detail === own.NAME || detail === null) && mark());
