// For browsers without modules, which alone fetch it: in words that they can read (ES5), that they are too old for more than the
// page itself. Those that have modules and cannot read ours are told by told.mjs.

import { OLD, tellOnce } from "./line.mjs";

document.documentElement.className = document.documentElement.className.replace("scripted", "");
tellOnce(OLD);
