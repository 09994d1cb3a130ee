// A clause or a reading, opened in place where an answer cites it. Its text is taken from the page that holds it, once.

const pages = new Map(); // the address of a page → its document, as a promise

function page(address) {
  if (address === location.href.split("#")[0]) return document;
  if (!pages.has(address)) {
    const wanted = fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    wanted.catch(() => pages.delete(address)); // to be tried again
    pages.set(address, wanted);
  }
  return pages.get(address);
}

// The text that a link leads to, as a node to put into the page. Rejects where it cannot be had.
export async function text(link) {
  const [address, id] = link.href.split("#");
  const found = (await page(address)).getElementById(decodeURIComponent(id))?.closest("section");
  if (!found) throw new Error(`nothing at ${link.href}`);
  const shown = document.createElement("div");
  shown.append(...document.importNode(found, true).childNodes);
  for (const part of shown.querySelectorAll("h2, .clause__foot, .headerlink, .downloads, policy-calculator")) part.remove();
  for (const part of shown.querySelectorAll("[id]")) part.removeAttribute("id");
  for (const part of shown.querySelectorAll("[role=region]")) {
    part.removeAttribute("role");
    part.removeAttribute("aria-labelledby");
  }
  for (const inner of shown.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), address).href;
  return shown;
}
