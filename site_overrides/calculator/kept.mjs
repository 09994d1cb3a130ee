// What stands in a calculator's form, kept for this tab alone. A topic may stand in the page and in the dialog: each tells the
// other what was entered.

const SITE = new URL("..", import.meta.url);
const key = (topic) => `policy-calculator:${SITE.pathname}:${topic}`;

const told = new EventTarget();

// Keeps { entries, pinned, named, applied, seen } and tells the other calculators of the topic. A form in which nothing stands
// is kept where its address is known, which a browser may still load again.
export function keep(calculator, kept) {
  const isSomething = Object.keys({ ...kept.entries, ...kept.named }).length + kept.applied.length > 0;
  try {
    if (isSomething) sessionStorage.setItem(key(calculator.topic), JSON.stringify(kept));
    else sessionStorage.removeItem(key(calculator.topic));
  } catch {
    // Storage may be refused; then nothing is kept.
  }
  tell(calculator, kept);
}

// What was kept of a topic, or null.
export function kept(topic) {
  try {
    const found = JSON.parse(sessionStorage.getItem(key(topic)));
    return isOurs(found) ? found : null;
  } catch {
    return null; // refused, or not ours
  }
}

const SHAPE = { entries: isPlain, pinned: Array.isArray, named: isPlain, seen: isPlain, applied: Array.isArray };

function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isOurs = (found) => isPlain(found) && Object.entries(SHAPE).every(([name, fits]) => found[name] === undefined || fits(found[name]));

const tell = (from, kept) => told.dispatchEvent(new CustomEvent("kept", { detail: { from, kept } }));

// Has `does` called with what another calculator of the same topic keeps; gives back what ends that.
export function follow(calculator, does) {
  const hear = ({ detail: { from, kept } }) => {
    if (from !== calculator && from.topic === calculator.topic) does(kept);
  };
  told.addEventListener("kept", hear);
  return () => told.removeEventListener("kept", hear);
}
