// All that is wrong with a form, at its head, each a link to its field.

export class Summary {
  #node;

  constructor(form) {
    this.#node = form.querySelector(".calculator__summary");
  }

  // Tells what is wrong, as [{ field, message, isThere }], `topic` being the form's; it is where the reader is led.
  tell(topic, wrong) {
    this.#list(topic, wrong);
    this.#node.hidden = false;
    this.#node.focus();
  }

  // What was wrong and is mended leaves it at once; what is newly wrong does not come.
  keep(topic, wrong) {
    if (this.#node.hidden) return;
    const told = new Set([...this.#node.querySelectorAll("li")].map((item) => item.dataset.about));
    const left = wrong.filter(({ field }) => told.has(field));
    if (left.length === told.size) return;
    this.#list(topic, left);
    this.#node.hidden = left.length === 0;
  }

  #list(topic, wrong) {
    const heading = Object.assign(document.createElement("p"), { textContent: "Before there is an answer:" });
    const list = document.createElement("ul");
    for (const { field, message, isThere } of wrong) {
      const link = Object.assign(document.createElement("a"), { href: `#ask-${topic}-${field}`, textContent: message });
      link.dataset.for = field;
      const item = document.createElement("li");
      item.dataset.about = field;
      item.append(isThere ? link : message);
      list.append(item);
    }
    this.#node.replaceChildren(heading, list);
  }
}
