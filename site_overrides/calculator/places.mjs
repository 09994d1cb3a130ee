// What an answer cites: { clause: { id: [address, title] }, reading: …, option: … }, addresses from the site's root. Read once.

const SITE = new URL("..", import.meta.url);

let places = null;
export const cited = () => (places ??= read().catch(() => ({})));

// A page of the site says the file's name, which has a hash of its contents in it; another page takes the plain one.
async function read() {
  const name = document.querySelector('meta[name="calculator-places"]')?.content ?? "data/places.json";
  const response = await fetch(new URL(name, SITE));
  return response.ok ? response.json() : {};
}
