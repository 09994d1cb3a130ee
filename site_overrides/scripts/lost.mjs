// The page of what is not found asks for this script at every depth that it may be shown at (lost.html). Where it is found, it
// knows by its own address where the site is, and with it where the styles are and where the links lead.

const { src } = document.currentScript;
if (!document.documentElement.dataset.found) {
  document.documentElement.dataset.found = "";
  const root = new URL("../", src);
  for (const { content } of document.querySelectorAll('meta[name="style"]')) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL(content, root);
    document.head.append(style);
  }
  for (const link of document.querySelectorAll("a[data-to]")) link.href = new URL(link.dataset.to, root);
  if (matchMedia("(prefers-color-scheme: dark)").matches) document.body.dataset.mdColorScheme = "slate";
}
