// Marks, in the table of all cases, the rows that the answer beside it can be of: one where everything is known.

const ENDS = {
  at_least: (have, end) => have >= end,
  above: (have, end) => have > end,
  at_most: (have, end) => have <= end,
  below: (have, end) => have < end,
};

addEventListener("policy-answer", ({ detail: answer }) => {
  for (const box of document.querySelectorAll(`details[data-cases="${answer?.topic}"]`)) {
    const { market } = box.dataset;
    const here = !market || market === answer.inputs.market;
    const rows = box.querySelector("tbody").rows;
    JSON.parse(box.dataset.when).forEach((when, index) => {
      const fits = here && Object.entries(when).every(([name, asked]) => may(asked, answer.inputs[name], answer.inputs));
      if (fits) rows[index].setAttribute("aria-current", "true");
      else rows[index].removeAttribute("aria-current");
    });
  }
});

/** Whether an input may meet a condition: one that is not known may. */
function may(asked, value, inputs) {
  if (value === null || asked === null) return value === asked || asked !== null;
  if (typeof asked !== "object") return value === asked || (typeof value === "string" && Number(value) === asked);
  if (asked.any_of) return asked.any_of.includes(value);
  return Object.entries(asked).every(([word, end]) => {
    const place = sum(end, inputs);
    return place === null || ENDS[word](Number(value), place);
  });
}

/** What a bound comes to: a number, or a sum of inputs and numbers; null where one of them is not known. */
function sum(end, inputs) {
  let total = 0;
  let sign = 1;
  for (const part of String(end).split(" ")) {
    if (part === "+" || part === "-") sign = part === "+" ? 1 : -1;
    else {
      const number = part in inputs ? inputs[part] : part;
      if (number === null) return null;
      total += sign * Number(number);
    }
  }
  return total;
}
