// What a reader presses stays where it is until it is released: a form that moves in between takes the click away. So whatever
// would move it waits, an answer and what is wrong with an entry among it.

const LONGEST = 2_000; // ms: a release may come to nobody, and whoever presses for longer selects or drags

let wait = null; // until what is pressed is released, with how to end it
let end = () => {};

function press() {
  wait ??= new Promise((then) => (end = then)).then(() => (wait = null));
  setTimeout(end, LONGEST);
}

// The click comes after the release, in the same task.
const release = () => setTimeout(end);

// A finger's press is told of by mouse events too, once it is clear that it was one.
for (const type of ["pointerdown", "mousedown"]) addEventListener(type, press, true);
for (const type of ["pointerup", "mouseup", "pointercancel"]) addEventListener(type, release, true);

/** A promise while something is pressed, else null. */
export const untilReleased = () => wait;
