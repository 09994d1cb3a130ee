// The first time an acronym stands in an answer it opens its meaning (scripts/definitions.mjs). In forms and pages the build
// has done the same.

import { citedAtHand } from "./places.mjs";

const SITE = new URL("..", import.meta.url);
const LEFT_ALONE = "a, button, summary, time, svg, code, [data-field], .answer-question"; // a question becomes a button; what was asked is for paper

export function explain(...roots) {
  const terms = citedAtHand()?.term ?? {};
  const forms = Object.keys(terms).sort((one, other) => other.length - one.length);
  if (forms.length === 0) return;
  const pattern = new RegExp(`(?<![\\w-])(?:${forms.join("|")})(?![\\w-])`, "g");
  const seen = new Set();
  for (const root of roots) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement?.closest(LEFT_ALONE)) texts.push(walk.currentNode);
    for (const text of texts) link(text);
  }

  function link(text) {
    for (const match of text.data.matchAll(pattern)) {
      const [address, meaning] = terms[match[0]];
      if (seen.has(address)) continue;
      seen.add(address);
      const word = text.splitText(match.index);
      const rest = word.splitText(match[0].length);
      const term = Object.assign(document.createElement("a"), { className: "term", href: new URL(address, SITE).href, title: meaning });
      word.replaceWith(term);
      term.append(word);
      return link(rest);
    }
  }
}
