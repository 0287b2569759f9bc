// Looks at a site in Chromium, as its readers do, and prints what is wrong as JSON: a list of sentences.
//
//   node look.mjs FOLDER PAIRS [SHOTS]
//
// PAIRS is JSON, a list of what is searched: `[page, words, id]`, where the id is that of the part that must be found.
// SHOTS is a folder for pictures of each page: light, dark, and on a phone.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, searches, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
const url = (name) => pathToFileURL(resolve(folder, name)).href;
const WIDE = { width: 1280, height: 900 }, PHONE = { width: 380, height: 780 };

const wrong = [];
const say = (name, what) => wrong.push(`${name}: ${what}`);

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** Opens a page with nothing remembered, and notes what it says and asks for. */
async function open(browser, name, options) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) say(name, `the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => say(name, `a script fails: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith("file:") && !asked.startsWith("data:")) say(name, `it requests ${asked}`);
  });
  await page.goto(url(name));
  if (await page.evaluate(() => "pwned" in window)) say(name, "a text of the spec was executed");
  return page;
}

/** Every link leads to a page and a part that are there. */
async function followLinks(page, name, parts) {
  const links = await page.$$eval("a[href]", (all) => all.map((link) => link.getAttribute("href")));
  for (const link of new Set(links)) {
    if (/^https?:/.test(link)) continue;
    const [file, id] = link.split("#");
    const target = file || name;
    if (!parts.has(target)) say(name, `a link leads to ${target}, which is not there`);
    else if (id && !parts.get(target).has(id)) say(name, `a link leads to ${target}#${id}, which is not there`);
  }
  const twice = await page.$$eval("[id]", (all) => all.map((part) => part.id).filter((id, at, ids) => ids.indexOf(id) !== at));
  for (const id of new Set(twice)) say(name, `two parts have the id ${id}`);
}

/** Nothing is wider than the window. */
async function measure(page, name, what) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const all = [...document.querySelectorAll("body *")];
    const over = all.filter((part) => part.getBoundingClientRect().right > root.clientWidth + 0.5).pop();
    return `${root.scrollWidth} px: ${over?.outerHTML.slice(0, 120)}`;
  });
  if (wide) say(name, `it scrolls sideways ${what}, ${wide}`);
}

async function judge(page, name, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const rule of found.violations) {
    say(name, `axe ${what}: ${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
}

/** The words of a drawing stay inside of it. */
async function lookAtDrawings(page, name) {
  const over = await page.$$eval(".life svg", (all) => all.flatMap((drawing) => {
    const frame = drawing.getBoundingClientRect();
    return [...drawing.querySelectorAll("text")].filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.bottom > frame.bottom + 0.5;
    }).map((text) => text.textContent);
  }));
  for (const text of over) say(name, `a text leaves its drawing: ${text}`);
}

/** The theme is the system's until another is chosen, which is remembered. */
async function chooseTheme(page, name) {
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  // A browser that has only just started may lose what it is to remember.
  for (let tries = 0; tries < 20; tries++) {
    const before = await colour();
    await page.click("#theme");
    const after = await colour();
    if (before === after) return say(name, "the switch does not change the theme");
    await page.reload();
    if (await colour() === after) return;
  }
  say(name, "the chosen theme is forgotten");
}

/** By keyboard alone: `/`, words, an arrow, Enter. */
async function search(browser, [name, words, id]) {
  const page = await open(browser, name);
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  const count = await page.textContent("#found");
  await page.keyboard.press("ArrowDown");
  const link = await page.evaluate(() => document.activeElement.getAttribute("href"));
  if (!link?.endsWith(`#${id}`)) return say(name, `a search for “${words}” finds ${link} (${count}) instead of ${id}`);
  await judge(page, name, "while searching");
  await page.keyboard.press("Enter");
  await page.waitForURL((now) => now.hash === `#${id}`, { timeout: 20000 });
  if (!(await page.isVisible(`[id="${id}"]`))) say(name, `#${id} is not to be seen`);
  await page.context().close();
}

async function shoot(page, name, what, fullPage = true) {
  if (shots) await page.screenshot({ path: join(shots, `${name.replace(/\.html$/, "")}-${what}.png`), fullPage });
}

const browser = await chromium.launch({ executablePath, args: flags });
try {
  const parts = new Map();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  for (const name of names) {
    const page = await plain.newPage();
    await page.goto(url(name));
    parts.set(name, new Set(await page.locator("[id]").evaluateAll((all) => all.map((part) => part.id))));
    await page.close();
  }
  await plain.close();
  for (const name of names) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(browser, name, { colorScheme });
      await judge(page, name, colorScheme);
      await measure(page, name, "in a window");
      await lookAtDrawings(page, name);
      await shoot(page, name, colorScheme);
      if (colorScheme === "light") {
        await followLinks(page, name, parts);
        await chooseTheme(page, name);
        await page.emulateMedia({ media: "print" });
        await measure(page, name, "on paper");
      }
      await page.context().close();
    }
    const page = await open(browser, name, { viewport: PHONE, hasTouch: true, isMobile: true });
    await measure(page, name, "on a phone");
    await judge(page, name, "on a phone");
    await lookAtDrawings(page, name);
    await shoot(page, name, "phone");
    await page.context().close();
  }
  for (const pair of JSON.parse(searches)) await search(browser, pair);
} finally {
  await browser.close();
}
console.log(JSON.stringify(wrong));
