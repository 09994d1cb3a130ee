// What can be taken along of an answer, each in one touch from its card: its link, its text, a sheet of paper, its days for a
// calendar, a file to keep; and the way back from such a file.
//
// A page fetches what few want when it is wanted: the code on the sheet, the calendar, the file.

import { writeCase } from "./case.mjs";
import { copied } from "./clipboard.mjs";
import { citedAtHand } from "./places.mjs";
import { save } from "./save.mjs";
import { clear, lay, printed } from "./sheet.mjs";

const SITE = new URL("..", import.meta.url);
const SHOWN = 6000; // ms that it is said what was done

const WAYS = {
  link: ["Copy link", copyLink],
  text: ["Copy text", copyText],
  paper: ["Print or PDF", print],
  calendar: ["Calendar file", saveDays],
  file: ["Keep as file", saveFile],
};

// Has the answers of a calculator offer it, of its form and of what is shown; gives back what ends that. `named` gives the edition
// and readings that are named, and keeps the name of the case in calendars as long as the form is filled in.
export function offer(calculator, form, shown, named) {
  let at = null; // when it was answered
  const show = () => {
    at = new Date();
    clear();
    const row = calculator.querySelector(".calculator__working [data-actions]");
    row?.prepend(...Object.entries(WAYS).filter(([way]) => isThere(way, calculator.answer)).map(([way, [label]]) => button(way, label)));
    row?.append(Object.assign(document.createElement("p"), { className: "take__told", role: "status" }));
    if (row) row.hidden = false;
  };
  const press = async ({ target }) => {
    const pressed = target.closest("[data-take]");
    if (!pressed) return;
    const row = pressed.closest("[data-actions]");
    const told = row.querySelector(".take__told");
    const address = location.href.split("#")[0] + writeCase(calculator.topic, form.sayable(), named());
    row.querySelector(".take__by-hand")?.remove();
    told.textContent = "";
    try {
      tell(told, await WAYS[pressed.dataset.take][1]({ calculator, row, address, at, text: shown.text, named: named() }));
    } catch {
      tell(told, "What that needs could not be loaded. Try again.");
    }
  };
  calculator.addEventListener("policy-answer", show);
  calculator.addEventListener("click", press);
  const forget = offerToOpen(calculator);
  return () => {
    calculator.removeEventListener("policy-answer", show);
    calculator.removeEventListener("click", press);
    forget();
  };
}

const isThere = (way, answer) => way !== "calendar" || answer.words.by_when.some(({ when }) => when);

function button(way, label) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: label });
  made.dataset.take = way;
  return made;
}

const waits = new WeakMap(); // what is said → the timer that ends it

function tell(told, text) {
  clearTimeout(waits.get(told));
  told.textContent = text;
  waits.set(told, setTimeout(() => told.replaceChildren(), SHOWN));
}

// ---- The ways

async function copyLink({ row, address }) {
  return (await copied(address)) ? "Link copied." : byHand(row, "input", address, "The link");
}

async function copyText({ row, text, address }) {
  const whole = letter(text, address);
  return (await copied(whole)) ? "Text copied." : byHand(row, "textarea", whole, "The text");
}

// Where the browser refuses the clipboard: a field to copy from, its contents selected.
function byHand(row, kind, text, name) {
  const field = Object.assign(document.createElement(kind), { className: "take__by-hand", value: text, readOnly: true });
  field.setAttribute("aria-label", `${name}, to copy by hand`);
  row.append(field);
  field.focus();
  field.select();
  return `This browser does not let a page copy. ${name} is selected below: copy it by hand.`;
}

async function print({ calculator, address, at }) {
  await lay(calculator, address, at);
  printed();
  return "";
}

async function saveDays({ calculator: { answer }, address, text, named }) {
  const { caseOf, days } = await import("./days.mjs");
  named.inCalendars ??= caseOf(answer);
  const about = { address, inCalendars: named.inCalendars, clause: cited, standing: text.split("\n").at(-1) };
  save(`clausebook-${answer.topic}.ics`, "text/calendar", days(answer, about));
  return "The calendar file is saved. Open it to add the days to your calendar.";
}

async function saveFile({ calculator, address, at }) {
  const { written } = await import("./evidence.mjs");
  const { name, text } = written(calculator, address, at);
  save(name, "application/json", text);
  return `Kept as ${name}. “Open a kept answer” under any form here opens it again.`;
}

// ---- Its text

// What is cited by an id, as [title, address]; null where that leads nowhere.
function cited(id) {
  const places = citedAtHand();
  const [place, title] = places?.clause?.[id] ?? places?.reading?.[id] ?? [];
  return place ? [title, new URL(place, SITE).href] : null;
}

// The rule core's text with what its citations lead to, and the link to the answer.
function letter(text, address) {
  const ids = [...new Set([...text.matchAll(/\[([\w.-]+)\]$/gm)].map(([, id]) => id))].filter(cited);
  const places = ids.map((id) => `  - [${id}] ${cited(id).join(": ")}`);
  return `${[text, ["Where that stands:", ...places].join("\n"), `This answer, to open and to change: ${address}`].join("\n\n")}\n`;
}

// ---- The way back

// A button under the form, and a place for what is said of the file.
function offerToOpen(calculator) {
  const buttons = calculator.querySelector(".calculator__buttons");
  const opens = buttons.querySelector("[data-open-kept]") ?? button("", "Open a kept answer");
  delete opens.dataset.take;
  opens.dataset.openKept = "";
  buttons.append(opens);
  const result = calculator.querySelector(".calculator__result");
  const note = result.querySelector(".take__note") ?? Object.assign(document.createElement("div"), { className: "take__note", role: "status" });
  result.prepend(note);
  const choose = () => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", async () => {
      const evidence = await import("./evidence.mjs").catch(() => null);
      if (evidence) await evidence.open(input.files[0], note);
      else note.textContent = "What that needs could not be loaded. Try again.";
    });
    input.click();
  };
  opens.addEventListener("click", choose);
  return () => opens.removeEventListener("click", choose);
}
