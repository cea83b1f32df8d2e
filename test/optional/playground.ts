/**
 * The playground in a real browser: builds it, opens it in Chromium and does what a person does. Pictures go to
 * `playground/pictures/`. Run by `npm run test:playground`; needs Debian's chromium, or another whose path is in CHROMIUM.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { showNumber } from "../../src/cli/running/show-log.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const pictures = "playground/pictures";
/** Milliseconds: the first answer of a worker on a busy machine. */
const patience = 60_000;

const broken = `model Broken {
  input image: [8, 8, 1]
  conv2d(16, 3) -> dens(10)
}
`;

const steps: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ["shows the first example with its graph, hints and sums", showsExample],
  ["says what is wrong as one types, and offers names", saysWhatIsWrong],
  ["trains with curves, to the numbers of the command line", trains],
  ["prints the TypeScript of the model", printsTypescript],
  ["explains under the pointer, and lays the program out", explainsAndFormats],
  ["holds the program in a link, and says so when a link is damaged", linksProgram],
  ["draws every example without errors, in the dark too", drawsExamples],
];

if (!existsSync(executablePath)) {
  console.error(
    `\nNOT TESTED: there is no browser at ${executablePath}. Install chromium, or say where it is in CHROMIUM.\n`,
  );
  process.exit(1);
}
mkdirSync(pictures, { recursive: true });
await build({ root: "playground", logLevel: "error" });
const server = await preview({ root: "playground", preview: { host: "127.0.0.1", port: 0 } });
const [url] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  process.exitCode = await runSteps(browser);
} finally {
  await browser.close();
  await server.close();
}

