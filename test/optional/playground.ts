/**
 * The playground in a real browser: builds it, opens it in Chromium and does what a person does. Pictures go to
 * `playground/pictures/`. Run by `npm run test:playground`; needs the browser of `launch-chromium.ts`.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { build, preview } from "vite";
import { showNumber } from "../../src/cli/running/show-log.ts";
import { launchChromium } from "./launch-chromium.ts";

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
  ["finds a name's places, renames it and goes to where it is declared", followsNames],
  ["goes to names by their letters, and to the uses of a block", goesToNames],
  ["makes the picture larger, smaller and whole", zooms],
  ["repairs, rewrites, folds, selects and lays out while one types", worksOnText],
  ["trains from the line above a model, and opens its table", trainsFromTheText],
  ["says what the table tells of the program, as the command line does", saysWhatDataTells],
  ["says why a model is not trained, and stops in a long step", saysWhyNotTrained],
  ["holds the program in a link, and says so when a link is damaged", linksProgram],
  ["stands up to links that somebody made up", withstandsLinks],
  ["is used with the keyboard alone", usesKeyboard],
  ["keeps to the width of a phone", fitsPhone],
  ["draws every example without errors, in the dark too", drawsExamples],
];

const browser = await launchChromium();
mkdirSync(pictures, { recursive: true });
await build({ root: "playground", logLevel: "error" });
const server = await preview({ root: "playground", preview: { host: "127.0.0.1", port: 0 } });
const [url] = server.resolvedUrls?.local ?? [];
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
  // Before anything has been judged nothing is called good.
  await page.route("**/language-worker*", (route) => setTimeout(() => void route.continue(), 1_000));
  await page.goto(url);
  await page.waitForSelector("#editor .cm-content");
  assert.equal(await text(page, "#problems"), "Checking …");
  await page.waitForSelector(".graph .box");
  await page.waitForSelector(".cm-inlay-hint");
  assert.match(await text(page, "#graph"), /\[8, 8, 16\].*conv2d/s);
  assert.match(await text(page, "#sums"), /^6,090 parameters/);
  assert.doesNotMatch(await text(page, "#problems"), /error|warning/);
  await picture(page, "graph");
  await page.click("#hints");
  await page.waitForSelector(".cm-inlay-hint", { state: "hidden" });
  await page.click("#hints");
  await page.waitForSelector(".cm-inlay-hint");
  await page.waitForSelector(".cm-means-function >> text=flatten");
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
  await page.click(".cm-tooltip .cm-diagnosticAction");
  await page.waitForFunction(() =>
    /dense\(10\)/.test(document.querySelector("#editor .cm-content")?.textContent ?? ""),
  );
  await page.click("#problems");
  await page.waitForSelector(".cm-panel-lint");
  await page.click(".cm-panel-lint [name=close]");
  await page.mouse.move(5, 5);
  await type(page, broken.replace("dens(10)", "fla"), { caretAfter: "fla" });
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".cm-tooltip-autocomplete");
  assert.match(await text(page, ".cm-tooltip-autocomplete"), /flatten/);
  await page.waitForSelector(".cm-completionInfo >> text=Makes one row of each example");
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
  assert.match(await text(page, ".state"), /Done: Iris · epoch 60 of 60/);
  const shown = await page.locator("figcaption .entry").allTextContents();
  assert.deepEqual(shown.toSorted(), lastEpochOf("examples/iris.nn"));
  await picture(page, "training");
  // A run that was stopped and goes on ends where one ends that was not.
  await page.click("#train");
  await said(page, ".state", /epoch [1-9]\d* of/);
  await page.click("#train");
  await page.waitForSelector('#training[data-outcome="interrupted"]');
  await page.click("#go-on");
  await page.waitForSelector('#training[data-outcome="finished"]');
  assert.match(await text(page, ".state"), /Done: Iris · epoch 60 of 60/);
  assert.deepEqual(await page.locator("figcaption .entry").allTextContents(), shown);
  assert.ok(await page.isHidden("#go-on"));
  await page.selectOption("#example", "unet");
  await page.waitForFunction(() => /29,321/.test(document.querySelector("#sums")?.textContent ?? ""));
  await page.click("#train");
  await page.waitForFunction(() => /of 6 · .*rows/.test(document.querySelector(".state")?.textContent ?? ""));
  await page.click("#train");
  await page.waitForSelector('#training[data-outcome="interrupted"]');
  await page.selectOption("#example", "iris");
  // The curves of another model would pass for this one's.
  await page.waitForSelector(".chart", { state: "detached" });
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
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click("#typescript >> text=Copy");
  await said(page, "#typescript .bar", /on the clipboard/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /export function load/);
  const downloading = page.waitForEvent("download");
  await page.click("#typescript >> text=Download");
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "iris.ts");
  assert.equal(readFileSync(await download.path(), "utf8"), copied);
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
  await programIs(page, "model A {\n  input x: [4]\n  dense(3) -> relu\n}\n");
}

