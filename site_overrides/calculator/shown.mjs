// The answer of a calculator as it is shown: its sentence, its working, what can be done with it. The worked example stands in
// its place while nothing is asked, and then alone: an example beside a question would be taken for its answer.

import { explain } from "./acronyms.mjs";
import { offer } from "./compare.mjs";
import { nodes } from "./markup.mjs";
import { Peeks } from "./peek.mjs";
import { cited, citedAtHand } from "./places.mjs";

const SITE = new URL("..", import.meta.url);

export class Shown {
  #example;
  #earlier = Object.assign(document.createElement("p"), { className: "calculator__earlier", textContent: "For your earlier entries:" });
  #peeks = new Peeks();
  text = ""; // the answer's, to take along

  // `node` is what holds the answer; `form` has the fields that an answer asks about.
  constructor(node, form) {
    this.node = node;
    this.form = form;
    this.output = node.querySelector("output");
    this.working = node.querySelector(".calculator__working");
    this.#example = node.querySelector(".calculator__case");
  }

  // An answer is wanted.
  wanted() {
    this.#example.remove();
  }

  // It does not come at once: what stands there says that it is not for what is entered now.
  isLate() {
    if (this.output.textContent) this.output.before(this.#earlier);
  }

  // An answer, as the HTML and the text that Python wrote; `isKept` is whether one is kept to be compared with it.
  show(html, text, isKept) {
    this.text = text;
    const content = nodes(html);
    const sentence = content.querySelector(".answer-sentence");
    sentence.remove();
    leadWhereCited(content);
    explain(sentence, content);
    this.#enliven(content);
    offer(content, isKept);
    // What the reader opened or closed stays so while the answer moves, and the focus where it was.
    const at = this.working.contains(document.activeElement) ? document.activeElement.dataset.do : null;
    this.#peeks.carryOver(content);
    for (const section of this.working.querySelectorAll("details")) {
      const next = content.querySelector(`details.${section.classList[1]}`);
      if (next) next.open = section.open;
    }
    this.#earlier.remove();
    if (this.output.textContent !== sentence.textContent) this.output.replaceChildren(...sentence.childNodes);
    this.working.replaceChildren(content);
    if (!citedAtHand()) cited().then(() => leadWhereCited(this.node));
    this.node.style.minBlockSize = "";
    if (at) this.#refocus(at);
  }

  // No answer, and why in a line.
  refuse(why) {
    // What stands below in view stays out of it while an entry is being mended.
    const { top, height } = this.node.getBoundingClientRect();
    this.node.style.minBlockSize = `${Math.max(0, Math.min(height, innerHeight - top))}px`;
    this.#earlier.remove();
    if (this.output.textContent !== why) this.output.replaceChildren(why);
    const wasIn = this.working.contains(document.activeElement);
    this.working.replaceChildren();
    if (wasIn) this.#refocus("");
  }

  // Back to the worked example: nothing is asked.
  showExample() {
    if (this.#example.isConnected) return;
    this.node.prepend(this.#example);
    this.node.style.minBlockSize = "";
    this.#peeks.clear();
    this.#earlier.remove();
    this.output.replaceChildren();
    this.working.replaceChildren();
  }

  // Assistive technology tells the answer while it is not busy.
  busy(isBusy) {
    this.output.setAttribute("aria-busy", String(isBusy));
  }

  intoView() {
    this.output.scrollIntoView({ block: "nearest" });
  }

  // Buttons for what can be done with an answer: answer the next question, or take a reading otherwise. What they do stands
  // in `data-do`: "enter FIELD", "choose FIELD VALUE", "read READING [OPTION]".
  #enliven(answer) {
    const asked = [...answer.querySelectorAll("[data-field]")].map((item) => item.dataset.field);
    for (const item of answer.querySelectorAll("[data-field]")) {
      const { field } = item.dataset;
      // What another question of these calls for comes after it.
      const { when = "{}" } = this.form.field(field)?.dataset ?? {};
      if (this.form.isUncalled(field) && Object.keys(JSON.parse(when)).some((name) => asked.includes(name))) {
        item.remove();
        continue;
      }
      const choices = this.form.choices(field);
      if (choices.length === 0) {
        item.replaceChildren(button(item.textContent, `enter ${field}`));
        continue;
      }
      const about = Object.assign(document.createElement("span"), { textContent: item.textContent });
      const buttons = choices.map((choice) => {
        const word = choice.closest("label").textContent.trim();
        const made = button(word, `choose ${field} ${choice.value}`);
        made.setAttribute("aria-label", `${word}: ${item.textContent}`);
        return made;
      });
      item.replaceChildren(about, ...buttons);
    }
    foldOthers(answer.querySelector(".answer-ask > ul"));
    for (const item of answer.querySelectorAll("[data-switch]")) {
      const { switch: reading, to } = item.dataset;
      item.append(" ", button(to ? "Use this reading" : "Back to the usual reading", `read ${reading} ${to}`));
    }
  }

  // A click in the answer: opens what a citation is of, or gives back what a button does, as [what, name, value].
  clicked({ target }) {
    const pressed = target.closest("button");
    if (pressed?.matches(".peek")) this.#peeks.toggle(pressed);
    return (pressed?.dataset.do ?? "").split(" ");
  }

  keyed(event) {
    this.#peeks.escape(event);
  }

  // After an answer the button that was pressed may be gone: on to the next question, the way back, or the answer itself.
  #refocus(does) {
    const [what, name] = does.split(" ");
    const next = what === "choose" ? ".answer-ask button" : `[data-do^="${what} ${name}"]`;
    const found = this.working.querySelector(`[data-do="${does}"]`) ?? this.working.querySelector(next);
    if (!found) this.output.tabIndex = -1;
    (found ?? this.output).focus({ preventScroll: Boolean(found) });
  }
}

function button(text, does) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: text });
  made.dataset.do = does;
  return made;
}

// The question that narrows most stands by itself; the others are folded after it.
function foldOthers(list) {
  const others = [...(list?.children ?? [])].slice(1);
  if (others.length === 0) return;
  const folded = Object.assign(document.createElement("details"), { className: "answer-others answer-others--asked" });
  const summary = Object.assign(document.createElement("summary"), { textContent: `${others.length} more that would narrow it` });
  const rest = document.createElement("ul");
  rest.append(...others);
  folded.append(summary, rest);
  list.after(folded);
}

// Has what an answer cites lead to where it stands in the site, under its title. While that is not known nothing leads anywhere.
function leadWhereCited(answer) {
  const places = citedAtHand() ?? {};
  for (const kind of ["clause", "reading", "option", "contact"]) {
    for (const link of answer.querySelectorAll(`[data-${kind}]`)) {
      const place = places[kind]?.[link.dataset[kind]];
      if (place) link.textContent = place[1];
      if (place && link.nextElementSibling?.matches(".peek")) link.nextElementSibling.lastElementChild.textContent = ` ${place[1]}`;
      if (place?.[0]) link.href = new URL(place[0], SITE).href;
      else if (kind === "contact" && citedAtHand()) link.replaceWith(link.textContent); // a number that cannot be dialled is no link
      else link.removeAttribute("href");
    }
  }
}
