// A number that can be read in two ways, such as 50.000, is refused by the rule core with what it can mean: each is offered as a
// button beside the field, and stands in it when it is pressed.

// Offers the meanings in a field, or takes away what was offered there.
export function offer(field, meanings = []) {
  const text = meanings.join(" ");
  const before = field.querySelector(".ask__meanings");
  if ((before?.dataset.of ?? "") === text) return;
  before?.remove();
  if (meanings.length === 0) return;
  const row = Object.assign(document.createElement("p"), { className: "ask__meanings" });
  row.dataset.of = text;
  row.append("Take it as ", ...meanings.map((number) => button(field, number.toLocaleString("en"))));
  field.querySelector(".ask__error").after(row);
}

function button(field, text) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: text });
  made.setAttribute("aria-label", `Take it as ${text}`);
  made.addEventListener("click", () => {
    const input = field.querySelector("input[type=text]");
    input.value = text;
    input.focus(); // the button goes
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return made;
}
