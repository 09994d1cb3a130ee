// Keeps the files of assets/runtime/, the folder that it stands in and all that it is asked about: pages are none of its
// business. Names carry the hash of the contents, so what is kept is never out of date. The page says after each start
// which files the present bundle has: { files } are fetched ahead, { more } are kept once they were asked for. Those of
// this bundle and of the one before stay, everything else goes.

const NAME = "clausebook-runtime";
const LISTS = "lists"; // the address of the last two lists, newest first
const HASHED = /-[0-9a-f]{12}(\.\w+$|\/)/;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && HASHED.test(new URL(url).pathname)) event.respondWith(kept(event));
});

async function kept(event) {
  try {
    const found = await (await caches.open(NAME)).match(event.request.url);
    if (found) return found;
  } catch {
    // Storage may be refused; then there is only the network.
  }
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

async function keep(url, response) {
  try {
    await (await caches.open(NAME)).put(url, response);
  } catch {
    // Refused or full: the next visit fetches it again.
  }
}

addEventListener("message", (event) => event.waitUntil(tidy(event.data)));

async function tidy({ files, more }) {
  try {
    const cache = await caches.open(NAME);
    const list = new URL(LISTS, location.href).href;
    const before = (await (await cache.match(list))?.json()) ?? [];
    const lists = [[...files, ...more], ...before.filter(([worker]) => worker !== files[0])].slice(0, 2);
    await cache.put(list, new Response(JSON.stringify(lists)));
    const stay = new Set([list, ...lists.flat().map((name) => new URL(name, location.href).href)]);
    const there = (await cache.keys()).map((request) => request.url);
    await Promise.all(there.filter((url) => !stay.has(url)).map((url) => cache.delete(url)));
    // What the first start of a visit fetched was fetched before this worker stood between.
    const missing = files.filter((name) => !there.includes(new URL(name, location.href).href));
    await Promise.all(missing.map(async (name) => {
      const response = await fetch(new URL(name, location.href));
      if (response.ok) await cache.put(new URL(name, location.href), response);
    }));
  } catch {
    // As above.
  }
}
