// Prints some parts of a page by themselves.

export function printed(parts) {
  const root = document.documentElement;
  const end = () => {
    root.classList.remove("prints-parts");
    for (const part of parts) part.classList.remove("prints");
  };
  root.classList.add("prints-parts");
  for (const part of parts) part.classList.add("prints");
  addEventListener("afterprint", end, { once: true });
  print();
}
