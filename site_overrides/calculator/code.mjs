// A link as a QR code to print.

import { generate } from "lean-qr";
import { toSvg } from "lean-qr/extras/svg";

// The code as an SVG element; null where the text is too long for any.
export function code(text) {
  try {
    const drawn = toSvg(generate(text), document);
    drawn.setAttribute("class", "sheet__code");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", "The link as a QR code");
    return drawn;
  } catch {
    return null;
  }
}
