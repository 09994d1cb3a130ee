// What a page does beside its calculators, and the theme's own script with it (theme.mjs).

import "../calculator/dialog.mjs";
import "./copy.mjs";
import "../search/open.mjs";
import "./tables.mjs";
