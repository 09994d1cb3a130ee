// Long lists that are filtered in the page: what follows an element with `data-entries`, the label of its filter. A section is
// an entry, and so is a heading with what follows it. Without scripts the whole list is there, and no filter.

import { onEachPage } from "./theme/order.mjs";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The entries after a mark: the nodes of each, its words, and the heading above it, if one. */
function entriesAfter(mark) {
  const entries = [];
  let above = null; // the entry of the last h2
  for (let node = mark.nextElementSibling; node; node = node.nextElementSibling) {
    if (node.matches("h2, h3")) {
      entries.push({ nodes: [node], above: node.matches("h3") ? above : null });
      if (node.matches("h2")) above = entries.at(-1);
    } else if (node.matches("section")) {
      entries.push({ nodes: [node], above });
    } else {
      entries.at(-1)?.nodes.push(node);
    }
  }
  for (const entry of entries) entry.words = ` ${plain(entry.nodes.map((node) => node.textContent).join(" "))}`;
  return entries;
}

function enhance(mark, number) {
  const entries = entriesAfter(mark);
  // What stands above others is counted with them.
  const counted = entries.filter((entry) => !entries.some(({ above }) => above === entry));
  const field = Object.assign(document.createElement("input"), { type: "search", id: `entries-${number}`, autocomplete: "off", spellcheck: false });
  const label = Object.assign(document.createElement("label"), { htmlFor: field.id, textContent: mark.dataset.entries });
  label.append(field);
  const count = Object.assign(document.createElement("output"), { htmlFor: field.id });
  count.setAttribute("aria-live", "polite");

  function show() {
    const asked = plain(field.value).split(" ").filter(Boolean).map((word) => ` ${word}`);
    const found = new Set(entries.filter(({ words }) => asked.every((word) => words.includes(word))));
    for (const entry of entries) if (found.has(entry) && entry.above) found.add(entry.above);
    for (const entry of entries) for (const node of entry.nodes) node.hidden = !found.has(entry);
    const shown = counted.filter((entry) => found.has(entry)).length;
    count.value = shown === counted.length ? `${shown} entries` : `${shown} of ${counted.length} entries`;
  }

  // An address leads to an entry whatever is filtered.
  function reveal() {
    const target = document.getElementById(place());
    if (!target?.closest("[hidden]")) return;
    field.value = "";
    show();
    target.scrollIntoView();
  }

  field.addEventListener("input", show);
  const tools = Object.assign(document.createElement("div"), { className: "table-tools" });
  tools.append(label, count);
  mark.replaceChildren(tools);
  show();
  return { mark, reveal };
}

let lists = []; // of the page that is shown; those of pages before are let go of
addEventListener("hashchange", () => lists.forEach(({ reveal }) => reveal()));
onEachPage(() => {
  const found = [...document.querySelectorAll("[data-entries]:empty")];
  lists = [...lists.filter(({ mark }) => mark.isConnected), ...found.map(enhance)];
});

// What the address names after #; as it stands where it is no encoding, since a case may have anything there.
function place() {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
