// What the site keeps for a reader who wants that, in this browser alone. What one page needs comes with that page.

import { onEachPage } from "../scripts/theme/order.mjs";
import { NAME as BUSINESSES } from "./business.mjs";
import { NAME as INCIDENT } from "./incident.mjs";
import { NAME as DEADLINES } from "./due.mjs";
import "./keeping.mjs";
import "./marks.mjs";
import "./next.mjs";
import { changes } from "./store.mjs";

// What stands on a page, what shows it, and of which names it is.
const PARTS = [
  [".deadlines", () => import("./deadlines.mjs"), [DEADLINES, BUSINESSES]],
  [".obligations", () => import("./obligations.mjs"), [BUSINESSES]],
  [".kept", () => import("./kept.mjs"), []],
  [".md-content__inner:has(.notice) #step-by-step + ol", () => import("./duties.mjs"), []],
  [".blank[data-blank]", () => import("./blank.mjs"), [INCIDENT]],
];

async function show(names) {
  for (const [where, wanted, about] of PARTS) {
    const place = document.querySelector(where);
    if (place && (names === null || names.some((name) => about.includes(name)))) (await wanted()).show(place);
  }
}

onEachPage(() => show(null));
changes.addEventListener("change", ({ detail }) => show(detail && [detail]));
