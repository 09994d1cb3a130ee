// Sheets to fill in: what is entered stays (incident.mjs), stands in the text that is told, and is printed as a sheet of its own.

import { copied } from "../calculator/clipboard.mjs";
import { incident, momentInWords, put } from "./incident.mjs";
import { printed } from "./printed.mjs";

const BLANK = "________";
const enlivened = new WeakSet();

// The text to read out or to mail: each line as filled in, or as a blank.
function lines(notice) {
  return [...notice.children].flatMap((part) => (part.matches("ul") ? [...part.children] : [part])).map(({ textContent }) => textContent);
}

function tell(notice, said) {
  for (const line of notice.querySelectorAll("[data-line]")) {
    line.textContent = line.dataset.line.replace("{}", () => said[line.dataset.of] || BLANK);
  }
  const [subject] = lines(notice);
  const mail = notice.closest(".blank").querySelector(".notice__mail");
  mail.href = `mailto:${notice.dataset.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines(notice).join("\r\n"))}`;
}

// What the incident's calculator says: text by the name of its field.
function asked() {
  const { entries } = incident();
  const discovered = entries.discovered && momentInWords(entries.discovered);
  const count = entries.card_numbers && Number(entries.card_numbers).toLocaleString("en-GB");
  return { discovered, card_numbers: count ?? (discovered && "not known yet") };
}

function fill(sheet) {
  const { fields } = incident();
  for (const input of sheet.querySelectorAll("input")) if (input !== document.activeElement) input.value = fields[input.name] ?? "";
  for (const notice of sheet.querySelectorAll(".notice")) tell(notice, { ...fields, ...asked() });
}

function enliven(sheet) {
  enlivened.add(sheet);
  // What was typed before this script came.
  const typed = [...sheet.querySelectorAll("input")].filter(({ value }) => value).map(({ name, value }) => [name, value]);
  if (typed.length) put({ fields: { ...incident().fields, ...Object.fromEntries(typed) } });
  sheet.addEventListener("input", ({ target }) => put({ fields: { ...incident().fields, [target.name]: target.value } }));
  sheet.querySelector(".blank__print").addEventListener("click", () => printed([sheet]));
  const told = sheet.querySelector(".blank__told");
  sheet.querySelector(".notice__copy")?.addEventListener("click", async () => {
    const text = lines(sheet.querySelector(".notice")).join("\n");
    told.textContent = (await copied(text)) ? "Copied" : "Not copied: select the text and copy it.";
  });
}

export function show() {
  for (const sheet of document.querySelectorAll(".blank[data-blank]")) {
    if (!enlivened.has(sheet)) enliven(sheet);
    fill(sheet);
  }
}
