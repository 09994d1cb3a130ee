// Former versions had a service worker in the folder of the runtime, for that folder alone. The site has one for all now: where a
// browser still has the former one, it finds this in its place, and is rid of it.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(registration.unregister()));
