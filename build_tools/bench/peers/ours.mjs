// This site's client on a page that has nothing else.
import { evaluate } from "../calculator/client.mjs";

const { topic, inputs } = JSON.parse(new URLSearchParams(location.search).get("question"));
const { outcome } = await evaluate(topic, inputs);
document.getElementById("answer").textContent = JSON.stringify(outcome);
window.benchmark = { at: performance.now(), outcome };
