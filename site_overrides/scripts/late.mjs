// A style that hangs keeps the browser from showing anything. Part of the head's classic script: after some seconds the page goes
// on without it, and takes it when it comes.

const PATIENCE = 3_000; // ms
const AGAIN = 500; // ms until what was read meanwhile is looked at

function look() {
  for (const style of document.querySelectorAll("link[rel=stylesheet]:not([media])")) {
    if (style.sheet) continue;
    // What is for paper keeps nobody waiting.
    const late = Object.assign(style.cloneNode(), { media: "print", onload: () => late.removeAttribute("media") });
    style.replaceWith(late);
  }
  if (document.readyState !== "complete") setTimeout(look, AGAIN);
}

setTimeout(look, PATIENCE);
