// The report in a real browser: Chromium, driven over a pipe, from file://.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import fs from "node:fs";
import {createRequire} from "node:module";
import os from "node:os";
import path from "node:path";
import {after, before, test} from "node:test";
import {pathToFileURL} from "node:url";

const {VIGIE, VIGIE_SAMPLES, VIGIE_NPM, VIGIE_PICTURES, CHROMIUM = "/usr/bin/chromium"} = process.env;
const require = createRequire(path.join(VIGIE_NPM, "package.json"));
const {chromium} = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const city = path.join(VIGIE_SAMPLES, "invented-city", "job.toml");

let folder, browser;

function makeReport(name, ...settings) {
  const page = path.join(folder, name + ".html");
  const flags = settings.flatMap((setting) => ["--set", setting]);
  execFileSync(VIGIE, ["run", city, "--set", "output.report=" + page, "-o", path.join(folder, name + ".gpkg"), ...flags],
    {stdio: ["ignore", "ignore", "pipe"]});
  return page;
}

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "vigie-report-"));
  makeReport("en");
  browser = await chromium.launch({
    executablePath: CHROMIUM, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"]
  });
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, {recursive: true, force: true});
});

// Opens a report; whatever it fetches, and whatever it complains about, is kept.
async function open(file, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const heard = {requests: [], errors: []};
  page.on("request", (request) => heard.requests.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.errors.push(message.text());
  });
  page.on("pageerror", (error) => heard.errors.push(String(error)));
  page.on("dialog", (dialog) => { heard.errors.push("dialog: " + dialog.message()); dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector(".leaflet-container canvas");
  return {page, heard, context};
}

const report = (name = "en") => path.join(folder, name + ".html");
const fetched = (heard) => heard.requests.filter((url) => !url.startsWith("data:")).slice(1);

async function picture(page, name, options = {}) {
  if (VIGIE_PICTURES) await page.screenshot({path: path.join(VIGIE_PICTURES, name + ".png"), ...options});
}

test("opens from disk, fetches nothing, complains of nothing, stays small", async () => {
  const {page, heard, context} = await open(report());
  assert.deepEqual(heard.errors, []);
  assert.deepEqual(fetched(heard), []);
  assert.equal(await page.locator("h1").innerText(), "Elzemonde 2023-2024");
  assert.equal(await page.locator(".found li").count(), 3);
  assert.ok(fs.statSync(report()).size < 2e6);
  for (const id of ["summary", "places", "hot-spots", "coverage", "rates", "trends", "quality", "making"])
    assert.equal(await page.locator("section#" + id).count(), 1, id);
  assert.ok(await page.locator("#chart-timeline canvas").count() > 0);
  await picture(page, "desktop", {fullPage: true});
  await context.close();
});

test("a row moves the map and a place on the map marks its rows", async () => {
  const {page, heard, context} = await open(report());
  const centre = () => page.evaluate("JSON.stringify(vigie.map.leaflet.getCenter())");
  const start = await centre();
  await page.locator("tr[data-layer=coverage_gaps]").nth(2).locator("button").click();
  assert.notEqual(await centre(), start);
  assert.equal(await page.locator("tr[data-layer=coverage_gaps][aria-current]").count(), 1);
  assert.match(await page.locator("#detail").innerText(), /gap_/);
  await page.locator("tr[data-layer=neighbourhoods]").nth(4).locator("th").click();
  assert.equal(await page.locator("tr[data-layer=neighbourhoods][aria-current]").count(), 1);
  const name = await page.locator("tr[data-layer=neighbourhoods][aria-current] button").innerText();
  assert.equal(await page.locator("tr[aria-current]").count(), 1);
  // The map was moved to that neighbourhood, but its middle need not lie inside: ask a place for its row instead.
  await page.locator("#whole").click();
  const box = await page.locator("#map").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const marked = page.locator("tr[data-layer=neighbourhoods][aria-current]");
  assert.equal(await marked.count(), 1);
  assert.ok((await page.locator("#detail").innerText()).includes(await marked.locator("button").innerText()));
  assert.ok(name.length > 0);
  assert.deepEqual(heard.errors, []);
  await context.close();
});

test("the keyboard alone reaches the map, the rows and the choices", async () => {
  const {page, context} = await open(report());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.className"), "skip");
  await page.locator("#map").focus();
  const before = await page.evaluate("vigie.map.leaflet.getCenter().lng");
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(600);
  assert.notEqual(await page.evaluate("vigie.map.leaflet.getCenter().lng"), before);
  await page.locator("input[name=fills][value=density]").focus();
  await page.keyboard.press("Space");
  assert.match(await page.locator("#legend").innerText(), /Report density/);
  await page.locator("tr[data-layer=watch_areas] button").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("tr[data-layer=watch_areas][aria-current]").count(), 1);
  await context.close();
});

