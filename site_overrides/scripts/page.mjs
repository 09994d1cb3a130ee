// What a page does beside its calculators, and the theme's own script with it (theme/).

import "./copy.mjs";
import "./dialog.mjs";
import "./tables.mjs";
import "./theme/search-words.mjs";
