// The answer on one sheet of paper: question and entries, the card, working, assumptions, discretion, edition, the day, the link,
// and the link as a code. The sheet lies beside the page, unseen; when it is printed, nothing else is.

const LEFT_OUT = ".card__actions, .answer-ask, .answer-change, .picture, .peek, button";

let isMine = false; // whether what is being printed was asked for by a button

// Lays the sheet for what a calculator answered at that time, with its code, and resolves when it lies there.
export async function lay(calculator, address, at) {
  const drawn = await import("./code.mjs").catch(() => null); // it goes without where it cannot be had
  put(calculator, address, at, drawn && drawn.code(address));
}

// Prints it.
export function printed() {
  isMine = true;
  window.print();
}

export function clear() {
  document.querySelector(".sheet")?.remove();
  document.documentElement.classList.remove("on-paper");
}

function put(calculator, address, at, code) {
  clear();
  const sheet = Object.assign(document.createElement("section"), { className: "sheet md-typeset" });
  const body = calculator.querySelector(".calculator__working").cloneNode(true);
  for (const part of body.querySelectorAll(LEFT_OUT)) part.remove();
  for (const part of body.querySelectorAll("details")) part.open = true;
  for (const part of body.querySelectorAll("[id]")) part.removeAttribute("id");
  const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const link = Object.assign(document.createElement("a"), { href: address, textContent: address });
  const site = made("p", "sheet__site", document.querySelector(".md-logo")?.title ?? "");
  const asked = made("div", "sheet__asked", body.querySelector(".answer-question"));
  if (code) asked.append(code);
  const headline = made("p", "sheet__headline", calculator.querySelector("output").textContent);
  sheet.append(site, asked, headline, body, made("p", "sheet__foot", `Answered on ${day}. To open it and to change it: `, link));
  document.body.append(sheet);
  document.documentElement.classList.add("on-paper");
}

function made(kind, className, ...inner) {
  const node = document.createElement(kind);
  if (className) node.className = className;
  node.append(...inner);
  return node;
}

// Printed from the browser's own menu with the dialog open: its answer, not the page behind. The code is not at hand then.
addEventListener("beforeprint", () => {
  if (isMine) return;
  clear();
  const shown = document.querySelector("dialog[open] [role=tabpanel]:not([hidden]) policy-calculator");
  if (shown?.answer) put(shown, location.href, new Date(), null);
});

// The sheet stays: some browsers say that they are done before they begin.
addEventListener("afterprint", () => (isMine = false));
