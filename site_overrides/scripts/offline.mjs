// Has the edition kept for when there is no line (calculator/service-worker.mjs), says when there is none, and offers what is newer.

import { isMetered, isUnderWay } from "../calculator/client.mjs";
import { onEachPage } from "./theme/order.mjs";

const AFTER = 3_000; // ms that a page has to itself
const PATIENCE = 10_000; // ms for the list
const SITE = new URL("..", import.meta.url);
const RUNTIME = new URL("assets/runtime/", SITE);
const LIST = new URL("edition.json", SITE);
const version = document.querySelector('meta[name="site-version"]')?.content; // none where the site is being written

const line = Object.assign(document.createElement("p"), { className: "line", hidden: true });
line.setAttribute("role", "status");
const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Reload" });
again.addEventListener("click", () => location.reload());

function tell(...parts) {
  line.replaceChildren(...parts);
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

async function tellOffline() {
  const why = navigator.onLine ? "This site cannot be reached." : "You are offline.";
  const there = await kept();
  const day = there && new Date(there.kept).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  tell(there ? `${why} This is the ${there.title}, as it was kept in this browser on ${day}.` : `${why} What you have open stays; other pages may not open.`);
}

async function look() {
  if (!navigator.onLine) return tellOffline();
  if (isMetered()) return tell();
  try {
    const response = await fetch(LIST, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`${LIST} answered ${response.status}`);
    const newest = (await response.json()).version;
    if (newest === version) tell();
    else tell("There is a newer version of this site. ", again);
  } catch {
    return tellOffline();
  }
  keep().catch(() => {}); // nothing is lost but the edition without a line
}

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
  document.querySelector(".md-header").after(line);
  for (const type of ["online", "offline"]) addEventListener(type, look);
  onEachPage(() => {
    if (!isBegun) whenAllIsDone();
    isBegun = true;
  });
}
