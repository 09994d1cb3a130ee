// Patches Material 9.8, whose script takes the page's thread for long, though nothing of it is needed to read a page or to
// fill in a form: a calculator that is being answered goes first. And what is to be done on each page, which Material tells.

import { painted } from "../../calculator/begin.mjs";
import { readCase } from "../../calculator/case.mjs";
import "./keys.mjs";
import { listed } from "./sitemap.mjs";
import { keepStyles } from "./styling.mjs";
import "./versions.mjs";

const SCRIPT = 10_000; // ms for the theme's own
// Milliseconds that an answer is waited for. On a slow line it takes longer: then the page does what it does without more, and the
// theme's script, which is the largest of all, is still not fetched before it.
const PATIENCE = { page: 1_000, theme: 5_000 };

const calculators = () => [...document.querySelectorAll("policy-calculator")];
const isBusy = ({ dataset: { state } }) => state === "loading" || state === "busy";
const isAnswered = ({ answer, errors }) => answer || errors;
const isAsked = () => !calculators().some(isAnswered) && (readCase().hasCase || calculators().some(isBusy));

const answer = new Promise((resolve) => {
  for (const type of ["policy-answer", "policy-errors"]) document.addEventListener(type, resolve, { once: true });
});
const answered = (patience) => (isAsked() ? Promise.race([answer, new Promise((then) => setTimeout(then, patience))]) : null);

// A script in a <template> is one that nobody fetches.
const { content: kept } = document.getElementById("theme-script");
const THEME = new URL(kept.firstElementChild.getAttribute("src"), location.href).href;
if (!isAsked()) document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "script", fetchPriority: "low", href: THEME }));

const loaded = (src) =>
  new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: resolve });
    document.head.append(script);
    // As if it had failed: the reader is told of it (told.mjs).
    setTimeout(() => globalThis.document$ || script.dispatchEvent(new Event("error")), SCRIPT);
  });

// The first answer, and what there is to see.
const shown = (async () => {
  await answered(PATIENCE.page);
  await painted();
})();

const theme = shown.then(async () => {
  await answered(PATIENCE.theme);
  for (const hint of document.querySelectorAll("head link[rel=preload]")) hint.remove(); // else it would be loaded anew too
  await listed();
  const begun = keepStyles();
  await loaded(THEME);
  begun();
});

// Calls for this page once it is shown, and for every page that the theme puts into this document without loading it anew;
// for some of them more than once.
export async function onEachPage(does) {
  await shown;
  does();
  await theme;
  globalThis.document$?.subscribe(does);
}