async function followsNames(page: Page): Promise<void> {
  await type(page, "model A {\n  input first: [4]\n  first -> dense(3)\n}\n");
  await page.waitForSelector(".cm-line:nth-of-type(n+3) .cm-inlay-hint >> text=→ [3] · 15");
  await page.click("#editor .cm-line >> nth=2 >> text=first");
  await page.waitForFunction(() => document.querySelectorAll(".cm-same-name").length === 2);
  await page.keyboard.press("F12");
  await page.waitForFunction(() => document.querySelector("#position")?.textContent === "2:9");
  await page.keyboard.press("Shift+F12");
  await page.waitForSelector(".cm-lsp-reference-panel");
  assert.equal(await page.locator(".cm-lsp-reference").count(), 2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  await page.waitForSelector(".cm-lsp-rename-panel input");
  await page.keyboard.type("photo");
  await page.keyboard.press("Enter");
  await programIs(page, "model A {\n  input photo: [4]\n  photo -> dense(3)\n}\n");
}

async function goesToNames(page: Page): Promise<void> {
  await page.selectOption("#example", "resnet");
  await said(page, "#sums", /^20,242/);
  await page.click("#editor .cm-content");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+Shift+O");
  await page.waitForSelector(".cm-places input:focus");
  const names = await page.locator(".cm-places .label").allTextContents();
  assert.deepEqual(names.slice(0, 8), [
    "depth",
    "base",
    "residual",
    "filters",
    "stride",
    "x",
    "body",
    "skip",
  ]);
  await picture(page, "outline");
  await page.keyboard.type("optim");
  await said(page, ".cm-places [aria-selected=true]", /^optimizersgd/);
  await said(page, "#position", /^29:/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".cm-places", { state: "detached" });
  assert.equal(await text(page, "#position"), "1:1");
  await page.click("#outline");
  await page.keyboard.type("residual");
  await page.keyboard.press("Enter");
  await said(page, "#position", /^6:/);
  await page.keyboard.press("Shift+Alt+H");
  await page.waitForSelector(".cm-places li");
  const uses = await page.locator(".cm-places li").allTextContents();
  assert.deepEqual(uses, ["residualline 6", "← ResNetline 22", "← ResNetline 23", "← ResNetline 24"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await said(page, "#position", /^23:/);
  await page.keyboard.press("Shift+Alt+H");
  await page.waitForSelector(".cm-places li");
  await page.keyboard.press("Escape");
  await page.click("#outline");
  await page.keyboard.type("zzz");
  await said(page, ".cm-places ul", /^Nothing is called so/);
  await page.keyboard.press("Escape");
}

async function zooms(page: Page): Promise<void> {
  const width = () =>
    page.evaluate(() => document.querySelector(".graph")?.getBoundingClientRect().width ?? 0);
  const height = () =>
    page.evaluate(() => document.querySelector(".graph")?.getBoundingClientRect().height ?? 0);
  const before = await width();
  await page.click('.zoom [title^="Larger"]');
  assert.ok(Math.abs((await width()) - before * 1.25) < 1);
  await page.click(".zoom >> text=Whole");
  assert.ok((await height()) <= 900);
  await picture(page, "whole");
  await page.hover(".graph .box >> nth=0");
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -600);
  await page.keyboard.up("Control");
  await page.waitForFunction(() => (document.querySelector(".graph")?.clientHeight ?? 0) > 1500);
  await page.focus(".graph .box >> nth=0");
  await page.keyboard.press("0");
  assert.ok((await height()) <= 900);
  await page.keyboard.press("+");
  assert.ok((await height()) > 900);
}

async function saysWhatDataTells(page: Page): Promise<void> {
  const of = (column: string) => `model M {
  input sizes: [1]
  target diagnosis: binary("benign", "malignant")
  dense(1, activation=sigmoid)
  compile { optimizer sgd(learning_rate=0.0001); loss binary_crossentropy }
  train { epochs 1; seed 1 }
  data "data/breast_cancer.csv" {
    ${column}
    diagnosis = [diagnosis]
  }
}
`;
  await type(page, of("sizes = [mean_area]"));
  await page.click("#tab-training");
  await said(page, "#sums", /^2 parameters/);
  await run(page, "finished");
  await said(
    page,
    "#training .note.warning",
    /sizes goes into dense as it is [\s\S]*mean_area goes from[\s\S]*NN602/,
  );
  await picture(page, "findings");
  await page.click("#training .note.warning button");
  assert.match(await page.evaluate(() => String(getSelection())), /^sizes/);
  await type(page, of("// nn-allow NN602: they are to be seen as they are.\n    sizes = [mean_area]"));
  await run(page, "finished");
  assert.equal(await page.locator("#training .note.warning").count(), 0);
}

async function worksOnText(page: Page): Promise<void> {
  await type(page, "model A {\n  input x: [4]\n  x -> dense(3) -> relu\n}\n");
  await page.click("#editor .cm-line >> nth=2 >> text=dense");
  await page.keyboard.press("Control+.");
  await page.waitForSelector(".code-actions button:focus");
  await picture(page, "actions");
  await page.click(".code-actions >> text=Write each layer on its own line");
  await programIs(page, "model A {\n  input x: [4]\n  dense(3)\n  relu\n}\n");
  await page.click("#editor .cm-line >> nth=2 >> text=dense");
  for (const expected of ["dense", "dense(3)"]) {
    await page.keyboard.press("Shift+Alt+ArrowRight");
    await page.waitForFunction((wanted) => String(getSelection()) === wanted, expected);
  }
  await page.keyboard.press("Shift+Alt+ArrowLeft");
  await page.waitForFunction(() => String(getSelection()) === "dense");
  await page.keyboard.press("Control+/");
  await programIs(page, "model A {\n  input x: [4]\n  // dense(3)\n  relu\n}\n");
  await page.keyboard.press("Control+/");
  await page.click('.cm-foldGutter [title="Fold line"] >> nth=0');
  await page.waitForSelector(".cm-foldPlaceholder");
  await page.click(".cm-foldPlaceholder");
  await type(page, "model A {\n  input   x:[4]\n  dense( 3 )\n}\n");
  await page.click("#editor .cm-line >> nth=2 >> text=dense");
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+F");
  await programIs(page, "model A {\n  input   x:[4]\n  dense(3)\n}\n");
  await type(page, "model A {\n  input x: [4]\n  dense(units: 3)\n  dense(2, activation='relu')\n}\n");
  await page.waitForSelector(".cm-lintRange-error");
  await page.click("#actions");
  await page.click(".code-actions >> text=Fix all that can be fixed safely");
  await programIs(page, "model A {\n  input x: [4]\n  dense(units=3)\n  dense(2, activation=relu)\n}\n");
  await type(page, "model A {\n  input x: [4]\n  dense(", { caretAfter: "dense(" });
  await page.waitForSelector(".cm-lsp-signature-tooltip");
  assert.match(await text(page, ".cm-lsp-signature-tooltip"), /units/);
  await page.keyboard.press("Escape");
  await type(page, "model A { input x:[4]\n dense( 3 )->relu", { caretAfter: "dense( 3 )->relu" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.keyboard.type("}");
  await programIs(page, "model A {\n  input x: [4]\n  dense(3) -> relu\n}\n");
}

async function trainsFromTheText(page: Page): Promise<void> {
  await page.selectOption("#example", "iris");
  const opened = page.waitForEvent("popup");
  await page.click(".cm-file-link", { modifiers: ["Control"] });
  const table = await opened;
  assert.match((await table.textContent("body")) ?? "", /^sepal_length,sepal_width/);
  await table.close();
  await page.click(".code-lens >> text=403 parameters");
  await page.waitForSelector('#training[data-outcome="finished"]');
  assert.match(await text(page, ".state"), /Done: Iris · epoch 60 of 60/);
}

/** The iris example with other layers, learning rate or table. */
function iris({ layers = "dense(8)", rate = "0.1", table = "data/iris.csv", epochs = 2 }): string {
  return `model M {
  input measurements: [4]
  target species: class("setosa", "versicolor", "virginica")
  ${layers}
  dense(3, activation=softmax)
  compile { optimizer sgd(learning_rate=${rate}); loss sparse_categorical_crossentropy }
  train { epochs ${epochs}; seed 1 }
  data "${table}" {
    measurements = [sepal_length, sepal_width, petal_length, petal_width]
    species = [species]
  }
}
`;
}

async function saysWhyNotTrained(page: Page): Promise<void> {
  const refused: readonly (readonly [string, RegExp])[] = [
    ["model M {\n  input x: [4]\n  dense(3)\n}\n", /M has no compile block/],
    [iris({ table: "mine.csv" }), /does not hold mine\.csv; take one of data\/brackets\.csv/],
    [iris({ layers: "dense(60000)\n  dense(30000)" }), /training it takes 14\.4 GB, more than a page has/],
    ["model M {", /The program has errors; correct them to train/],
  ];
  for (const [program, why] of refused) {
    await type(page, program);
    await said(page, "#offered", why);
    assert.ok(await page.isDisabled("#train"));
  }
  await type(page, iris({ rate: "1e30" }));
  await run(page, "problem");
  await said(page, "#training .notes", /^The loss of M was not a finite number in epoch 1, batch \d+\./);
  await type(page, iris({ layers: "dense(7000)\n  dense(7000)\n  dense(7000)" }));
  await page.waitForFunction(() => /98,0/.test(document.querySelector("#sums")?.textContent ?? ""));
  await page.click("#train");
  await said(page, ".state", /epoch 0 of 2/);
  await page.click("#train");
  await page.waitForSelector('#training[data-outcome="interrupted"]');
  await type(page, iris({ epochs: 100_000 }));
  await page.waitForFunction(() => /^67 /.test(document.querySelector("#sums")?.textContent ?? ""));
  await page.click("#train");
  await page.waitForSelector(".chart .line");
  await type(page, "model M {");
  await page.waitForSelector("#graph.stale", { state: "attached" });
  assert.equal(await text(page, "#train"), "Stop");
  await page.click("#train");
  await page.waitForSelector('#training[data-outcome="interrupted"]');
  assert.ok(await page.isDisabled("#train"));
  await page.click("#tab-graph");
}

async function run(page: Page, outcome: string): Promise<void> {
  await page.waitForSelector("#train:not([disabled])");
  await page.click("#train");
  await page.waitForSelector(`#training[data-outcome="${outcome}"]`);
}

async function withstandsLinks(page: Page): Promise<void> {
  const linkTo = (program: string) => `${url}#nn=${deflateRawSync(program).toString("base64url")}`;
  for (const unreadable of [`${url}#nn=%%$`, `${url}#nn2=AAAA`, linkTo("a".repeat(50_000_000))]) {
    await page.goto("about:blank");
    await page.goto(unreadable);
    await said(page, "#message", /cannot read the program in the link/);
    await page.waitForSelector(".graph .box");
  }
  await page.goto("about:blank");
  await page.goto(linkTo("<img src=x onerror=alert(1)> `<b>`"));
  await said(page, "#problems", /error/);
  assert.equal(await page.locator("main img, main b").count(), 0);
  await page.goto("about:blank");
  await page.goto(linkTo("model A { input x: [4]\n repeat 2000 { dense(3) }\n}"));
  await said(page, "#graph .note", /A would be a picture of 2,002 boxes, too many to draw/);
  assert.match(await text(page, "#sums"), /^24,003 parameters/);
}

async function usesKeyboard(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.goto(url);
  await page.waitForSelector(".graph .box");
  await page.click("#editor .cm-content");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "problems");
  await page.focus("#tab-graph");
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.isVisible("#train"));
  await page.keyboard.press("ArrowLeft");
  // Past the three buttons for the size of the picture.
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => String(getSelection())), /^rescaling/);
  await page.focus("#help");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#guide[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#guide", { state: "hidden" });
}

async function fitsPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.selectOption("#example", "unet");
  await said(page, "#sums", /29,321/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await picture(page, "phone");
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function linksProgram(page: Page): Promise<void> {
  const before = page.url();
  await type(page, "model Linked { input x: [4]; dense(7) }\n");
  // The address holds it by itself after a while, so that nothing is lost when the page is loaded again.
  await page.waitForURL((address) => address.href !== before);
  await page.reload();
  await page.waitForSelector(".graph .box");
  assert.match(await program(page), /model Linked/);
  assert.equal(await page.inputValue("#example"), "");
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

/** Waits until the program is this one, hints and lines between the lines left out. */
async function programIs(page: Page, expected: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const lines = [...document.querySelectorAll("#editor .cm-line")].map((line) => {
      const copy = line.cloneNode(true) as Element;
      for (const hint of copy.querySelectorAll(".cm-inlay-hint")) hint.remove();
      return copy.textContent;
    });
    return lines.join("\n") === wanted;
  }, expected);
}

async function said(page: Page, selector: string, expected: RegExp): Promise<void> {
  await page.waitForFunction(
    ([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ""),
    [selector, expected.source] as const,
  );
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
