// Patches Material 9.8, whose script takes the page's thread for long, though nothing of it is needed to read a page or to
// fill in a form: a calculator that is being answered goes first. And what is to be done on each page, which Material tells.

import { painted } from "../../calculator/begin.mjs";
import { readCase } from "../../calculator/case.mjs";
import "./keys.mjs";
import { listed } from "./sitemap.mjs";
import "./versions.mjs";

const STYLES = 5_000; // ms
const SCRIPT = 10_000; // ms for the theme's own
const PATIENCE = 1_000; // milliseconds for an answer; on a slow line it takes longer, and the thread is free meanwhile

const isAsked = () => readCase().hasCase || document.querySelector('policy-calculator:is([data-state="loading"], [data-state="busy"])');

const answered = () =>
  new Promise((resolve) => {
    for (const type of ["policy-answer", "policy-errors"]) document.addEventListener(type, resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });

const loaded = (src) =>
  new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: resolve });
    document.head.append(script);
    // As if it had failed: the reader is told of it (told.mjs).
    setTimeout(() => globalThis.document$ || script.dispatchEvent(new Event("error")), SCRIPT);
  });

// The first answer, where one is asked for, and what there is to see.
const shown = (async () => {
  if (isAsked()) await answered();
  await painted();
})();

// The theme makes every address absolute, and a style whose address is set is taken away until it is loaded anew. So each is
// exchanged before, for one whose address is absolute, once that is there.
const exchanged = (style) =>
  new Promise((resolve) => {
    const other = Object.assign(style.cloneNode(), { href: style.href });
    other.removeAttribute("media"); // of one that hung (late.mjs)
    other.onload = () => resolve(style.remove());
    other.onerror = () => resolve(other.remove());
    style.after(other);
    setTimeout(resolve, STYLES); // one that hangs keeps nothing else waiting
  });

const theme = shown.then(async () => {
  const hint = document.getElementById("theme-script");
  hint.remove(); // else it would be loaded anew too
  await Promise.all([listed(), ...[...document.querySelectorAll("head link[rel=stylesheet]")].map(exchanged)]);
  await loaded(hint.href);
});

// Calls for this page once it is shown, and for every page that the theme puts into this document without loading it anew;
// for some of them more than once.
export async function onEachPage(does) {
  await shown;
  does();
  await theme;
  globalThis.document$?.subscribe(does);
}
