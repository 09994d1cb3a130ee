// Which known word a mistyped one may have been: one error in words of four letters, two from eight. A letter too many, too
// few, another one, or two that changed places is one error.

/** The errors that a word may have. */
export const allowed = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

const rows = [0, 1, 2].map(() => new Uint8Array(64));

/** How many errors lie between two words; more than `most` where there are more. */
export function errors(one, other, most) {
  if (Math.abs(one.length - other.length) > most || one.length > 60) return most + 1;
  let [before, last, row] = rows;
  for (let j = 0; j <= other.length; j++) last[j] = j;
  for (let i = 1; i <= one.length; i++) {
    let least = (row[0] = i);
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let count = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) count = Math.min(count, before[j - 2] + 1);
      row[j] = count;
      if (count < least) least = count;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[other.length];
}

/** The known words that are nearest to a word, all with the same number of errors, those with the same beginning if any. */
export function nearest(word, known, most = allowed(word)) {
  let least = most;
  let found = [];
  if (!most) return found;
  for (const other of known) {
    if (other.length < 3 || Math.abs(other.length - word.length) > least) continue;
    const count = errors(word, other, least);
    if (count > least) continue;
    if (count < least) found = [];
    least = count;
    found.push(other);
  }
  const begun = found.filter((other) => other[0] === word[0]);
  return begun.length ? begun : found;
}

/** The nearest words that these pages have; those that readers have besides where they are nearer. */
export function nearestOf(word, known, foreign) {
  const most = allowed(word);
  const own = nearest(word, known, most);
  const least = own.length ? errors(word, own[0], most) - 1 : most;
  const others = nearest(word, foreign, least);
  return others.length ? others : own;
}
