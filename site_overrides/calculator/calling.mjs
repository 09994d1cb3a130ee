// Which fields the entries of a form call for: later ones appear as earlier answers ask for them.
//
// `data-when` names fields before this one and the entries that call for it, "*" for any and "" for none. A field that is
// not called for is marked `data-uncalled`, which hides it; what it holds is kept, and it counts as it starts.
// `called` in build_tools/pages/form.py does the same when the page is made.

// Marks the fields of a form; those in `pinned` are shown whatever the others say.
export function call(form, pinned) {
  const counted = {};
  for (const field of form.querySelectorAll("[data-field]")) {
    const { field: name, when } = field.dataset;
    const isCalled =
      pinned.has(name) || Object.entries(JSON.parse(when ?? "{}")).every(([other, words]) => allows(words, counted[other]));
    field.toggleAttribute("data-uncalled", !isCalled);
    counted[name] = entry(field, isCalled);
  }
  for (const folded of form.querySelectorAll("details")) {
    folded.toggleAttribute("data-uncalled", !folded.querySelector("[data-field]:not([data-uncalled])"));
  }
}

const allows = (words, entry) => words.includes(entry) || (words.includes("*") && entry !== "");

// What a field says in the words of the form; as it starts where it is not called for.
function entry(field, isCalled) {
  for (const input of field.querySelectorAll("input[name]")) {
    const isChoice = input.type === "radio" || input.type === "checkbox";
    if (isChoice && (isCalled ? input.checked : input.defaultChecked)) return input.value;
    if (!isChoice && isCalled && input.value.trim()) return input.value.trim();
  }
  return "";
}
