// What cannot matter to the answer any longer is not asked any longer: a question that the reader has not answered, and that
// the rule core does not count among what would narrow the answer (`ask_next`).

// Marks the fields of a form by the newest answer, or by none; those in `pinned` stay, and the one that the reader is in.
export function settle(form, answer, pinned) {
  for (const field of form.querySelectorAll("[data-open]")) {
    const { field: name } = field.dataset;
    const isSettled = answer && answer.inputs[name] === null && !answer.ask_next.includes(name);
    field.toggleAttribute("data-settled", Boolean(isSettled) && !pinned.has(name) && !field.contains(document.activeElement));
  }
}
