// The link to a clause as a button that copies it and says so. Without scripts it is a link to the clause's own place.

import { copied } from "../calculator/clipboard.mjs";
import { onEachPage } from "./theme/order.mjs";

const SHOWN = 4000; // milliseconds that "Copied" stays

function enhance(link) {
  const title = link.closest(".clause").querySelector("h2").firstChild.textContent;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "clause__copy", textContent: "Copy link" });
  button.setAttribute("aria-label", `Copy link to “${title}”`);
  const said = Object.assign(document.createElement("span"), { className: "clause__copied" });
  said.setAttribute("role", "status");
  const address = new URL(link.getAttribute("href"), location.href).href;
  let wait = 0;
  button.addEventListener("click", async () => {
    said.textContent = (await copied(address)) ? "Copied" : `Not copied. The link is ${address}`;
    button.focus();
    clearTimeout(wait);
    wait = setTimeout(() => said.replaceChildren(), SHOWN);
  });
  link.replaceWith(button, said);
}

function start() {
  for (const link of document.querySelectorAll("a.clause__copy")) {
    enhance(link);
  }
}

onEachPage(start);
