// What is due of an answer, as a file for calendars (iCalendar, RFC 5545).
//
// An event is told again from others by its UID, TOPIC.FIELD.CASE@clausebook: a case that was corrected updates what was
// imported of it before, since the number of its change rises with the time.

import ical from "ical-generator";

const START = Date.UTC(2026, 0, 1); // SEQUENCE counts seconds from here
const DAY = 86_400; // s
const HOUR = 3_600;

// A name for the case that an answer is about: the same for the same entries.
export function caseOf({ topic, edition, inputs }) {
  // FNV-1a over 64 bits: nobody is to be kept from making two alike.
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([topic, edition, inputs]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(36);
}

// The file's text. `clause` gives title and address of a clause by its id, `standing` is what the answer is and what it is not.
export function days(answer, { address, inCalendars, clause, standing }, now = new Date()) {
  const calendar = ical({ prodId: { company: "Clausebook", product: "Answers", language: "EN" } });
  const seen = {}; // how many events a field has so far
  for (const due of answer.words.by_when) {
    if (!due.when) continue;
    seen[due.field] = (seen[due.field] ?? 0) + 1;
    const field = seen[due.field] > 1 ? `${due.field}-${seen[due.field]}` : due.field;
    const isDay = !due.when.includes("T");
    calendar.createEvent({
      id: `${answer.topic}.${field}.${inCalendars}@clausebook`,
      // A day stands as its text: as a moment it would be another day in another time zone.
      start: isDay ? due.when : new Date(due.when),
      allDay: isDay,
      stamp: now,
      lastModified: now,
      sequence: Math.floor((now - START) / 1000),
      summary: due.what,
      description: [due.text, answer.words.headline, clause(due.clause)?.join(": "), address, standing].filter(Boolean).join("\n\n"),
      url: address,
      transparency: "TRANSPARENT", // nobody is busy for it
      alarms: (isDay ? [DAY] : [DAY, HOUR]).map((before) => ({ type: "display", trigger: before, description: due.what })),
    });
  }
  return calendar.toString();
}
