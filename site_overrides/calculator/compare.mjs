// Two cases beside each other: the reader keeps the answer and changes entries, and the rule core tells both and how they
// differ (calculator/difference.py). What is kept are entries, as `against` beside the edition and the readings that a question
// names; the address has those that differ.

// What the button in the card does: "keep" the entries as they are, be "done" with it, or go "back" to what was kept. Gives
// back what the question names from now on.
export function compare(way, form, { against, ...named }) {
  if (way === "keep") return { ...named, against: form.sayable() };
  if (way === "back") {
    form.empty();
    form.fill(Object.entries(against));
  }
  return named;
}

// Puts the buttons into an answer that is about to be shown: into its card's row one, and beside what is kept the way back to it.
export function offer(answer, isKept) {
  const row = answer.querySelector("[data-actions]");
  row.append(isKept ? button("Stop comparing", "compare done") : button("Compare", "compare keep"));
  row.hidden = false;
  answer.querySelector('[data-side="kept"] .besides__title')?.append(" ", button("Go back to this", "compare back"));
}

// Says above the form that an answer is kept. Who has just pressed the button is led there.
export function tell(form, { against }, lead = false) {
  const note = form.parentElement.querySelector(".calculator__note--kept") ?? made(form);
  note.hidden = !against;
  if (!lead || !against) return;
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

function made(form) {
  const note = Object.assign(document.createElement("p"), {
    className: "calculator__note calculator__note--kept",
    textContent: "The answer is kept. Change any entry: both answers then stand beside each other, with what differs.",
    tabIndex: -1,
    hidden: true,
  });
  form.before(note);
  return note;
}

function button(text, does) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: text });
  made.dataset.do = does;
  return made;
}
