// The one line at the head of a page that says why its scripts do not run. It is written for the oldest browsers (ES5).

export var OLD =
  "This browser is too old for the calculators and the search. All texts, tables and worked examples are here; " +
  "a browser from 2023 or later answers questions too.";

/** The line with this text, or null where the page has one already. It comes to stand once there is a place for it. */
export function tellOnce(text) {
  if (document.documentElement.getAttribute("data-told")) return null;
  document.documentElement.setAttribute("data-told", "true");
  var line = document.createElement("p");
  line.className = "complaint";
  line.setAttribute("role", "status");
  line.appendChild(document.createTextNode(text));
  function put() {
    var article = document.querySelector("article");
    if (article) article.insertBefore(line, article.firstChild);
    else if (document.readyState === "loading") addEventListener("DOMContentLoaded", put);
  }
  put();
  return line;
}
