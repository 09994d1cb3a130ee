// Asks for one calculator: one question at a time, the newest wins.

import { answerAtHand, evaluate } from "./client.mjs";
import { citedAtHand, citedWithin } from "./places.mjs";
import { untilReleased } from "./pressed.mjs";

const LATE = 300; // ms: an answer that comes sooner takes the place of the former one before a reader sees that it is another's
const TITLES = 200; // ms that an answer gives the titles of what it cites, so that nothing changes under the reader's eyes

export class Asking {
  isOwed = false; // whether a question has no reply yet
  #does;
  #newest = 0; // the number of the newest question
  #next = null; // how to ask once the question under way has its reply: { told }
  #late = 0;

  // What the calculator does: `question()` gives the newest, `begins()` before it is asked, `isLate()` where no
  // reply comes at once, `isMended(reply)` whether something was left out after which it is to be asked anew,
  // `replied(reply, told)` and `failed(failure)` at the end.
  constructor(does) {
    this.#does = does;
  }

  // `told`: the reader pressed Enter, and is told all at once.
  async ask(told = false) {
    this.#next = { told: told || Boolean(this.#next?.told) };
    if (this.isOwed) return;
    while (this.#next) {
      const { told } = this.#next;
      this.#next = null;
      const number = ++this.#newest;
      this.isOwed = true;
      this.#late ||= setTimeout(() => this.#isLate(), LATE);
      this.#does.begins();
      const question = this.#does.question();
      // At once where it can be, so that a page comes with its answer.
      let reply = citedAtHand() && answerAtHand(...question);
      try {
        if (!reply) {
          reply = await evaluate(...question);
          await citedWithin(TITLES);
        }
        if (untilReleased()) await untilReleased();
      } catch (failure) {
        this.isOwed = false;
        this.#next = null;
        if (number !== this.#newest) return;
        this.#inTime();
        this.#does.failed(failure);
        return;
      }
      const isNewest = () => number === this.#newest;
      if (isNewest() && reply.reply.errors && (await this.#does.isMended(reply.reply)) && isNewest()) this.#next ??= { told };
      this.isOwed = false;
      if (this.#next) this.#next.told ||= told;
      else if (isNewest()) {
        this.#inTime();
        this.#does.replied(reply, told);
      }
    }
  }

  async #isLate() {
    await untilReleased();
    if (this.#late) this.#does.isLate();
  }

  #inTime() {
    clearTimeout(this.#late);
    this.#late = 0;
  }

  // What is under way is for nobody.
  drop() {
    this.#inTime();
    this.#newest++;
    this.#next = null;
  }
}
