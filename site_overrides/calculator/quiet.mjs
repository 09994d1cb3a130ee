// While the reader enters something the answer moves without a word; it is announced when the reader pauses.

const PAUSE = 700; // ms without an entry

export class Quiet {
  #timer = 0;

  // `speak` is called when it ends.
  constructor(speak) {
    this.speak = speak;
  }

  get isKept() {
    return this.#timer !== 0;
  }

  keep() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), PAUSE);
  }

  end() {
    this.drop();
    this.speak();
  }

  drop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
