/**
 * The packaged extension in a real VS Code in the browser: does what a person does. Pictures go to `editors/vscode/pictures/`. Run by
 * `npm run test:vscode`, after `npm run package:vscode`. Needs code-server, which is no part of this project: CODE_SERVER is the
 * path of its `out/node/entry.js`; and the browser of `launch-chromium.ts`. In an empty folder:
 *   npm install code-server --ignore-scripts && npm rebuild argon2
 *   cd node_modules/code-server/lib/vscode && npm install --omit=dev --ignore-scripts
 *   npm rebuild @vscode/spdlog native-watchdog kerberos node-pty    (kerberos wants Debian's libkrb5-dev)
 *   cd extensions && npm install --omit=dev --ignore-scripts
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "./launch-chromium.ts";

const codeServer = process.env.CODE_SERVER ?? "";
const extension = resolve("editors/vscode/nnc.vsix");
const pictures = resolve("editors/vscode/pictures");
/** Milliseconds: VS Code starts slowly on a busy machine. */
const patience = 90_000;

const digits = `/// A small picture classifier with a mistake in it.
model Digits {
  input image: [28, 28, 1]
  target digit: class(10)

  conv2d(32, 3, activation=relu)
  max_pooling2d
  conv2d(64, 3, activation=relu)
  flatten
  dens(128, activation=relu)
  dense(10, activation=softmax)

  compile {
    optimizer adam(learning_rate=0.001)
    loss sparse_categorical_crossentropy
    metrics accuracy
  }
}
`;

const stages = `/// A dense layer with a normalization behind it.
block stage(units: int) {
  input x
  x -> dense(units) -> batch_normalization -> relu
}
`;

const towers = `import { stage } from "./stages.nn"

block tower(units: int) {
  input x
  x -> stage(units) -> stage(units)
}

model Towers {
  input x: [8]
  x -> tower(16) -> dense(1)
}
`;

const bare = `model Bare {
  input x: [4]
  target y: class(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile {
    optimizer adam
    loss sparse_categorical_crossentropy
    metrics accuracy
  }
  train { seed 1 }
}
`;

/** The line of `flatten`, behind which the next layer is typed. */
const placeOfCursor = 9;

const settings = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "editor.minimap.enabled": false,
  "files.hotExit": "off",
  // What a view still loads takes the keyboard when it has come; the palette is to stay open then.
  "workbench.quickOpen.closeOnFocusLost": false,
  // So that the letters of the terminal are in the page.
  "terminal.integrated.gpuAcceleration": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

const steps: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ["checks in a folder that nobody trusts, and trains there once it is trusted", keepsToTrust],
  ["says where a project has no nnc to train with", missesCommand],
  ["shows shapes, explains a mistake and repairs it", showsAndRepairs],
  ["opens the explanation of a mistake at its line", explains],
  ["offers what fits", completes],
  ["goes to a block in another file, renames it in both, and shows who calls it", followsNames],
  ["closes brackets, indents, goes on with comments, formats", writes],
  ["shows and hides hints and lines as the settings say, at once", switches],
  ["starts the server anew, and says so where the setting names none", restarts],
];

for (const path of [codeServer, extension]) {
  if (path !== "" && existsSync(path)) continue;
  console.error(
    `\nNOT TESTED: ${path || "CODE_SERVER"} is not there; the top of this file says what is needed.\n`,
  );
  process.exit(1);
}
const browser = await launchChromium();
mkdirSync(pictures, { recursive: true });
const home = mkdtempSync(join(tmpdir(), "nnc-vscode-"));
const project = join(home, "project");
const command = join(project, "node_modules", ".bin", "nnc");
const port = await freePort();
const server = startServer();
try {
  process.exitCode = await runSteps(await browser.newPage({ viewport: { width: 1200, height: 660 } }));
} finally {
  await browser.close();
  server.kill();
  rmSync(home, { recursive: true, force: true });
}

/** One that an earlier run has not kept. */
async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port: free } = listener.address() as AddressInfo;
  await new Promise((closed) => listener.close(closed));
  return free;
}

