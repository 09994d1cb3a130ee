// An answer as a file: what was asked, what came out, when, and by which build; opened again, whether it is the same today.

import { go } from "./address.mjs";
import { readCase } from "./case.mjs";
import { cited } from "./places.mjs";

const KIND = "clausebook-answer";
const VERSION = 1;
const LARGEST = 1_000_000; // bytes; a file of ours has some tens of thousands

const built = () => /-(\w+)\.js$/.exec(document.querySelector('meta[name="calculator-worker"]')?.content)?.[1] ?? "";

// ---- To a file

// An answer that was there at that time, as { name, text }.
export function written(calculator, address, at) {
  const { answer } = calculator;
  const evidence = {
    kind: KIND,
    version: VERSION,
    answered: at.toISOString(),
    build: built(),
    link: address,
    question: calculator.querySelector(".calculator__working .answer-question h3").textContent,
    entries: pairs(calculator.querySelectorAll(".calculator__working .answer-question dl > div")),
    told: told(calculator),
    answer,
  };
  return { name: `clausebook-${answer.topic}-${evidence.answered.slice(0, 10)}.json`, text: `${JSON.stringify(evidence, null, 1)}\n` };
}

// What the answer says in words, as [[name, value]].
const told = (calculator) => [
  ["The answer", calculator.answer.words.headline],
  ...calculator.answer.words.by_when.map(({ text }) => ["By when", text]),
  ...pairs(calculator.querySelectorAll(".calculator__working .answer-table tr")),
  ["Edition", calculator.answer.edition],
];

const pairs = (nodes) => [...nodes].map((node) => [...node.children].map((part) => part.textContent));

// ---- From a file

const CHOOSE = "Choose one that “Keep as file” saved, such as clausebook-fee-2026-11-28.json.";

// What a file holds; or, as `problem`, what to choose instead.
async function read(file) {
  if (file.size > LARGEST) return { problem: `This file is too large to be a kept answer. ${CHOOSE}` };
  let evidence = null;
  try {
    evidence = JSON.parse(await file.text());
  } catch {
    // No JSON, or gone meanwhile: no kept answer either way.
  }
  if (evidence?.kind !== KIND) return { problem: `This file is no kept answer. ${CHOOSE}` };
  if (evidence.version > VERSION) return { problem: `This file was kept by a newer version of this site. Open it there, or choose an older one.` };
  const { link, told, answer, answered } = evidence;
  const hash = typeof link === "string" && link.includes("#") ? link.slice(link.indexOf("#")) : "";
  const isWhole = Array.isArray(told) && told.every((pair) => Array.isArray(pair) && pair.length === 2) && answer?.outcome && answer.bounds;
  if (!isWhole || Number.isNaN(Date.parse(answered)) || readCase(hash).topic !== answer.topic) return { problem: `This kept answer is not whole. ${CHOOSE}` };
  const { shared = {} } = await cited();
  if (!(answer.topic in shared)) return { problem: `This file is an answer about “${answer.topic}”, which none of these calculators is. ${CHOOSE}` };
  return { evidence, hash };
}

let end = () => {}; // of what is told of the file opened last

// Opens a kept answer where its calculator is, and says there whether the site answers the same today. `note` is where it is
// said what is wrong with the file.
export async function open(file, note) {
  end();
  const { problem, evidence, hash } = await read(file);
  note.replaceChildren(problem ?? "");
  if (problem) return;
  const notes = new Set();
  const compare = ({ target, detail }) => {
    if (detail.topic !== evidence.answer.topic) return;
    const place = target.querySelector(".take__note");
    notes.add(place);
    place.replaceChildren(...verdict(evidence, target));
  };
  end = () => {
    for (const type of ["policy-answer", "policy-errors"]) removeEventListener(type, compare);
    for (const type of ["input", "reset"]) removeEventListener(type, end);
    for (const place of notes) place.replaceChildren();
    end = () => {};
  };
  for (const type of ["policy-answer", "policy-errors"]) addEventListener(type, compare);
  // What is entered from now on is another case.
  for (const type of ["input", "reset"]) addEventListener(type, end);
  go(hash);
}

// What is said of a kept answer beside today's, as nodes.
function verdict(evidence, calculator) {
  const day = new Date(evidence.answered).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const lines = calculator.answer ? differences(evidence, calculator) : ["It gives no answer to these entries any longer."];
  if (lines.length === 0) return [paragraph(`Kept on ${day}. The site answers the same today.`)];
  const list = document.createElement("ul");
  list.append(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  return [paragraph(`Kept on ${day}. The site answers otherwise today:`), list];
}

const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });

// What differs, a sentence for each: of what is told in words, and else of what programs read.
function differences({ told: then, answer }, calculator) {
  const now = told(calculator);
  const of = (pairs, name) => pairs.filter(([other]) => other === name).map(([, value]) => value).join("; ");
  const names = [...new Set([...then, ...now].map(([name]) => name))];
  const lines = names
    .filter((name) => of(then, name) !== of(now, name))
    .map((name) => `${name}: ${of(then, name) || "nothing"} then, ${of(now, name) || "nothing"} now.`);
  const { inputs, outcome, bounds } = calculator.answer;
  const isSame = JSON.stringify([inputs, outcome, bounds]) === JSON.stringify([answer.inputs, answer.outcome, answer.bounds]);
  return lines.length || isSame ? lines : ["In words it is the same; what programs read of it differs."];
}
