// Answers that need no page: a market's fees and phone number, what a number of days late comes to, the level of a number of
// transactions. Every figure and its words are the core's, made with the index; here they are only looked up.

import { numbers, stem } from "./words.mjs";

const stemsOf = (text) => new Set(text.split(" ").map(stem));
const FEE = stemsOf("fee fees late lateness cost costs amount amounts deadline monthly instalment");
const PHONE = stemsOf("phone telephone call number contact");
const DAYS = /^(?:d|days?|tage?|tagen|jours?|d[ií]as?|giorn[oi]|dagen|dage[rn]?|dagar|dag|dn[iíů]|den|nap|nappal|päivää?|päev|dienas?|dien[ou]s?|日|天|일|วัน)$/;
const TRANSACTIONS = /^(?:trans\w*|tx\w*|txns?|charges?|payments?|sales|a|per|yearly|annual\w*|im|par|pro)$/;
const CARDS = /^(?:cards?|numbers?|card|accounts?|pans?|cardholders?)$/;

const LEVEL = /(?<!\p{L})(?:levels?|stufe|niveau|nivel|livello|tier) ?([1-4])(?!\d)/iu;

const grouped = (value) => value.toLocaleString("en");
const at = (steps, value) => steps.findLast(([from]) => from <= value)[1];

/** The answers to a query: those that go first, and those that come after `after` entries. */
export function answers(query, sought, index) {
  const has = (stems) => sought.some((unit) => unit.stems.some(([all]) => all.some((one) => stems.has(one))));
  const markets = [...new Set(sought.map(({ market }) => market).filter(Boolean))];
  const named = LEVEL.exec(query.normalize("NFKC"));
  const level = named ? Number(named[1]) : undefined;
  const counts = numbers(query.normalize("NFKC").replace(LEVEL, " "));
  // Beside a market a small number is of days, whatever language calls them so.
  const late = counts.find(({ unit, value }) => DAYS.test(unit) || (markets.length && value < 1000 && !index.known.has(unit)));
  const isFee = has(FEE) || late || level;
  const isPhone = has(PHONE);
  const provider = sought.some(({ stems }) => stems.some(([all]) => all.join(" ") === ["service", "provider"].map(stem).join(" "))) ||
    /service provider/i.test(query);

  const first = [];
  for (const market of markets) {
    const fees = fee(market, level, late?.value, provider, index);
    const phone = call(market, index);
    if (isPhone && !late) first.push(phone, fees);
    else if (isFee || market.fees !== undefined) first.push(fees, phone);
    else first.push(phone, fees);
  }
  // What else is asked of a market is more to the point than its figures.
  const others = sought.filter((unit) => !unit.market && !isTopic(unit));
  if (markets.length) return others.length ? { first: [], after: 1, later: first, } : { first, after: 0, later: [] };

  for (const { elsewhere } of sought) if (elsewhere) first.push(unlisted(elsewhere, index));
  const count = counts.find(({ unit, value, multiple }) => TRANSACTIONS.test(unit) || (!unit && (value >= 1000 || multiple)));
  if (count && !(CARDS.test(count.unit) || mentions(sought, CARDS))) first.push(transactions(count.value, provider, index));
  const cards = counts.find(({ unit, value }) => (CARDS.test(unit) || mentions(sought, CARDS)) && value >= 100);
  if (cards) first.push(exposed(cards.value, index));
  const days = counts.find(({ unit }) => DAYS.test(unit));
  if (days && has(FEE)) first.push(lateness(days.value, index));
  return { first, after: 0, later: [] };

  function isTopic({ words, stems }) {
    if (words.every((word) => /^\d+$/.test(word) || word === late?.unit || DAYS.test(word) || word === "level" || word === "levels")) return true;
    return stems.some(([all]) => all.some((one) => FEE.has(one) || PHONE.has(one)));
  }
}

const mentions = (sought, pattern) => sought.some(({ words }) => words.some((word) => pattern.test(word)));

/** A market's row of the fee table, or what being late by so many days comes to. */
function fee(market, level, days, provider, { fees, horizon, urls }) {
  const name = market.market;
  if (market.fees === undefined) {
    return { kind: "fees", title: `${name}: no fees are printed for it`, line: "The fee table does not list this market.", url: urls.unlisted };
  }
  const rows = Object.entries(fees[market.fees]).filter(([levels]) => !level || levels.split("-").includes(String(level)));
  const isKnown = days !== undefined && days <= horizon;
  const told = rows.map(([levels, { row, late }]) => {
    const said = levels.includes("-") ? `Levels ${levels.replace("-", " and ")}` : `Level ${levels}`;
    return `${said}${isKnown && levels.includes("-") ? ", if papers were asked for" : ""}: ${isKnown ? at(late, days) : row}.`;
  });
  const inputs = { market: name, kind: provider ? "service_provider" : "merchant", level, days_late: days };
  const title = days === undefined ? `${name}: fees for late documents` : `${name}: ${grouped(days)} ${days === 1 ? "day" : "days"} late`;
  return { kind: "fees", title, line: told.join(" "), url: `${urls.fee}#fee?${encoded(inputs)}` };
}

/** A country that no table has. */
const unlisted = (name, { urls }) => ({
  kind: "reading",
  title: `${name}: in no table of the policy`,
  line: "Neither a fee nor a phone number is printed for it. The general numbers serve everybody.",
  url: urls.unlisted,
});

/** A market's phone number. */
function call(market, { urls }) {
  const note = market.note ? ` ${market.note}` : "";
  return {
    kind: "phone",
    title: `${market.market}: SecureTrust’s phone number`,
    line: `${market.phone}.${note}`,
    url: `${urls.contact}#contact?${encoded({ market: market.market })}`,
  };
}

/** The level of a number of transactions. */
function transactions(count, provider, { levels, urls }) {
  const [merchant, service] = [at(levels.merchant, count), at(levels.service_provider, count)];
  return {
    kind: "level",
    title: `${grouped(count)} transactions a year: Level ${provider ? service : merchant}`,
    line: provider
      ? `A Service Provider is then Level ${service}; a Merchant would be Level ${merchant}.`
      : `A Merchant is then Level ${merchant}; a Service Provider would be Level ${service}.`,
    url: `${urls.level}#level?${encoded({ kind: provider ? "service_provider" : "merchant", transactions: count })}`,
  };
}

/** What so many card numbers in an incident may cost: a question for the calculator. */
function exposed(count, { entries, urls }) {
  const { line } = entries.find(({ kind, url }) => kind === "calculator" && url.endsWith("/indemnity/"));
  return { kind: "calculator", title: `${grouped(count)} card numbers in an incident`, line, url: `${urls.indemnity}#indemnity?${encoded({ card_numbers: count })}` };
}

/** So many days late, in whatever market. */
function lateness(days, { entries, urls }) {
  const { line } = entries.find(({ kind, url }) => kind === "calculator" && url.endsWith("/fee/"));
  return { kind: "calculator", title: `${grouped(days)} days late`, line, url: `${urls.fee}#fee?${encoded({ days_late: days })}` };
}

/** Inputs as an address carries them; what is not known is left out. */
const encoded = (inputs) => new URLSearchParams(Object.entries(inputs).filter(([, value]) => value !== undefined)).toString();
