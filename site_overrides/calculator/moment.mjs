// A moment's field as local date and time with the offset from UTC that the reader's own clock has on that day, shown and
// changeable. The field's own text input stays, out of sight, and carries the moment as ISO 8601.

const MOMENT = /^(\d{4,6}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(?:\.?\d*)\s*(Z|[+\-−]\d\d(?::?\d\d)?)?$/i;
const OFFSET = /^(?:utc|gmt)?\s*([+\-−]?)(\d{1,2})(?::?(\d\d))?$/i;

// The reader's offset from UTC at a local date and time ("2026-03-28T14:30"), summer time heeded: "+01:00".
export function offsetAt(local) {
  const minutes = -new Date(local).getTimezoneOffset();
  if (Number.isNaN(minutes)) return "";
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

// An offset as people type it, in the way of ISO 8601: "UTC+1" is "+01:00". What is none stays as it is.
export function offset(typed) {
  if (/^(z|utc|gmt)$/i.test(typed)) return "+00:00";
  const found = OFFSET.exec(typed);
  if (!found) return typed;
  const [, sign, hours, minutes = "00"] = found;
  return `${sign === "-" || sign === "−" ? "-" : "+"}${hours.padStart(2, "0")}:${minutes}`;
}

export function enhance(field) {
  const carrier = field.querySelector("input[name]");
  if (field.querySelector(".ask__moment")) return;
  const { id } = carrier;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pair = document.createElement("div");
  pair.className = "ask__moment";
  pair.innerHTML =
    '<input type="datetime-local" autocomplete="off"><label>Offset from UTC</label>' +
    '<input type="text" spellcheck="false" autocomplete="off"><p class="ask__hint"></p>';
  const [local, own] = pair.querySelectorAll("input");
  const [label, hint] = [pair.querySelector("label"), pair.querySelector("p")];
  local.setAttribute("aria-describedby", carrier.getAttribute("aria-describedby") ?? "");
  own.id = label.htmlFor = `${id}-offset`;
  hint.id = `${id}-zone`;
  own.setAttribute("aria-describedby", hint.id);
  carrier.removeAttribute("id");
  local.id = id;
  carrier.before(pair);

  let isOwn = false; // whether the reader has set the offset
  const tell = () => {
    const here = zone ? `your time zone, ${zone},` : "your time zone";
    hint.textContent = isOwn && local.value
      ? `As entered. On that day ${here} has ${offsetAt(local.value)}.`
      : `What ${here} has on that day. Change it if the place has another.`;
  };

  pair.addEventListener("input", ({ target }) => {
    if (target === own) isOwn = own.value.trim() !== "";
    if (!isOwn && (target === local || own.value === "")) own.value = local.value && offsetAt(local.value);
    carrier.value = local.value && `${local.value}${offset(own.value.trim())}`;
    tell();
  });
  own.addEventListener("change", () => (own.value = offset(own.value.trim())));

  // Shows what the carrier was filled in with; what is no moment stays the text that it is.
  field.refresh = () => {
    const found = MOMENT.exec(carrier.value.trim());
    const isText = carrier.value.trim() !== "" && !found;
    carrier.hidden = !isText;
    pair.hidden = isText;
    [local.id, carrier.id] = isText ? ["", id] : [id, ""];
    local.value = found ? `${found[1]}T${found[2]}` : "";
    own.value = found?.[3] ? offset(found[3]) : "";
    isOwn = Boolean(found) && own.value !== offsetAt(local.value);
    tell();
  };
  field.refresh();
}
