// Has the edition kept for when there is no line (calculator/service-worker.mjs), says when there is none, and offers what is newer.

import { isMetered, isUnderWay } from "../calculator/client.mjs";
import { untilReleased } from "../calculator/pressed.mjs";
import { onEachPage } from "./theme/order.mjs";

const AFTER = 3_000; // ms that a page has to itself
const PATIENCE = 10_000; // ms for the list
const AGAIN = 30_000; // ms, where the site cannot be reached
const SITE = new URL("..", import.meta.url);
const RUNTIME = new URL("assets/runtime/", SITE);
const LIST = new URL("edition.json", SITE);
const version = document.querySelector('meta[name="site-version"]')?.content; // none where the site is being written

const line = Object.assign(document.createElement("p"), { className: "line", hidden: true });
line.setAttribute("role", "status");
const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Reload" });
again.addEventListener("click", () => location.reload());

// The same is not said twice: whoever hears the page would hear it each time.
function tell(...parts) {
  const now = parts.map((part) => part.textContent ?? part).join("");
  if (line.textContent !== now) line.replaceChildren(...parts);
  line.hidden = parts.length === 0;
}

// What is kept of this version, where it is whole.
async function kept() {
  try {
    const cache = await caches.open(`clausebook:${SITE.pathname}:${version}`);
    return await (await cache.match(LIST)).json();
  } catch {
    return null;
  }
}

async function offline() {
  const why = navigator.onLine ? "This site cannot be reached." : "You are offline.";
  const there = await kept();
  const day = there && new Date(there.kept).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return there ? `${why} This is the ${there.title}, as it was kept in this browser on ${day}.` : `${why} What you have open stays; other pages may not open.`;
}

// What is so, as the line tells it, and whether the site can be reached.
async function found() {
  if (!navigator.onLine) return [[await offline()], false];
  if (isMetered()) return [[], false];
  try {
    const response = await fetch(LIST, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`${LIST} answered ${response.status}`);
    const { version: newest } = await response.json();
    return [newest === version ? [] : ["There is a newer version of this site. ", again], true];
  } catch {
    return [[await offline()], false];
  }
}

let looks = 0;
let next = 0;

// Whoever looked before and hears later is told what was so.
async function look() {
  const number = ++looks;
  clearTimeout(next);
  const [parts, isReached] = await found();
  await untilReleased(); // the line pushes the page down
  if (number !== looks) return;
  tell(...parts);
  if (isReached) keep().catch(() => {}); // nothing is lost but the edition without a line
  else if (navigator.onLine && !isMetered()) lookAgain();
}

const lookAgain = () => (next = setTimeout(() => (document.hidden ? lookAgain() : look()), AGAIN));

async function keep() {
  const registration = await navigator.serviceWorker.register(new URL("service-worker.js", SITE), { updateViaCache: "none" });
  const former = await navigator.serviceWorker.getRegistration(RUNTIME);
  if (former?.scope === RUNTIME.href) await former.unregister();
  (registration.active ?? registration.waiting ?? registration.installing)?.postMessage("renew");
}

// Not while Python is on its way.
const whenAllIsDone = () => setTimeout(() => (isUnderWay() ? whenAllIsDone() : look()), AFTER);

let isBegun = false;
if (version) {
  onEachPage(() => {
    if (isBegun) return;
    isBegun = true;
    // Not before: all that stands below is styled anew.
    document.querySelector(".md-header").after(line);
    for (const type of ["online", "offline"]) addEventListener(type, look);
    whenAllIsDone();
  });
}