function startServer(): ChildProcess {
  const user = join(home, "data", "User");
  mkdirSync(join(project, "node_modules", ".bin"), { recursive: true });
  mkdirSync(join(project, ".vscode"));
  mkdirSync(user, { recursive: true });
  symlinkSync(resolve("bin/nnc.js"), command);
  cpSync("examples/iris.nn", join(project, "iris.nn"));
  cpSync("examples/data/iris.csv", join(project, "data/iris.csv"));
  const texts = {
    "digits.nn": digits,
    "stages.nn": stages,
    "towers.nn": towers,
    "bare.nn": bare,
    "new.nn": "",
    ".vscode/settings.json": "{}",
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(project, name), text);
  writeFileSync(join(user, "settings.json"), JSON.stringify(settings));
  writeFileSync(join(home, "config.yaml"), "");
  const places = [
    "--config",
    join(home, "config.yaml"),
    "--user-data-dir",
    join(home, "data"),
    "--extensions-dir",
    join(home, "extensions"),
  ];
  const { status } = spawnSync(process.execPath, [codeServer, ...places, "--install-extension", extension], {
    stdio: "inherit",
  });
  assert.equal(status, 0, "VS Code did not take the extension");
  const address = [
    "--auth",
    "none",
    "--bind-addr",
    `127.0.0.1:${port}`,
    "--disable-telemetry",
    "--disable-update-check",
  ];
  // What npm says to its scripts would reach the npx of the project.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")));
  return spawn(process.execPath, [codeServer, ...places, ...address, project], { stdio: "ignore", env });
}

