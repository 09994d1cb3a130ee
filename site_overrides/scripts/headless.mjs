// What nothing works without, where the head's script (head.mjs) could not be had: then the calculators have it done.

import "./theme/trusted.mjs";

document.documentElement.classList.add("scripted");
