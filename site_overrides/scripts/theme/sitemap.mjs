// Patches Material 9.8, which navigates instantly only to pages that sitemap.xml lists by their whole address. A site does not
// know where it is hosted, or is looked at elsewhere, so the addresses are exchanged for where it really is. The shortest is
// the home.

const base = new URL("..", document.currentScript.src).href;
const { open } = XMLHttpRequest.prototype;
const response = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, "response");

const exchange = (map) => {
  const homes = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address).sort((a, b) => a.length - b.length);
  return homes.length ? map.replaceAll(`<loc>${homes[0]}`, `<loc>${base}`) : map;
};

XMLHttpRequest.prototype.open = function (method, url, ...others) {
  if (String(url) === `${base}sitemap.xml`) {
    const exchanged = async () => exchange(await response.get.call(this).text());
    Object.defineProperty(this, "response", { get: () => ({ text: exchanged }) });
  }
  return open.call(this, method, url, ...others);
};
