// On a phone the answer lies below the form. While the form is in use its one line is pinned at the bottom of the screen, with
// how far it is; touching it leads to the answer. Beside the answer the style sheet leaves it out.

const { visualViewport } = window;

// A keyboard on the screen lies over what is pinned there.
visualViewport?.addEventListener("resize", () => {
  const covered = visualViewport.scale === 1 ? innerHeight - visualViewport.height - visualViewport.offsetTop : 0;
  document.documentElement.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`);
});

// Pins the line of a calculator; gives back what ends that.
export function pin(calculator) {
  const asking = calculator.querySelector(".calculator__asking");
  const result = calculator.querySelector(".calculator__result");
  const output = result.querySelector("output");
  const status = result.querySelector(".calculator__status");
  const bar = asking.querySelector(".pinned") ?? Object.assign(document.createElement("button"), { type: "button", className: "pinned", hidden: true });
  const line = bar.firstElementChild ?? document.createElement("span");
  bar.append(line);
  asking.append(bar);

  const tell = () => {
    const earlier = result.querySelector(".calculator__earlier")?.textContent ?? "";
    const text = status.hidden ? `${earlier} ${output.textContent}`.trim() : status.querySelector("p").textContent;
    if (line.textContent !== text) line.textContent = text;
    bar.hidden = !text;
    uncover(bar);
  };
  const lead = () => {
    output.tabIndex = -1;
    output.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  };
  bar.addEventListener("click", lead);
  const changed = new MutationObserver(tell);
  changed.observe(result, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] });
  // Where the answer itself is in view its line would be there twice.
  const Seen = globalThis.IntersectionObserver; // old browsers have none
  const seen = Seen && new Seen(([entry]) => bar.toggleAttribute("data-seen", entry.isIntersecting), { rootMargin: "0px 0px -64px" });
  seen?.observe(result);
  tell();
  return () => {
    bar.removeEventListener("click", lead);
    changed.disconnect();
    seen?.disconnect();
  };
}

// The field that the reader types in stays in view. What is touched is in view already, and must not move under the finger.
function uncover(bar) {
  const { activeElement } = document;
  const isTyped = bar.parentElement.contains(activeElement) && activeElement.matches("input:not([type=radio], [type=checkbox])");
  const at = isTyped && activeElement.closest(".ask");
  if (!at || !bar.checkVisibility({ visibilityProperty: true })) return;
  if (at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) at.scrollIntoView({ block: "nearest" });
}
