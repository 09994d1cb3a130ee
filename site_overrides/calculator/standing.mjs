// Where a calculator stands in its page: when it comes into view Python starts, and it takes up what was said in other forms;
// the style sheet is told how tall it is.

import { startWhenIdle } from "./client.mjs";

// Watches a calculator; gives back what ends that.
export function watch(calculator) {
  if (!globalThis.IntersectionObserver || !globalThis.ResizeObserver) return () => {}; // an old browser: it starts when it is used
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    startWhenIdle();
    calculator.catchUp();
  });
  seen.observe(calculator);
  // Beside its clauses it stays in view by its lower end, where the answer is; the style sheet needs its height for it.
  const box = calculator.closest(".beside");
  const sized = new ResizeObserver(() => box.style.setProperty("--tall", `${box.offsetHeight}px`));
  if (box) sized.observe(box);
  return () => {
    seen.disconnect();
    sized.disconnect();
  };
}
