// Puts a text on the clipboard; false where the browser does not let us.
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not everywhere, and not on a host without TLS: then the old way.
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "clipboard" });
    // In a dialog nothing outside of it can be selected.
    (document.activeElement?.closest("dialog") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
