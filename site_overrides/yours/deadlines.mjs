// "Your deadlines": the form's dates are kept as they are entered; what the rule core makes of them, and what is next.

import { writeCase } from "../calculator/case.mjs";
import { evaluate } from "../calculator/client.mjs";
import { cited } from "../calculator/places.mjs";
import { save } from "../calculator/save.mjs";
import { business } from "./business.mjs";
import { deadlines, due, inWords, isFee, lateCase, put, tell, today } from "./due.mjs";
import { element, link } from "./made.mjs";
import { printed } from "./printed.mjs";
import { isRefused } from "./store.mjs";

const SITE = new URL("..", import.meta.url);
const TOPIC = "deadlines"; // in the names of events
const REFUSED = "This browser keeps nothing for this site: the dates are gone when you leave this page.";

const enlivened = new WeakSet();

// What is due on each day, by the name of the day.
const texts = (page) => Object.fromEntries([...page.querySelectorAll("[data-due]")].map(({ dataset: { name, due, found } }) => [found ?? name, due]));

async function enter(page) {
  const form = page.querySelector("form");
  const dates = [...form.querySelectorAll("input[type=date]")].filter(({ value }) => value).map(({ name, value }) => [name, value]);
  const done = [...form.querySelectorAll("input:checked")].map(({ name }) => name.replace(/-done$/, ""));
  const entries = Object.fromEntries(dates);
  const isKept = put({ entries, done, texts: texts(page), found: {} });
  page.querySelector(".deadlines__told").textContent = isKept || !dates.length ? "" : REFUSED;
  const found = await find(entries);
  // Newer dates may stand there by now.
  if (JSON.stringify(deadlines().entries) === JSON.stringify(entries)) put({ found });
}

// What the rule core makes of a designation's notice and of a plan: days by field.
async function find({ designation_notice_received, plan_completed }) {
  if (!designation_notice_received && !plan_completed) return {};
  const own = business();
  const level = own?.level ?? (designation_notice_received ? 3 : 1); // those that are designated are at Level 3 or 4
  const asked = { kind: own?.entries.kind ?? "merchant", level, designation_notice_received, plan_completed };
  const { outcome } = await evaluate("validation", asked).catch(() => ({}));
  return Object.fromEntries(Object.entries({ enrol_by: outcome?.enrol_by, remediate_by: outcome?.remediate_by }).filter(([, day]) => day));
}

// What stands beside a date.
function counted(row) {
  const { entries, done, found } = deadlines();
  const { name, due, found: other, told } = row.dataset;
  const day = other ? found[other] : entries[name];
  const parts = [];
  if (entries[name] && day && told) parts.push(`${told}: ${inWords(day)}.`);
  else if (entries[name] && day && due) {
    parts.push(done.includes(other ?? name) ? "Done." : tell({ text: due, day }));
    if (day < today() && !done.includes(name) && isFee(name)) parts.push(" ", costs(day));
  }
  row.querySelector(".deadlines__counted").replaceChildren(...parts);
}

function costs(day) {
  const made = link("calculators/fee/", "What this can have cost by today");
  made.hash = writeCase("fee", lateCase(day), {});
  return made;
}

// All that is due, as a file for calendars. Imported again it updates what was imported before: the name in calendars is kept.
async function saveDays(page) {
  const said = page.querySelector(".deadlines__saved");
  const id = page.dataset.clause;
  try {
    const [{ caseOf, days }, places] = await Promise.all([import("../calculator/days.mjs"), cited()]);
    const { calendar = caseOf({ topic: TOPIC, edition: Math.random(), inputs: {} }) } = deadlines();
    put({ calendar });
    const by_when = due().map((one) => ({ field: one.name, when: one.day, what: one.text, text: tell(one), clause: id }));
    const headline = `Deadlines${business() ? ` of ${business().name}` : ""}, as entered on ${inWords(today())}.`;
    const [address, title] = places.clause?.[id] ?? [];
    const about = { address: location.href.split("#")[0], inCalendars: calendar, standing: document.querySelector(".md-banner")?.textContent.trim() };
    const clause = () => address && [title, new URL(address, SITE).href];
    save("clausebook-deadlines.ics", "text/calendar", days({ topic: TOPIC, words: { by_when, headline } }, { ...about, clause }));
    said.textContent = "The calendar file is saved. Open it to add the days to your calendar.";
  } catch {
    said.textContent = "What that needs could not be loaded. Try again.";
  }
}

// The form says what is kept, but where somebody is entering something else.
function fill(form, passed) {
  const { entries, done } = deadlines();
  for (const input of form.querySelectorAll("input")) {
    if (passed.includes(input)) continue;
    if (input.type === "date") input.value = entries[input.name] ?? "";
    else input.checked = done.includes(input.name.replace(/-done$/, ""));
  }
}

export function show(page) {
  const form = page.querySelector("form");
  if (!enlivened.has(page)) {
    enlivened.add(page);
    form.addEventListener("change", () => enter(page));
    // What was entered before this script came stands beside what is kept.
    const early = [...form.querySelectorAll("input")].filter(({ type, value, checked }) => (type === "date" ? value : checked));
    fill(form, early);
    if (early.length) enter(page);
    form.addEventListener("submit", (event) => event.preventDefault());
    page.querySelector(".blank__print").addEventListener("click", () => printed([document.querySelector("article h1"), page]));
    page.querySelector(".deadlines__calendar").addEventListener("click", () => saveDays(page));
    if (isRefused()) page.querySelector(".deadlines__told").textContent = REFUSED;
  }
  fill(form, [document.activeElement]);
  for (const row of form.querySelectorAll("[data-name]")) counted(row);
  const [next, ...others] = due();
  page.querySelector(".deadlines__calendar").hidden = !next;
  const list = page.querySelector(".deadlines__next");
  list.replaceChildren(...(next ? [element("p", { textContent: `Next: ${tell(next)}` })] : []));
  if (others.length) list.append(element("ul", {}, ...others.map((one) => element("li", { textContent: tell(one) }))));
}
