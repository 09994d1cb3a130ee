// What a reader presses stays where it is until it is released: a form that moves in between takes the click away. So whatever
// would move it waits, an answer and what is wrong with an entry among it.

const LONGEST = 2_000; // ms: a release may come to nobody, and whoever presses for longer selects or drags

let wait = null; // until what is pressed is released, with how to end it
let end = () => {};

function press() {
  wait ??= new Promise((then) => (end = then)).then(() => (wait = null));
  setTimeout(end, LONGEST);
}

// The click comes after the release, a mouse's in the same task; a finger's mouse events come a little later, and press again.
const FINGER = 50; // ms
const release = ({ pointerType }) => setTimeout(end, pointerType === "touch" ? FINGER : 0);

for (const type of ["pointerdown", "mousedown"]) addEventListener(type, press, true);
for (const type of ["pointerup", "mouseup", "pointercancel"]) addEventListener(type, release, true);

/** A promise while something is pressed, else null. */
export const untilReleased = () => wait;
