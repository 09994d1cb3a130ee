// The link to a clause as a button that copies it and says so. Without scripts it is a link to the clause's own place.

import { onEachPage } from "./theme/order.mjs";

const SHOWN = 4000; // milliseconds that "Copied" stays

/** Put a text on the clipboard; false where the browser does not let us. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not everywhere, and not on a host without TLS: then the old way.
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "clause__address" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

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
