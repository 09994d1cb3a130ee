// What a page does beside its calculators; runs after the theme's own script.

import "../calculator/dialog.mjs";
import "./copy.mjs";
import "./search.mjs";
import "./tables.mjs";
