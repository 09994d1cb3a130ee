// Keeps the whole edition for when there is no line: pages, scripts, styles, the search and the calculators, from the site's root.
// It fetches nothing ahead before a page asks it to, which pages do when all else is done and the line is not metered.
//
// The site says in edition.json which files an edition has, each with its hash: { version, title, files, more }. `files` are
// fetched ahead, `more` are kept once they were asked for, and nothing is kept but the body that fits its hash: a host may answer
// anything. An edition is in a cache of its own, and is offered once it is there whole. The one before stays for pages that
// are open since then; whatever is older goes.
//
// What has the hash of its contents in its name comes from here first, all else from the line first.

const ROOT = registration.scope;
const OWN = `clausebook:${new URL(ROOT).pathname}:`;
const LIST = `${ROOT}edition.json`;
const HASHED = /[-.]([0-9a-f]{8}|[0-9a-f]{12}|[0-9A-Z]{8})(\.min)?\.\w+$|-[0-9a-f]{12}\//;
const PATIENCE = 4_000; // ms for a page, where one is kept

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  await caches.delete("clausebook-runtime").catch(() => {}); // a former version's
  await registration.navigationPreload?.enable().catch(() => {});
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(ROOT) || url.startsWith(LIST)) return;
  event.respondWith(HASHED.test(new URL(url).pathname) ? unchanging(event) : newest(event));
});

async function unchanging(event) {
  const { url, cache } = event.request;
  // Whoever asks past what the browser keeps asks past this too: that body was of no use.
  const found = cache !== "reload" && (await kept(url));
  if (found) return found;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(keep(url, response.clone()).catch(() => {}));
  return response;
}

async function newest(event) {
  // What fails ahead is an error for some browsers, and for Firefox a response that is one.
  const asked = Promise.resolve(event.preloadResponse).then((ahead) => (ahead && ahead.type !== "error" ? ahead : fetch(event.request)));
  const inTime = await Promise.race([asked.catch(() => null), new Promise((then) => setTimeout(then, PATIENCE))]);
  if (inTime && inTime.status < 500) return inTime;
  return (await kept(event.request.url, true)) ?? asked;
}

// ---- What is kept

// The names of the caches, newest first.
const editions = async () => (await caches.keys()).filter((name) => name.startsWith(OWN)).reverse();

// The list of an edition that is there whole.
const listOf = async (cache) => (await cache.match(LIST))?.json();

// What is kept of an address; undefined where nothing is, or storage is refused.
async function kept(address, onlyWhole = false) {
  try {
    for (const name of await editions()) {
      const cache = await caches.open(name);
      const found = await cache.match(address, { ignoreSearch: true });
      if (found && (!onlyWhole || (await cache.match(LIST)))) return found;
    }
  } catch {
    // Then there is only the network.
  }
  return undefined;
}

// Keeps what was asked for, if an edition has it. An error where storage is refused or full.
async function keep(address, response) {
  const body = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
  for (const name of await editions()) {
    const cache = await caches.open(name);
    const { files = {}, more = {} } = (await listOf(cache)) ?? {};
    if ({ ...files, ...more }[address.slice(ROOT.length)] === integrity) return cache.put(address, response);
  }
}

// ---- Keeping an edition

let renewing = null; // whatever else, one at a time

addEventListener("message", (event) => {
  // Where that fails the next page has it go on.
  renewing ??= renew().catch(() => {}).finally(() => (renewing = null));
  event.waitUntil(renewing);
});

async function renew() {
  const list = await (await right(LIST, "")).json();
  const name = OWN + list.version;
  const before = await editions();
  if (before.indexOf(name) > 0) await caches.delete(name); // back to what was before: it is the newest again
  const cache = await caches.open(name);
  if (!(await cache.match(LIST))) {
    let isWhole = true;
    for (const [file, integrity] of Object.entries(list.files)) isWhole = (await add(cache, ROOT + file, integrity)) && isWhole;
    if (!isWhole) return;
    await cache.put(LIST, new Response(JSON.stringify({ ...list, kept: Date.now() })));
  }
  const others = before.filter((other) => other !== name);
  await Promise.all(others.slice(1).map((old) => caches.delete(old)));
}

// Whether the file could be had. One after another: a reader's own requests go first. An error where there is no room.
async function add(cache, address, integrity) {
  if (await cache.match(address)) return true;
  const found = (HASHED.test(address) && (await kept(address))) || (await right(address, integrity).catch(() => null));
  if (found) await cache.put(address, found);
  return Boolean(found);
}

// The right body, or an error. What the browser keeps may be another one: the second time it is passed over.
async function right(address, integrity) {
  try {
    return await fetched(address, { integrity, cache: "no-cache" });
  } catch {
    return fetched(address, { integrity, cache: "reload" });
  }
}

async function fetched(address, how) {
  const response = await fetch(address, how);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  // A page that was led elsewhere is refused by browsers.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}
