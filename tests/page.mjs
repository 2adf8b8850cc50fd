// What a browser must find on the pages that tests/page.sh makes: tests/page.mjs MODULES PAGES SHOTS PROFILE CHROMIUM
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, pages, shots, profile, chromium] = process.argv.slice(2);
const playwright = createRequire(path.resolve(modules, "x.js"))("playwright-core");
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let failed = 0;
let count = 0;
function must(holds, what) {
  count += 1;
  if (!holds) {
    failed += 1;
    console.log(`FAILED  ${what}`);
  }
}

const address = (name) => pathToFileURL(path.resolve(pages, `${name}.html`)).href;

/** Opens a page and notes all that it tries. */
async function open(context, name, size = { width: 1100, height: 900 }) {
  const page = await context.newPage();
  const seen = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) { seen.push(`console: ${message.text()}`); }
  });
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { seen.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url() !== address(name)) { seen.push(`request: ${request.url()}`); }
  });
  await page.addInitScript(() => {
    window.pwned = 0;
    window.pwn = () => { window.pwned += 1; };
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(event.violatedDirective);
    });
  });
  await page.setViewportSize(size);
  await page.goto(address(name));
  page.seen = seen;
  return page;
}

async function quiet(page, name) {
  const state = await page.evaluate(() => ({ pwned: window.pwned, violations: window.violations }));
  must(page.seen.length === 0, `${name}: ${page.seen.join("; ")}`);
  must(state.violations.length === 0, `${name}: the policy was violated: ${state.violations}`);
  must(state.pwned === 0, `${name}: a payload ran`);
  const own = await page.evaluate(() => ({
    scripts: document.scripts.length,
    foreign: document.querySelectorAll("img, iframe, object, embed, link, base, form, [style], [src]").length,
    away: Array.from(document.links).filter((link) => !link.getAttribute("href").startsWith("#")).length,
    acting: Array.from(document.querySelectorAll("*")).filter((part) =>
      Array.from(part.attributes).some((attribute) => attribute.name.startsWith("on"))).length,
  }));
  must(own.scripts === 1 && own.foreign === 0 && own.away === 0 && own.acting === 0,
    `${name}: something was injected: ${JSON.stringify(own)}`);
}

/** Whether the policy is in force at all: what is put in by hand must not run. */
async function guarded(page, name) {
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true;";
    document.body.append(script);
    const part = document.createElement("p");
    part.setAttribute("onclick", "window.ran = true;");
    document.body.append(part);
    part.click();
    await fetch("https://example.invalid/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    return [window.ran === true, window.violations.length];
  });
  must(ran[0] === false && ran[1] >= 3, `${name}: the policy does not hold: ${ran}`);
}

/** From the first key on, Tab comes to every summary that can be seen, and Enter opens it. */
async function keyboard(page, name) {
  const total = await page.evaluate(() => document.querySelectorAll("summary").length);
  const reached = new Set();
  await page.evaluate(() => document.querySelectorAll("summary").forEach((summary, at) => { summary.dataset.at = at; }));
  let first = "";
  for (let step = 0; step < 60 + 12 * total; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      const ring = getComputedStyle(here);
      const seen = ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2;
      return { tag: here.tagName, at: here.dataset.at, id: here.className, seen };
    });
    if (step === 0) { first = at.id; }
    if (at.tag === "BODY") { break; }
    if (!at.seen && at.id !== "skip") { must(false, `${name}: the focus is not seen on ${at.tag}`); }
    if (at.tag === "SUMMARY" && !reached.has(at.at)) {
      reached.add(at.at);
      const was = await page.evaluate(() => document.activeElement.parentElement.open);
      await page.keyboard.press("Enter");
      const is = await page.evaluate(() => document.activeElement.parentElement.open);
      must(was !== is, `${name}: Enter does not open a summary`);
      if (was) { await page.keyboard.press("Enter"); }
    }
  }
  must(first === "skip", `${name}: the first stop is the skip link`);
  must(reached.size === total, `${name}: ${reached.size} of ${total} summaries can be reached`);
}

/** The lowest contrast of text that can be seen, with its words. */
function contrasts() {
  const parse = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (part) => {
    for (let at = part; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) { return colour; }
    }
    return [255, 255, 255];
  };
  let worst = [99, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const part = node.parentElement;
    const drawn = part.closest("svg");
    if (!node.data.trim() || ["TITLE", "SCRIPT"].includes(part.tagName.toUpperCase())) { continue; }
    if (!part.checkVisibility()) { continue; }
    const style = getComputedStyle(part);
    let behind = ground(part);
    // A number in a disc stands on the disc.
    const under = part.classList.contains("digit") ? ".reached"
      : part.classList.contains("lidded") ? ".lid" : part.closest(".mark") ? ":scope > circle, :scope > line" : "";
    if (under) {
      const shape = getComputedStyle(part.parentElement.querySelector(under));
      behind = parse(part.closest(".lowers") ? shape.stroke : shape.fill);
    }
    const [one, two] = [light(parse(drawn ? style.fill : style.color)), light(behind)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < worst[0]) { worst = [ratio, `${part.tagName} ${part.className} ${node.data.slice(0, 30)}`]; }
  }
  return worst;
}

/** Lays out what is far from the window too. */
function wholly() {
  document.querySelectorAll(".document").forEach((part) => { part.style.contentVisibility = "visible"; });
}

