// Tables that are filtered and sorted in the page. A region with `data-filter`, the label of its filter, gets a field, a count
// of its rows, and a button in each header cell. Without scripts it is the whole table, and none of these are there.

import { onEachPage } from "./theme/order.mjs";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\u00a0()]+/g, " ").trim();
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The first cell of a row that spans several: the heading of its group. */
const heading = (row) => row.querySelector('th[scope="rowgroup"]');

/** A row as it is found and sorted: its group's heading, its cells a column each, its words and its other names. */
function read(row, group) {
  const cells = group ? [group.textContent] : [];
  for (const cell of row.cells) {
    if (cell !== heading(row)) {
      cells.push(...Array(cell.colSpan).fill(cell.textContent));
    }
  }
  const names = (row.dataset.names ?? "").split(";").map(plain).filter(Boolean);
  return { row, group, cells, names, words: ` ${plain([...cells, ...names].join(" "))} ` };
}

/** What an entry finds: where it is a name or a code, those rows alone; else every row with words that start so.
    A digit by itself is a whole word, as in Level 1. */
function found(rows, entry) {
  const asked = plain(entry);
  const named = rows.filter(({ names }) => names.includes(asked));
  if (!asked || named.length) {
    return asked ? named : rows;
  }
  const parts = asked.split(" ").map((part) => ` ${part}${/^\d$/.test(part) ? " " : ""}`);
  return rows.filter(({ words }) => parts.every((part) => words.includes(part)));
}

/** Amounts by their size, everything else by its letters. */
function compare(one, other) {
  const amount = (text) => (/^[\d,]+(?: |$)/.test(text) ? Number.parseInt(text.replaceAll(",", ""), 10) : Number.NaN);
  const difference = amount(one) - amount(other);
  return Number.isNaN(difference) ? order.compare(one, other) : difference;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function enhance(region, number) {
  const table = region.querySelector("table");
  const heads = [...table.tHead.rows[0].cells];
  const rows = [];
  let group = null;
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    group = heading(row) ?? group;
    rows.push(read(row, group));
  }
  const entry = element("input", { type: "search", id: `filter-${number}`, autocomplete: "off", spellcheck: false });
  const count = element("output", { htmlFor: entry.id });
  count.setAttribute("aria-live", "polite");
  const menu = element("select", {}, element("option", { value: "", textContent: "as printed" }));
  let column = -1;
  let descending = false;

  function show() {
    const shown = [...found(rows, entry.value)];
    if (column >= 0) {
      const way = descending ? -1 : 1;
      shown.sort((one, other) => way * compare(one.cells[column], other.cells[column]));
    }
    // The reader's own row comes first (yours/marks.mjs).
    shown.sort((one, other) => other.row.matches(".yours") - one.row.matches(".yours"));
    // Neighbours of one group stand under one heading, whatever the order.
    const bodies = [];
    let last = null;
    for (const { row, group } of shown) {
      heading(row)?.remove();
      if (bodies.length && (!group || group.textContent === last?.textContent)) {
        if (group) {
          last.rowSpan += 1;
        }
      } else {
        bodies.push(element("tbody"));
        bodies.at(-1).setAttribute("role", "rowgroup");
        if (group) {
          last = group.cloneNode(true);
          last.rowSpan = 1;
          row.prepend(last);
        }
      }
      bodies.at(-1).append(row);
    }
    for (const body of [...table.tBodies]) {
      body.remove();
    }
    table.append(...bodies);
    count.value = shown.length === rows.length ? `${rows.length} rows` : `${shown.length} of ${rows.length} rows`;
    for (const [index, head] of heads.entries()) {
      if (index === column) {
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
    menu.value = column < 0 ? "" : `${column} ${descending ? "down" : "up"}`;
  }

  for (const [index, head] of heads.entries()) {
    const title = head.textContent;
    const button = element("button", { type: "button", className: "sort", textContent: title });
    button.addEventListener("click", () => {
      // Up, down, and as it was printed.
      [column, descending] = column !== index ? [index, false] : descending ? [-1, false] : [index, true];
      show();
    });
    head.replaceChildren(button);
    for (const [way, words] of [["up", "upwards"], ["down", "downwards"]]) {
      menu.append(element("option", { value: `${index} ${way}`, textContent: `${title}, ${words}` }));
    }
  }
  entry.addEventListener("input", show);
  region.addEventListener("policy-marked", show);
  menu.addEventListener("change", () => {
    const [index, way] = menu.value.split(" ");
    [column, descending] = index ? [Number(index), way === "down"] : [-1, false];
    show();
  });
  const sort = element("label", { className: "table-tools__sort", textContent: "Sorted by" }, menu);
  const label = element("label", { htmlFor: entry.id, textContent: region.dataset.filter }, entry);
  const tools = element("div", { className: "table-tools" }, label, sort, count);
  region.before(tools);
  show();
}

function start() {
  for (const [number, region] of document.querySelectorAll("[data-filter]").entries()) {
    if (!region.previousElementSibling?.classList.contains("table-tools")) {
      enhance(region, number);
    }
  }
}

onEachPage(start);