test("speaks the language of the study", async () => {
  const english = await open(report());
  const headings = (page) => page.locator("h2, caption, thead th, legend, summary, nav a, .figures dt, #summary li").allInnerTexts();
  const said = new Set(await headings(english.page));
  await english.context.close();
  for (const language of ["fr", "nl", "de"]) {
    const {page, heard, context} = await open(makeReport(language, "study.language=" + language));
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    const same = (await headings(page)).filter((text) => said.has(text) && /[a-z]/.test(text));
    assert.deepEqual(same.filter((text) => !["Hotspots", "Form", "Name", "Site", "Lift"].includes(text)), [], language);
    assert.deepEqual(heard.errors, []);
    await picture(page, language);
    await context.close();
  }
});

test("is dark where the reader's system is, or on request", async () => {
  const ground = "getComputedStyle(document.documentElement).backgroundColor";
  const dark = await open(report(), {colorScheme: "dark"});
  assert.equal(await dark.page.evaluate(ground), "rgb(20, 24, 28)");
  await picture(dark.page, "dark", {fullPage: true});
  await dark.page.locator("#theme").click();
  assert.equal(await dark.page.evaluate(ground), "rgb(255, 255, 255)");
  assert.deepEqual(dark.heard.errors, []);
  await dark.context.close();
});

test("fits a telephone", async () => {
  const {page, heard, context} = await open(report(), {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
  assert.ok(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"));
  await page.locator("#map").scrollIntoViewIfNeeded();
  const box = await page.locator("#map").boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector("tr[aria-current]", {state: "attached"});
  await picture(page, "phone", {fullPage: true});
  assert.deepEqual(heard.errors, []);
  await context.close();
});

test("prints to A4, in light, without controls", async () => {
  const {page, heard, context} = await open(report(), {colorScheme: "dark"});
  const file = path.join(VIGIE_PICTURES ?? folder, "report.pdf");
  await page.pdf({path: file, preferCSSPageSize: true, printBackground: true});
  const pdf = fs.readFileSync(file, "latin1");
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 3 && pages <= 14, pages + " pages");
  const [, width, height] = pdf.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
  assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2);
  assert.deepEqual(heard.errors, []);
  await context.close();
});

test("axe finds no serious fault", async () => {
  for (const options of [{}, {colorScheme: "dark"}, {viewport: {width: 390, height: 844}}]) {
    const {page, context} = await open(report(), options);
    await page.evaluate(axe);
    const result = await page.evaluate("axe.run(document, {resultTypes: ['violations']})");
    const serious = result.violations.filter((fault) => ["serious", "critical"].includes(fault.impact));
    assert.deepEqual(serious.map((fault) => [fault.id, fault.nodes.slice(0, 3).map((node) => node.html)]), []);
    await context.close();
  }
});

test("hostile names stay text", async () => {
  const bad = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(2)>", "\u202Egnp.exe", "a\"b'c&d"];
  const place = (name, x) => ({type: "Feature", properties: {code: "z" + x, name, population: 900},
    geometry: {type: "Polygon", coordinates: [[[x, 0], [x + 500, 0], [x + 500, 500], [x, 500], [x, 0]]
      .map(([e, n]) => [150000 + e, 170000 + n])]}});
  const crs = {type: "name", properties: {name: "urn:ogc:def:crs:EPSG::31370"}};
  fs.writeFileSync(path.join(folder, "z.geojson"), JSON.stringify(
    {type: "FeatureCollection", crs, features: bad.map((name, i) => place(name, 500 * i))}));
  const rows = Array.from({length: 400}, (_, i) => `${150005 + (i * 37) % 1990},${170005 + (i * 53) % 490}`);
  fs.writeFileSync(path.join(folder, "r.csv"), "x,y\n" + rows.join("\n") + "\n");
  fs.writeFileSync(path.join(folder, "bad.toml"), `[study]\nname = ${JSON.stringify(bad[0])}\n` +
    `[reports]\nsource = "r.csv"\ncrs = "EPSG:31370"\n[neighbourhoods]\nsource = "z.geojson"\nid = "code"\nname = "name"\n` +
    `population = "population"\n[output]\nreport = "bad.html"\n`);
  execFileSync(VIGIE, ["run", path.join(folder, "bad.toml")], {stdio: ["ignore", "ignore", "pipe"]});
  const {page, heard, context} = await open(path.join(folder, "bad.html"));
  assert.deepEqual(heard.errors, []);
  assert.deepEqual(fetched(heard), []);
  assert.equal(await page.locator("h1").innerText(), bad[0]);
  assert.equal(await page.locator("main img[src=x]").count(), 0);
  assert.ok((await page.locator("#rates").innerText()).includes("[U+202E]gnp.exe"));
  // The policy stops what escaping would have missed.
  await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.caught = 1\">')");
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate("window.caught"), undefined);
  await context.close();
});
