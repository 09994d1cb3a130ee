// How a calculator stands: its `data-state`, and the line that tells of it while Python is fetched or after that failed.

export class Status {
  #calculator;
  #line;
  #isFinal = false; // whether trying again would be for nothing
  #told = "Loading …"; // of what is waited for
  #isSilent = false; // whether nothing has come for long

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
    this.retry.hidden = name === "failed" ? this.#isFinal : !(waits && this.#isSilent);
    if (waits) this.#say(this.#told);
  }

  #say(text) {
    this.#line.querySelector("p").textContent = text;
  }

  progress({ text, done, of }) {
    this.#told = `${text} …`;
    this.#isSilent = false;
    if (!this.is("loading")) return;
    this.retry.hidden = true;
    this.#say(this.#told);
    this.#line.querySelector("progress").value = done / of;
  }

  // For long nothing has come: the reader is told, may wait, and may try again.
  silence() {
    this.#told = "Nothing has come for a while. It may still come: wait, or try again. What you entered is kept.";
    this.#isSilent = true;
    if (!this.is("loading")) return;
    this.retry.hidden = false;
    this.#say(this.#told);
  }

  failed(failure) {
    this.#isFinal = failure.reason === "wasm";
    this.#told = "Loading …";
    this.#isSilent = false;
    this.#say(`${failure.message} What you entered is kept. The rest of the page works without it.`);
  }
}