async function runSteps(opened: Browser): Promise<number> {
  const page = await opened.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  let failed = 0;
  for (const [name, step] of steps) {
    try {
      await step(page);
      assert.deepEqual(complaints.splice(0), [], "the browser's console");
      console.log(`passed  ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED  ${name}\n${(error as Error).message}`);
      await page.screenshot({ path: `${pictures}/failed-${failed}.png` });
    }
  }
  console.log(`\n${steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function showsExample(page: Page): Promise<void> {
  await page.goto(url);
  await page.waitForSelector(".graph .box");
  await page.waitForSelector(".cm-inlay-hint");
  assert.match(await text(page, "#graph"), /\[8, 8, 16\].*conv2d/s);
  assert.match(await text(page, "#sums"), /^6,090 parameters/);
  assert.doesNotMatch(await text(page, "#problems"), /error|warning/);
  await picture(page, "graph");
  await page.click(".graph .box >> nth=2");
  assert.match(await page.evaluate(() => String(getSelection())), /^conv2d\(16/);
  assert.match(await text(page, ".graph .box.here"), /conv2d/);
}

async function saysWhatIsWrong(page: Page): Promise<void> {
  await type(page, broken);
  await page.waitForSelector(".cm-lintRange-error");
  assert.match(await text(page, "#problems"), /1 error/);
  await page.waitForSelector("#graph.stale");
  await page.hover(".cm-lintRange-error");
  await page.waitForSelector(".cm-tooltip .cm-diagnostic");
  assert.match(await text(page, ".cm-tooltip .cm-diagnostic"), /dense/);
  await picture(page, "problem");
  await page.mouse.move(5, 5);
  await type(page, broken.replace("dens(10)", "fla"), { caretAfter: "fla" });
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".cm-tooltip-autocomplete");
  assert.match(await text(page, ".cm-tooltip-autocomplete"), /flatten/);
  await picture(page, "completion");
  await page.keyboard.press("Escape");
}

async function trains(page: Page): Promise<void> {
  await page.selectOption("#example", "iris");
  await page.click("#tab-training");
  await page.waitForSelector("#train:not([disabled])");
  await page.click("#train");
  await page.waitForSelector(".chart .line");
  await page.waitForSelector("#training[data-outcome]");
  assert.equal(await page.getAttribute("#training", "data-outcome"), "finished");
  assert.match(await text(page, ".state"), /Done: epoch 60 of 60/);
  const shown = await page.locator("figcaption .entry").allTextContents();
  assert.deepEqual(shown.toSorted(), lastEpochOf("examples/iris.nn"));
  await picture(page, "training");
  await page.selectOption("#example", "unet");
  await page.waitForFunction(() => /29,321/.test(document.querySelector("#sums")?.textContent ?? ""));
  await page.click("#train");
  await page.waitForFunction(() => /of 6 · .*rows/.test(document.querySelector(".state")?.textContent ?? ""));
  await page.click("#train");
  await page.waitForSelector('#training[data-outcome="interrupted"]');
  await page.selectOption("#example", "iris");
}

/** What `nnc train` says of a program's last epoch, as the page shows it. */
function lastEpochOf(file: string): readonly string[] {
  const out = mkdtempSync(join(tmpdir(), "nnc-playground-"));
  const args = ["scripts/run.js", "src/cli/main.ts", "train", file, "--json", "--out", out];
  const printed = spawnSync(process.execPath, args, { encoding: "utf8" }).stdout;
  rmSync(out, { recursive: true, force: true });
  const { history } = JSON.parse(printed) as {
    readonly history: readonly { readonly [name: string]: number }[];
  };
  const { epoch: _, seconds: __, ...log } = history[history.length - 1];
  return Object.entries(log)
    .map(([name, value]) => name + showNumber(value))
    .toSorted();
}

async function printsTypescript(page: Page): Promise<void> {
  await page.click("#tab-typescript");
  await page.waitForFunction(() =>
    /export/.test(document.querySelector("#typescript .cm-content")?.textContent ?? ""),
  );
  assert.equal(await page.isVisible("#typescript .note"), false);
  await page.waitForSelector("#typescript .cm-line span");
  await picture(page, "typescript");
  await page.click("#tab-graph");
}

async function explainsAndFormats(page: Page): Promise<void> {
  await page.hover(".cm-content >> text=dense >> nth=0");
  await page.waitForSelector(".cm-lsp-hover-tooltip");
  await picture(page, "hover");
  await page.mouse.move(5, 5);
  await type(page, "model A { input x:[4]\n dense( 3 )->relu }\n");
  await page.click("#format");
  await page.waitForFunction(() =>
    /dense\(3\) -> relu/.test(document.querySelector(".cm-content")?.textContent ?? ""),
  );
}

async function linksProgram(page: Page): Promise<void> {
  await type(page, "model Linked { input x: [4]; dense(7) }\n");
  await page.click("#link");
  await page.waitForFunction(() => location.hash.startsWith("#nn="));
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForSelector(".graph .box");
  assert.match(await program(page), /model Linked/);
  await page.goto("about:blank");
  await page.goto(`${url}#nn=AAAA`);
  await page.waitForSelector(".graph .box");
  assert.match(await text(page, "#message"), /damaged/);
}

async function drawsExamples(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  const names = await page.$$eval("#example option[value]:not([hidden])", (all) =>
    all.map((each) => each.getAttribute("value") ?? ""),
  );
  assert.ok(names.length >= 10);
  for (const name of names) {
    const before = await page.innerHTML("#graph");
    if ((await page.inputValue("#example")) === name) continue;
    await page.selectOption("#example", name);
    await page.waitForFunction((old) => document.querySelector("#graph")?.innerHTML !== old, before);
    assert.equal(await page.isVisible("#graph .note"), false, name);
    if (["resnet", "unet", "two_headed"].includes(name)) await picture(page, `dark-${name}`);
  }
}

async function type(
  page: Page,
  program: string,
  { caretAfter }: { caretAfter?: string } = {},
): Promise<void> {
  await page.click("#editor .cm-content");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(
    caretAfter === undefined ? program : program.slice(0, program.indexOf(caretAfter)),
  );
  if (caretAfter !== undefined) await page.keyboard.type(caretAfter, { delay: 60 });
}

async function program(page: Page): Promise<string> {
  return (await page.locator("#editor .cm-line").allTextContents()).join("\n");
}

async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? "";
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/${name}.png` });
}
