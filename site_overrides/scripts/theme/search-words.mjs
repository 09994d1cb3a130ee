// Patches Material 9.8, whose search looks for words that start as typed, and gives every word the same weight: "do" finds
// "documents". People type questions. So the words that only make a question of it are left out before the theme's worker gets to see them, a word
// counts more than the start of one ("late" than "later"), and a plural finds its singular.

const ASK = 2; // the theme's message that holds a query
const LITTLE = new Set(
  `a about after am an and any anything are as at be been by can could did do does for from get had has have he how i if in into
  is it its me my of on or our please shall should so something than that the their them there they this to us was we were what
  when where which who whom whose why will with would yet you your`.split(/\s+/),
);

/** A word as the theme's search is to look for it: as it is, counted twice, and as the start of a longer one. */
function sought(word) {
  const bare = word.replace(/[?!.,:;]+$/, "");
  const one = bare.replace(/(?<=\p{L}{3})(?<!s)s$/u, "");
  const also = /^e-?mail/i.test(bare) ? ["email", "mail"] : [];
  return [...new Set([bare, one, ...also].map((form) => `${form}^2`)), one, ...also].join(" ");
}

/** A query without what only makes a question of it; whole where nothing else would be left. */
export function asked(query) {
  const words = query.trim().split(/\s+/);
  if (!/^[\p{L}\p{N}\s?!.,:;’'&/-]+$/u.test(query)) {
    return query; // it speaks the search's own language: quotation marks, signs
  }
  const kept = words.filter((word) => !LITTLE.has(word.toLowerCase().replace(/[?!.,:;’']+$/, "")));
  return (kept.length ? kept : words).map(sought).join(" ");
}

const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...others) {
  const query = message?.type === ASK && typeof message.data === "string";
  return postMessage.call(this, query ? { ...message, data: asked(message.data) } : message, ...others);
};
