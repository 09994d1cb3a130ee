// A market's field as a combobox (the ARIA pattern, with a list): it filters as the reader types, by name, ISO code and other
// names. The names come from the field's own datalist, which serves without scripts.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function enhance(field) {
  const input = field.querySelector("input[list]");
  const source = field.querySelector("datalist");
  if (!input || !source) return;
  const rows = [...source.options].map(({ value, textContent }) => {
    const others = textContent.split(", ").filter(Boolean);
    return { name: value, others: textContent, words: [value, ...others].map(fold) };
  });
  source.remove();
  input.removeAttribute("list");
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "ask__names";
  list.hidden = true;
  const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(about)) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names that match");
  input.after(list);

  let active = null;

  const options = () => [...list.children];

  function point(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function open(found) {
    point(null);
    list.replaceChildren(
      ...found.map(({ name, others }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.name = name;
        const also = Object.assign(document.createElement("span"), { className: "ask__also", textContent: others });
        option.append(name, " ", also);
        return option;
      }),
    );
    list.hidden = found.length === 0;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  const close = () => open([]);

  function choose(option) {
    input.value = option.dataset.name;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    close();
  }

  // All of them where nothing is typed, or where what stands there is one of the names already.
  field.knows = (name) => rows.some(({ words }) => words.includes(fold(name)));
  const isChosen = () => rows.some(({ words }) => words[0] === fold(input.value));
  const wanted = () => (isChosen() ? rows : matching(rows, fold(input.value)));

  input.addEventListener("input", () => (input.value.trim() && !isChosen() ? open(wanted()) : close()));
  input.addEventListener("click", () => list.hidden && open(wanted()));
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", ({ target }) => target.closest("li") && choose(target.closest("li")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the keys are those of what writes Japanese, Chinese or Korean
    if (event.altKey && event.key === "ArrowUp") return close();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(wanted());
      const all = options();
      const at = all.indexOf(active) + (event.key === "ArrowDown" ? 1 : -1);
      if (all.length && !event.altKey) point(all.at(at >= all.length ? 0 : at < -1 ? -1 : at));
    } else if ((event.key === "Enter" || event.key === "Tab") && active) {
      if (event.key === "Enter") event.preventDefault();
      choose(active);
    } else if (event.key === "Enter" || event.key === "Tab") {
      // The one that is left is the one that is meant, also where the list went with the focus for a moment.
      if (list.hidden && input.value.trim() && !isChosen() && wanted().length === 1) open(wanted());
      const [left, ...others] = options();
      if (event.key === "Enter" && left) event.preventDefault();
      if (left && others.length === 0) choose(left);
      else close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // it closes the list, and no dialog around it
      event.stopPropagation();
      close();
    }
  });
}

// The rows that have what is typed, best first: a whole name or code, the start of one, the start of a word, any place.
export function matching(rows, typed) {
  const rank = ({ words }) => {
    if (!typed || words.includes(typed)) return 0;
    if (words[0].startsWith(typed)) return 1;
    if (words.some((word) => word.startsWith(typed))) return 2;
    if (words.some((word) => word.includes(` ${typed}`))) return 3;
    return words.some((word) => word.includes(typed)) ? 4 : 5;
  };
  const found = rows.map((row) => [rank(row), row]).filter(([place]) => place < 5);
  return found.sort(([one], [other]) => one - other).map(([, row]) => row);
}
