// Elements that these pages are made of.

const SITE = new URL("..", import.meta.url);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// A link to a page of the site, by its address from the site's root.
export const link = (address, textContent) => element("a", { href: new URL(address, SITE).href, textContent });
