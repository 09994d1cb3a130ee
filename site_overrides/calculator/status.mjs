// How a calculator stands: its `data-state`, and the line that tells of it while Python is fetched or after that failed.

export class Status {
  #calculator;
  #line;
  #isFinal = false; // whether trying again would be for nothing

  constructor(calculator) {
    this.#calculator = calculator;
    this.#line = calculator.querySelector(".calculator__status");
  }

  get retry() {
    return this.#line.querySelector("button");
  }

  is(name) {
    return this.#calculator.getAttribute("data-state") === name;
  }

  // `isAsked`: an answer is waited for.
  set(name, isAsked = false) {
    this.#calculator.setAttribute("data-state", name);
    const waits = name === "loading" && isAsked;
    this.#line.hidden = !(waits || name === "failed");
    this.#line.querySelector("progress").hidden = !waits;
    this.retry.hidden = name !== "failed" || this.#isFinal;
    const text = this.#line.querySelector("p");
    if (waits && !text.textContent.endsWith("…")) text.textContent = "Loading …";
  }

  progress({ text, done, of }) {
    if (!this.is("loading")) return;
    this.#line.querySelector("p").textContent = `${text} …`;
    this.#line.querySelector("progress").value = done / of;
  }

  failed(failure) {
    this.#isFinal = failure.reason === "wasm";
    this.#line.querySelector("p").textContent = `${failure.message} What you entered is kept. The rest of the page works without it.`;
  }
}
