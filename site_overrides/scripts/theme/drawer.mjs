// Patches Material 9.8, whose menu on a phone is a label for a checkbox: here it is a button with a name and a state. Its drawer
// cannot be reached while it is closed, closes with Escape, and gives the focus back.

import { onEachPage } from "./order.mjs";

const isNarrow = matchMedia("(max-width: 76.234375em)"); // where the theme makes a drawer of its navigation
const toggle = document.getElementById("__drawer");
const drawer = () => document.querySelector(".md-sidebar--primary");

const label = document.querySelector('.md-header [for="__drawer"]');
const button = Object.assign(document.createElement("button"), { type: "button", className: label.className });
button.setAttribute("aria-label", "Menu");
button.setAttribute("aria-controls", "navigation");
button.append(...label.childNodes);
label.replaceWith(button);

function show() {
  const isOpen = isNarrow.matches && toggle.checked;
  button.setAttribute("aria-expanded", String(isOpen));
  drawer().id = "navigation";
  drawer().inert = isNarrow.matches && !isOpen;
}

function set(isOpen) {
  if (toggle.checked !== isOpen) toggle.click(); // the theme listens for changes
  show();
}

button.addEventListener("click", () => {
  set(!toggle.checked);
  if (toggle.checked) drawer().querySelector("a[href]").focus();
});
toggle.addEventListener("change", show);
isNarrow.addEventListener("change", show);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !toggle.checked || document.querySelector("dialog[open]")) return;
  set(false);
  button.focus();
});

// Whoever goes on with the keyboard past the drawer has left it.
document.addEventListener("focusin", ({ target }) => {
  if (isNarrow.matches && toggle.checked && !drawer().contains(target) && target !== button && target !== toggle) set(false);
});

onEachPage(show);
