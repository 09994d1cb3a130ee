// What is wrong with an entry, said beside its field, to eyes and to screen readers.

import { offer } from "./meanings.mjs";

/** Says it; without a message, that nothing is wrong. `meanings` are what the entry may have meant. */
export function say(field, message = "", meanings = []) {
  const slot = field.querySelector(".ask__error");
  if (slot.textContent !== message) slot.textContent = message;
  slot.hidden = !message;
  offer(field, meanings);
  field.classList.toggle("ask--wrong", Boolean(message));
  describe(field.matches("fieldset") ? field : field.querySelector("input"), slot.id, message);
  for (const input of field.querySelectorAll("input")) {
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function describe(owner, id, message) {
  const others = (owner.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  const described = message ? [...others, id] : others;
  if (described.length) owner.setAttribute("aria-describedby", described.join(" "));
  else owner.removeAttribute("aria-describedby");
}
