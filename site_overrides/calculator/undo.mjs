// Entries that were cleared can be had back: for some seconds, or until the next entry.

const TIME = 20_000; // ms

// Offers it beside the buttons of a form; `restore` brings them back.
export function offerUndo(form, restore) {
  withdraw(form);
  const row = form.querySelector(".calculator__buttons");
  const told = Object.assign(document.createElement("span"), { className: "calculator__undo" });
  told.setAttribute("role", "status");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Undo" });
  row.append(told, button);
  told.textContent = "Cleared.";
  const end = () => {
    clearTimeout(timer);
    form.removeEventListener("input", end);
    told.remove();
    button.remove();
  };
  const timer = setTimeout(end, TIME);
  form.addEventListener("input", end);
  button.addEventListener("click", () => {
    end();
    restore();
    form.querySelector("input:checked, input:not([hidden])")?.focus();
  });
  button.addEventListener("undo-withdrawn", end);
}

function withdraw(form) {
  form.querySelector(".calculator__undo + button")?.dispatchEvent(new Event("undo-withdrawn"));
}