async function readable(context, name) {
  const page = await open(context, name, { width: 360, height: 780 });
  await page.evaluate(wholly);
  const wide = () => page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) { return ""; }
    const all = Array.from(document.querySelectorAll("body *"));
    const part = all.filter((one) => one.getBoundingClientRect().right > innerWidth).pop();
    return part ? `${part.tagName} ${part.className} ${part.textContent.slice(0, 60)}` : "something";
  });
  let over = await wide();
  must(over === "", `${name}: wider than a telephone: ${over}`);
  await page.screenshot({ path: path.join(shots, `${name}.phone.png`), fullPage: true });
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  over = await wide();
  must(over === "", `${name}: wider than a telephone when opened: ${over}`);
  await page.setViewportSize({ width: 1100, height: 900 });
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const [ratio, words] = await page.evaluate(contrasts);
    must(ratio >= 4.5, `${name} ${scheme}: contrast ${ratio.toFixed(2)} of ${words}`);
    await page.screenshot({ path: path.join(shots, `${name}.${scheme}.open.png`), fullPage: true });
  }
  await page.close();
}

async function shoot(context, name) {
  const page = await open(context, name);
  await page.evaluate(wholly);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: path.join(shots, `${name}.${scheme}.png`), fullPage: true });
  }
  await page.close();
}

/** On paper every quotation is open and every sheet carries the level, whether scripts run or not. */
async function printed(context, name, how) {
  const page = await open(context, name);
  await page.emulateMedia({ colorScheme: "dark" });
  const said = await page.evaluate(() => ({
    quotes: Array.from(document.querySelectorAll("mark"), (mark) => mark.textContent),
    level: document.querySelector(".marking")?.textContent,
  }));
  const file = path.join(shots, `${name}.${how}.pdf`);
  await page.pdf({ path: file, format: "A4", printBackground: true });
  await page.close();
  const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" });
  const squeeze = (words) => words.replace(/[\s\f]+/g, "");
  const all = squeeze(text);
  const lost = said.quotes.filter((quote) => !all.includes(squeeze(quote)));
  must(lost.length === 0, `${name} ${how}: ${lost.length} of ${said.quotes.length} quotations are not on paper`);
  const sheets = text.split("\f").slice(0, -1);
  if (said.level) {
    const marked = sheets.filter((sheet) => squeeze(sheet).split(squeeze(said.level)).length === 3);
    must(marked.length === sheets.length, `${name} ${how}: ${marked.length} of ${sheets.length} sheets carry the level`);
  }
  execFileSync("pdftoppm", ["-r", "70", "-png", "-f", "1", "-l", "2", file, file.replace(/\.pdf$/, "")]);
  return [said.quotes.length, sheets.length];
}

async function comfort(context) {
  const page = await open(context, "many");
  await page.fill("#filter", "agenda.md");
  const rows = await page.evaluate(() =>
    Array.from(document.querySelectorAll("[data-row]")).filter((row) => row.checkVisibility()).length);
  must(rows === 1, `many: the filter leaves ${rows} rows`);
  await page.close();
  const call = await open(context, "call");
  await call.click("#open");
  const shut = await call.evaluate(() => Array.from(document.querySelectorAll("details.quote")).filter((q) => !q.open).length);
  must(shut === 0, `call: ${shut} quotations stay shut`);
  await call.evaluate(() => document.querySelector(".how a").click());
  const rule = await call.evaluate(() => document.querySelector(document.location.hash).checkVisibility());
  must(rule, "call: a link to a rule opens the list of rules");
  await call.close();
}

async function attacked(context) {
  const page = await open(context, "hostile");
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  await page.hover("main");
  await page.waitForTimeout(100);
  await quiet(page, "hostile");
  await page.evaluate(wholly);
  const text = await page.evaluate(() => document.body.innerText);
  for (const payload of ["<img src=x onerror=pwn()>", "TOP 1 <script>pwn()</script>",
    "TOP 2 </style></details><iframe src=javascript:pwn()>", "Kern<script>pwn()</script>", "\"><svg onload=pwn()>"]) {
    must(text.includes(payload), `hostile: ${payload} is not shown as text`);
  }
  await page.close();
}

const launch = (more) => playwright.chromium.launchPersistentContext(
  fs.mkdtempSync(`${profile}-`), { executablePath: chromium, headless: true, args, ...more });
const names = fs.readdirSync(pages).map((file) => path.basename(file, ".html"));
const told = ["agenda", "all", "call", "hostile", "many", "masked", "training"];
must(told.every((name) => names.includes(name)), `pages are missing: ${names}`);

const context = await launch({});
for (const name of names) {
  const page = await open(context, name);
  await quiet(page, name);
  await keyboard(page, name);
  await quiet(page, name);
  await guarded(page, name);
  await page.close();
  await shoot(context, name);
  await readable(context, name);
}
await attacked(context);
await comfort(context);
const [quotes, sheets] = await printed(context, "call", "script");
await context.close();

const plain = await launch({ javaScriptEnabled: false });
await printed(plain, "call", "plain");
await printed(plain, "hostile", "plain");
await plain.close();

console.log(`${names.length} pages, ${count} checks, ${failed} failed; ${quotes} quotations on ${sheets} sheets`);
process.exit(failed === 0 ? 0 : 1);