async function runSteps(page: Page): Promise<number> {
  page.setDefaultTimeout(patience);
  page.on("dialog", (dialog) => dialog.accept());
  await opened(page);
  let failed = 0;
  for (const [name, step] of steps) {
    try {
      await step(page);
      console.log(`passed  ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED  ${name}\n${(error as Error).message}`);
      await picture(page, `failed-${failed}`);
    }
    await page.keyboard.press("Escape");
    await run(page, "View: Close All Editors");
    await run(page, "Notifications: Clear All");
  }
  console.log(`\n${steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** The server takes a while to listen. */
async function opened(page: Page): Promise<void> {
  for (let i = 0; ; i += 1) {
    try {
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForSelector(".monaco-workbench");
      return;
    } catch (error) {
      if (i === 60) throw error;
      await new Promise((wait) => setTimeout(wait, 500));
    }
  }
}

async function keepsToTrust(page: Page): Promise<void> {
  await open(page, "iris.nn");
  await page.waitForSelector("#status\\.workspaceTrust");
  await page.click(lens("403 parameters"));
  await page.waitForSelector(notification("waits until you trust the folder"));
  await page.waitForSelector(`.notifications-toasts >> text="Manage trust"`);
  await picture(page, "untrusted");
  await page.click(`.notifications-toasts >> text="Manage trust"`);
  await page.click(".workspace-trust-editor .monaco-button >> text=/^Trust$/");
  await page.waitForSelector("#status\\.workspaceTrust", { state: "detached" });
  await open(page, "iris.nn");
  await page.click(lens("403 parameters"));
  await until(() => existsSync(join(project, "trained/iris/weights.safetensors")), "trained/iris");
  await page.waitForSelector(".terminal-wrapper.active .xterm-rows >> text=/trained.iris/");
  await picture(page, "training");
  await run(page, "Terminal: Kill All Terminals");
}

async function missesCommand(page: Page): Promise<void> {
  rmSync(command);
  await open(page, "iris.nn");
  await page.click('.editor-actions [aria-label^="nnc: Train"], .editor-actions [aria-label^="Train the"]');
  await page.waitForSelector(notification("needs an nnc of its own"));
  symlinkSync(resolve("bin/nnc.js"), command);
}

async function showsAndRepairs(page: Page): Promise<void> {
  await open(page, "digits.nn");
  await page.waitForSelector(".monaco-editor .squiggly-error");
  // The list of files has done its work; the room is for the program.
  await page.keyboard.press("Control+B");
  await seen(page, /→\s\[13,\s13,\s32\]/);
  await picture(page, "hints");
  await page.hover(".view-line >> text=dens >> nth=0");
  await page.waitForSelector(".monaco-hover:not(.hidden) .hover-row");
  await page.waitForSelector(".monaco-hover >> text=/^Quick Fix/");
  await picture(page, "diagnostics");
  await page.keyboard.press("Escape");
  await page.click(".view-line >> text=dens >> nth=0");
  await page.keyboard.press("Control+.");
  await page.waitForSelector(".action-widget >> text=dense");
  await picture(page, "lamp");
  await page.keyboard.press("Enter");
  await seen(page, /dense\(128/);
  await page.waitForSelector(".monaco-editor .squiggly-error", { state: "detached" });
  await page
    .waitForSelector(lens("1,011,466 parameters"))
    .catch(() => assert.fail("no line above the repaired model"));
  await page.keyboard.press("Control+Z");
}

async function explains(page: Page): Promise<void> {
  await open(page, "digits.nn");
  await page.waitForSelector(".monaco-editor .squiggly-error");
  await page.hover(".view-line >> text=dens >> nth=0");
  await page.click(".monaco-hover:not(.hidden) a >> text=NN012");
  await page.waitForSelector(".tab.active >> text=errors.md");
  await seen(page, /##\sNN012/);
}

async function completes(page: Page): Promise<void> {
  await open(page, "digits.nn");
  await page.keyboard.press("Control+B");
  await seen(page, /→\s\[13,\s13,\s32\]/);
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < placeOfCursor; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("\ndr", { delay: 120 });
  await page.waitForSelector(".suggest-widget.visible .monaco-list-row >> text=dropout");
  // In an open list the key shows and hides what is said of the item.
  if (!(await page.isVisible(".suggest-details"))) await page.keyboard.press("Control+Space");
  await page.waitForSelector(".suggest-details >> text=Keras");
  // Until the letters have been checked, what stood behind them stands a line too low.
  await seen(page, /flatten\s*→\s\[7744\]/);
  await picture(page, "completion");
  await page.keyboard.press("Enter");
  await page.keyboard.type("0.5");
  await seen(page, /dropout\(0\.5\)/);
  await page.keyboard.press("Escape");
}

async function followsNames(page: Page): Promise<void> {
  await open(page, "towers.nn");
  await seen(page, /→\s\[16\]/);
  await page.click(".view-line:nth-child(5) >> text=stage >> nth=0");
  await page.keyboard.press("F12");
  await page.waitForSelector(".tab.active >> text=stages.nn");
  await page.waitForSelector("#status\\.editor\\.selection >> text=Ln 2, Col 7");
  await page.keyboard.press("F2");
  await page.waitForSelector(".rename-box input:focus");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("phase");
  await page.keyboard.press("Enter");
  await seen(page, /block\sphase/);
  await run(page, "File: Save All Files");
  await until(() => /x -> phase\(units\) -> phase\(units\)/.test(saved("towers.nn")), "towers.nn");
  assert.match(saved("towers.nn"), /^import \{ phase \}/);
  await run(page, "Calls: Show Call Hierarchy");
  await page.waitForSelector('.part.sidebar .monaco-list-row:has-text("phase")');
  await page.waitForSelector('.part.sidebar .monaco-list-row:has-text("tower")');
  await picture(page, "calls");
  await run(page, "Explorer: Focus on Outline View");
  await page.waitForSelector(".outline-pane .monaco-list-row >> text=phase");
  await picture(page, "outline");
}

async function writes(page: Page): Promise<void> {
  await open(page, "new.nn");
  const { keyboard } = page;
  await keyboard.type("model New {\ninput x: [28, 28, 1]", { delay: 40 });
  await keyboard.press("Escape");
  await keyboard.type("\n/// Said of", { delay: 40 });
  await keyboard.type("\nthe flow", { delay: 40 });
  await keyboard.press("Enter");
  // What follows a line of a comment begins as one.
  for (let i = 0; i < "/// ".length; i += 1) await keyboard.press("Backspace");
  await keyboard.type("flatten   ->dense(3", { delay: 40 });
  await page.waitForSelector(".parameter-hints-widget.visible >> text=units");
  await picture(page, "signature");
  await keyboard.press("Escape");
  await run(page, "Format Document");
  await saves(
    page,
    "new.nn",
    "model New {\n  input x: [28, 28, 1]\n  /// Said of\n  /// the flow\n  flatten -> dense(3)\n}\n",
  );
  await keyboard.press("Control+Home");
  await keyboard.press("Control+/");
  await saves(page, "new.nn", /^\/\/ model New/);
  await keyboard.press("Control+/");
  await saves(page, "new.nn", /^model New/);
  await keyboard.press("Control+End");
  await keyboard.type("/* a word", { delay: 40 });
  await saves(page, "new.nn", /\n\/\* a word \*\/\n?$/);
}

async function switches(page: Page): Promise<void> {
  const defaults = /adam\s*learning_rate=0\.001.*train\s*epochs\s1;\sbatch_size\s32/s;
  await open(page, "bare.nn");
  await page.keyboard.press("Control+B");
  await page.waitForSelector(lens("131 parameters"));
  await seen(page, /→\s\[16\].*accuracy\s*→/s);
  await seen(page, defaults);
  await page.keyboard.press("Control+\\");
  await run(page, "Preferences: Open Workspace Settings (JSON)");
  await page.waitForSelector(".tab.active >> text=settings.json");
  const set = (wanted: object) => fill(page, join(project, ".vscode/settings.json"), wanted);
  await set({ "nnc.inlayHints.shapes": false, "nnc.codeLens": false });
  await gone(page, /→\s\[16\]/);
  await seen(page, /accuracy\s*→/);
  await page.waitForSelector(lens("131 parameters"), { state: "hidden" });
  await set({ "nnc.inlayHints.resolved": false });
  await gone(page, /accuracy\s*→/);
  await seen(page, defaults);
  await set({ "nnc.inlayHints.defaults": false });
  await gone(page, /adam\s*learning_rate|batch_size/);
  await seen(page, /→\s\[16\].*accuracy\s*→/s);
  await set({ "nnc.inlayHints.defaults": true, "nnc.inlayHints.shapes": false });
  await seen(page, defaults);
  await gone(page, /→\s\[16\]/);
  await picture(page, "defaults");
  await set({});
  await page.waitForSelector(lens("131 parameters"));
  await seen(page, /→\s\[16\].*accuracy\s*→/s);
}

async function restarts(page: Page): Promise<void> {
  await open(page, "iris.nn");
  await seen(page, /→\s\[16\]/);
  await run(page, "nnc: Restart the language server");
  await gone(page, /→\s\[16\]/);
  await seen(page, /→\s\[16\]/);
  await run(page, "Preferences: Open Remote Settings (JSON)");
  await page.waitForSelector(".tab.active >> text=settings.json");
  await fill(page, join(home, "data/Machine/settings.json"), { "nnc.path": "/nowhere/nnc" });
  await page.waitForSelector(notification("nnc.path says"));
  await picture(page, "missing");
}

async function open(page: Page, file: string): Promise<void> {
  await page.keyboard.press("Control+Shift+E");
  await page.dblclick(`.explorer-folders-view >> text="${file}"`);
  await page.waitForSelector(`.tab.active >> text="${file}"`);
  await page.keyboard.press("Control+1");
  await page.waitForSelector(`.monaco-editor.focused[data-uri$="/${file}"]`);
}

/** A command of the palette, once it is the one that Enter takes. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F1");
  const palette = page.locator(".quick-input-widget:visible");
  const input = palette.locator("input.input");
  await input.fill(`>${name}`);
  await palette.locator(`.monaco-list-row.focused >> text="${name}"`).waitFor();
  await input.press("Enter");
  await page.waitForSelector(".quick-input-widget", { state: "hidden" });
}

/** Waits until an open editor shows this. */
async function seen(page: Page, expected: RegExp): Promise<void> {
  await page.waitForFunction(
    ([source, flags]) =>
      [...document.querySelectorAll(".view-lines")].some((lines) =>
        new RegExp(source, flags).test(lines.textContent ?? ""),
      ),
    [expected.source, expected.flags] as const,
  );
}

async function gone(page: Page, unexpected: RegExp): Promise<void> {
  await page.waitForFunction(
    (source) =>
      [...document.querySelectorAll(".view-lines")].every(
        (lines) => !new RegExp(source).test(lines.textContent ?? ""),
      ),
    unexpected.source,
  );
}

/** Writes the settings in the open editor, whose brackets close themselves. */
async function fill(page: Page, file: string, wanted: object): Promise<void> {
  const written = JSON.stringify(wanted);
  await page.waitForSelector('.monaco-editor.focused[data-uri$="/settings.json"]');
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(written);
  await page.keyboard.press("Control+Shift+End");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Control+S");
  await until(() => existsSync(file) && readFileSync(file, "utf8") === written, file);
}

async function saves(page: Page, file: string, expected: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+S");
  const is = () => (typeof expected === "string" ? saved(file) === expected : expected.test(saved(file)));
  await until(is, () => `${file}:\n${saved(file)}`);
}

function saved(file: string): string {
  return readFileSync(join(project, file), "utf8");
}

async function until(holds: () => boolean, what: string | (() => string)): Promise<void> {
  for (let waited = 0; !holds(); waited += 100) {
    if (waited > patience) assert.fail(typeof what === "string" ? `${what} did not come` : what());
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

function lens(text: string): string {
  return `.codelens-decoration a:visible >> text=${text}`;
}

function notification(text: string): string {
  return `.notifications-toasts .notification-list-item-message >> text=${text}`;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/${name}.png`, animations: "disabled" });
}
