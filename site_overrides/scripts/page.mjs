// What a page does beside its calculators, and the theme's own script with it (theme/).

import "./cases.mjs";
import "./copy.mjs";
import "./definitions.mjs";
import "./dialog.mjs";
import "./entries.mjs";
import "./offline.mjs";
import "./tables.mjs";
import "./theme/leaving.mjs";
import "./theme/drawer.mjs";
import "./theme/place.mjs";
import "../yours/page.mjs";
import "../search/open.mjs";
