// A Firefox, driven over WebDriver BiDi by whoever writes to this: `node firefox.mjs PROGRAM`. A line in is a JSON list, what to do
// and with what; a line out is { value } or { error }. "begin" is first: a page, of whose browser nothing is kept yet.

import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [, , executablePath] = process.argv;
const PATIENCE = 60_000; // ms
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, timeout: PATIENCE });
let context;
let page;
let problems = [];

const DOES = {
  async begin(width, height) {
    await context?.close();
    context = await browser.createBrowserContext();
    page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({ width, height });
    problems = [];
    page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^http/.test(protocol) && hostname !== "127.0.0.1") problems.push(`left the origin: ${request.url()}`);
    });
  },
  goto: async (address) => void (await page.goto(address)),
  type: async (into, text) => (await page.waitForSelector(into, { visible: true })).type(text),
  press: (key) => page.keyboard.press(key),
  click: (what) => page.locator(what).click(),
  ask: (expression) => page.evaluate(`(async () => (${expression}))()`),
  problems: () => problems,
};

for await (const line of createInterface({ input: process.stdin })) {
  const [what, ...given] = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await DOES[what](...given)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: `${what}: ${error.message}` }));
  }
}
await browser.close();
