// A moment's field as local date and time with the offset from UTC that the reader's own clock has on that day, shown and
// changeable. The field's own text input stays, out of sight, and carries the moment as ISO 8601, or no offset where it is not
// known which: `field.why` then says why.

import { nodes } from "./markup.mjs";

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(?:\.?\d*)\s*(Z|[+\-−]\d\d(?::?\d\d)?)?$/i;
const OFFSET = /^(?:utc|gmt)?\s*([+\-−]?)(\d{1,2})(?::?(\d\d))?$/i;
const DAY = 86_400_000; // ms

const PAIR =
  '<input type="datetime-local" autocomplete="off"><label>Offset from UTC</label>' +
  '<input type="text" spellcheck="false" autocomplete="off">' +
  '<p class="ask__which" hidden><button type="button" class="quiet"></button> <button type="button" class="quiet"></button></p>' +
  '<p class="ask__hint"></p>';

// The offsets from UTC, in minutes, that the reader's clock can have at a local date and time ("2026-03-28T14:30"): one, and
// around a change of clocks two, the one before it first, or none.
function minutesAt(local) {
  const time = Date.parse(`${local}Z`);
  const at = (moment) => -new Date(moment).getTimezoneOffset();
  return [...new Set([at(time - DAY), at(time + DAY)])].filter((minutes) => at(time - minutes * 60_000) === minutes);
}

function inWords(minutes) {
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

export const offsetsAt = (local) => minutesAt(local).map(inWords);

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
  pair.append(nodes(PAIR));
  const [local, own] = pair.querySelectorAll("input");
  const [label, which, hint] = pair.querySelectorAll("label, p");
  local.setAttribute("aria-describedby", carrier.getAttribute("aria-describedby") ?? "");
  local.step = "any"; // seconds may be given, and are nothing wrong
  // Years have four digits, and end where those of the rule core do.
  if (carrier.dataset.from) [local.min, local.max] = [`${carrier.dataset.from}T00:00`, `${carrier.dataset.to}T23:59:59`];
  own.id = label.htmlFor = `${id}-offset`;
  hint.id = `${id}-zone`;
  own.setAttribute("aria-describedby", hint.id);
  carrier.removeAttribute("id");
  local.id = id;
  carrier.before(pair);

  const here = zone ? `your time zone, ${zone},` : "your time zone";
  let isOwn = false; // whether the reader has set the offset
  let chosen = ""; // the local time for which the reader said which of two it is

  function tell() {
    const offsets = local.value ? offsetsAt(local.value) : [];
    const isAsked = Boolean(local.value) && !isOwn && chosen !== local.value;
    const day = local.value && new Date(local.value).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const [, time] = local.value.split("T");
    which.hidden = !(isAsked && offsets.length === 2);
    field.why = "";
    if (!which.hidden) {
      field.why = `On ${day} the clocks of ${here} are put back, and ${time} comes twice. Choose which of the two it is.`;
      for (const [index, button] of [...which.children].entries()) {
        button.dataset.offset = offsets[index];
        button.textContent = `${index ? "The second" : "The first"}, ${offsets[index]}`;
      }
    } else if (isAsked && offsets.length === 0) {
      field.why = `On ${day} the clocks of ${here} are put forward, and ${time} does not exist. Enter another time, or the offset of another place.`;
    }
    hint.textContent = isOwn && local.value
      ? `As entered. On that day ${here} has ${offsets.join(" or ")}.`
      : `What ${here} has on that day. Change it if the place has another.`;
    return isAsked && offsets.length === 1 ? offsets[0] : "";
  }

  // Heeds what was entered into one of the two.
  field.update = (input) => {
    if (input === carrier) return;
    if (input === own) isOwn = own.value.trim() !== "";
    if (input === own || chosen !== local.value) chosen = "";
    const found = tell();
    if (!isOwn && !chosen && (input === local || own.value === "")) own.value = found;
    carrier.value = local.value && `${local.value}${offset(own.value.trim())}`;
  };
  own.addEventListener("change", () => (own.value = offset(own.value.trim())));
  // The focus stays in the field: what is said when it is left would move the button from under the pointer.
  which.addEventListener("mousedown", (event) => event.preventDefault());
  which.addEventListener("click", ({ target }) => {
    if (!target.dataset.offset) return;
    chosen = local.value;
    own.value = target.dataset.offset;
    local.focus();
    local.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });

  // Shows what the carrier was filled in with; what is no moment stays the text that it is.
  field.refresh = () => {
    const found = MOMENT.exec(carrier.value.trim());
    const isText = carrier.value.trim() !== "" && !found;
    carrier.hidden = !isText;
    pair.hidden = isText;
    [local.id, carrier.id] = isText ? ["", id] : [id, ""];
    local.value = found ? `${found[1]}T${found[2]}` : "";
    own.value = found?.[3] ? offset(found[3]) : "";
    const isOfHere = offsetsAt(local.value).includes(own.value);
    isOwn = Boolean(found) && own.value !== "" && !isOfHere;
    chosen = isOfHere ? local.value : "";
    tell();
  };
  field.refresh();
}
