// The one place where text becomes markup: an answer as the rule core wrote it, and parts of this site's own pages. No other
// script of ours does that (tests/site/test_markup.py), and a browser that has Trusted Types lets none.

const passes = { createHTML: (text) => text };
const policy = globalThis.trustedTypes?.createPolicy("clausebook", passes) ?? passes;

// The nodes of a part of a page, in nothing yet.
export const nodes = (text) => Object.assign(document.createElement("template"), { innerHTML: policy.createHTML(text) }).content;

// A page, as a document of its own, in which no script runs and nothing is loaded.
export const page = (text) => new DOMParser().parseFromString(policy.createHTML(text), "text/html");
