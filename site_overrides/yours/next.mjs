// Where the reader's own deadlines are told: on the front page what is next, under "By when" of an answer the dates themselves,
// and over the fee calculator the deadline that has passed.

import { writeCase } from "../calculator/case.mjs";
import { onEachPage } from "../scripts/theme/order.mjs";
import { NAME as BUSINESSES } from "./business.mjs";
import { due, isFee, lateCase, NAME, tell, today } from "./due.mjs";
import { element, link } from "./made.mjs";
import { changes } from "./store.mjs";

const TOPICS = ["overview", "validation"]; // whose answers say that American Express tells each deadline
const MOST = 3; // deadlines told in a card

function onFront() {
  const lead = document.querySelector(".md-content__inner:has(> h2#what-do-i-do) > h1 + p");
  if (!lead) return;
  document.querySelector(".next-deadline")?.remove();
  const [next] = due();
  if (!next) return;
  lead.after(element("p", { className: "next-deadline" }, `Next: ${tell(next)} `, link("deadlines/", "Your deadlines")));
}

function overFees() {
  for (const form of document.querySelectorAll('policy-calculator[topic="fee"] form')) {
    form.parentElement.querySelector(".late-deadline")?.remove();
    const late = due().find(({ name, day }) => day < today() && isFee(name));
    if (!late) continue;
    const count = element("a", { href: writeCase("fee", lateCase(late.day), {}), textContent: "Count from it" });
    form.before(element("p", { className: "late-deadline calculator__note" }, `${tell(late)} `, count));
  }
}

function inCard({ target, detail }) {
  if (!TOPICS.includes(detail.topic)) return;
  const list = target.querySelector(".card__when");
  const dates = due().filter(({ day }) => day >= today()).slice(0, MOST);
  list?.append(...dates.map((one) => element("li", { className: "card__own", textContent: tell(one) })));
}

function show() {
  onFront();
  overFees();
}

document.addEventListener("policy-answer", inCard);
changes.addEventListener("change", ({ detail }) => (detail === null || [NAME, BUSINESSES].includes(detail)) && show());
onEachPage(show);
