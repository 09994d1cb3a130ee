// The tables of all cases: marks the rows that the answer beside one can be of, one where everything is known; and where there
// is a table for each market, fetches that of the market that is chosen in it, or asked about in the calculator.

import { page } from "../calculator/markup.mjs";
import { text } from "../calculator/text.mjs";

const ENDS = {
  at_least: (have, end) => have >= end,
  above: (have, end) => have > end,
  at_most: (have, end) => have <= end,
  below: (have, end) => have < end,
};

addEventListener("policy-answer", ({ detail: answer }) => {
  for (const box of document.querySelectorAll(`details[data-cases="${answer.topic}"]`)) {
    follow(box, answer);
    turn(box);
  }
});

for (const type of ["policy-errors", "policy-late"]) {
  addEventListener(type, ({ detail: { topic } }) => {
    for (const box of document.querySelectorAll(`details[data-cases="${topic}"]`)) mark(box);
  });
}

// What was answered before this script was there.
document.addEventListener("toggle", ({ target: box }) => {
  if (!box.matches?.("details[data-cases]")) return;
  if (box.open && !box.querySelector("[aria-current]")) follow(box, newest(box));
  turn(box);
}, { capture: true });

document.addEventListener("change", ({ target }) => target.matches(".cases__market select") && turn(target.closest("details")));

/** The answer of a calculator of the topic, if it has one. */
const newest = (box) => [...document.querySelectorAll(`policy-calculator[topic="${box.dataset.cases}"]`)].find(({ answer }) => answer)?.answer;

/** Chooses the market that is asked about. */
function follow(box, answer) {
  const select = box.querySelector(".cases__market select");
  const asked = [...(select?.options ?? [])].find(({ dataset }) => dataset.market === answer?.inputs.market);
  if (asked) select.value = asked.value;
}

/** Shows the table of the market that is chosen, where it is open, and marks its rows. */
async function turn(box) {
  const select = box.querySelector(".cases__market select");
  const market = select?.selectedOptions[0].dataset.market;
  if (box.open && market && market !== box.dataset.market) {
    const status = select.closest("p").querySelector("[role=status]");
    try {
      const found = await fetched(select.value);
      if (select.selectedOptions[0].dataset.market !== market) return; // another is wanted by now
      status.textContent = "";
      take(box, found);
    } catch {
      status.textContent = "This market’s table could not be fetched. The downloads have it.";
      select.value = [...select.options].find(({ dataset }) => dataset.market === box.dataset.market).value;
    }
  }
  mark(box);
}

async function fetched(address) {
  const found = page(await text(address)).querySelector("details");
  const { href } = new URL(address, document.baseURI);
  for (const link of found.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), href).href;
  return document.importNode(found, true);
}

/** Puts one table in place of another; what is chosen from stays, and the focus in it. */
function take(box, found) {
  Object.assign(box.dataset, found.dataset);
  const choice = box.querySelector(".cases__market");
  found.querySelector(".cases__market").remove();
  const [summary, ...rest] = found.children;
  box.querySelector("summary").replaceChildren(...summary.childNodes);
  while (choice.nextSibling) choice.nextSibling.remove();
  choice.after(...rest);
}

function mark(box) {
  const answer = newest(box);
  const { market } = box.dataset;
  const isHere = answer && (!market || market === answer.inputs.market);
  const { rows } = box.querySelector("tbody");
  JSON.parse(box.dataset.when).forEach((when, index) => {
    const fits = isHere && Object.entries(when).every(([name, asked]) => may(asked, answer.inputs[name], answer.inputs));
    if (fits) rows[index].setAttribute("aria-current", "true");
    else rows[index].removeAttribute("aria-current");
  });
}

/** Whether an input may meet a condition: one that is not known may. */
function may(asked, value, inputs) {
  if (value === null || asked === null) return value === asked || asked !== null;
  if (typeof asked !== "object") return value === asked || (typeof value === "string" && Number(value) === asked);
  if (asked.any_of) return asked.any_of.includes(value);
  return Object.entries(asked).every(([word, end]) => {
    const place = sum(end, inputs);
    return place === null || ENDS[word](Number(value), place);
  });
}

/** What a bound comes to: a number, or a sum of inputs and numbers; null where one of them is not known. */
function sum(end, inputs) {
  let total = 0;
  let sign = 1;
  for (const part of String(end).split(" ")) {
    if (part === "+" || part === "-") sign = part === "+" ? 1 : -1;
    else {
      const number = part in inputs ? inputs[part] : part;
      if (number === null) return null;
      total += sign * Number(number);
    }
  }
  return total;
}
