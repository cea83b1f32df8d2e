/**
 * Loads the packaged extension into VS Code in a browser and takes pictures of what it shows, into `editors/vscode/pictures/`.
 * Needs code-server, which is no part of this project: CODE_SERVER is the path of its `out/node/entry.js`, and Chromium at
 * /usr/bin/chromium or CHROMIUM. `npm run package:vscode` comes first. In an empty folder:
 *   npm install code-server --ignore-scripts && npm rebuild argon2
 *   cd node_modules/code-server/lib/vscode && npm install --omit=dev --ignore-scripts
 *   npm rebuild @vscode/spdlog native-watchdog kerberos node-pty    (kerberos wants Debian's libkrb5-dev)
 *   cd extensions && npm install --omit=dev --ignore-scripts
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright-core";

const codeServer = process.env.CODE_SERVER ?? "";
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const extension = resolve("editors/vscode/nnc.vsix");
const pictures = resolve("editors/vscode/pictures");
const port = 4875;
/** Milliseconds: VS Code starts slowly on a busy machine. */
const patience = 150_000;

const program = `/// A small picture classifier with a mistake in it.
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

/** The line of `flatten`, behind which the next layer is typed. */
const placeOfCursor = 9;

const settings = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "editor.minimap.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

for (const path of [codeServer, executablePath, extension]) {
  if (path !== "" && existsSync(path)) continue;
  console.error(
    `\nNO PICTURES: ${path || "CODE_SERVER"} is not there; the top of this file says what is needed.\n`,
  );
  process.exit(1);
}
mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "nnc-vscode-"));
const server = startServer(folder);
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 660 } });
  page.setDefaultTimeout(patience);
  await takePictures(page).catch(async (error: Error) => {
    await page.screenshot({ path: `${pictures}/failed.png` });
    throw error;
  });
  console.log(`Pictures in ${pictures}`);
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

function startServer(home: string): ChildProcess {
  const project = join(home, "project");
  const user = join(home, "data", "User");
  mkdirSync(project);
  mkdirSync(user, { recursive: true });
  writeFileSync(join(project, "digits.nn"), program);
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
  return spawn(process.execPath, [codeServer, ...places, ...address, project], { stdio: "ignore" });
}

async function takePictures(page: Page): Promise<void> {
  await opened(page);
  await page.dblclick(".explorer-folders-view >> text=digits.nn");
  await page.waitForSelector(".monaco-editor .squiggly-error");
  // The list of files has done its work; the room is for the program.
  await page.keyboard.press("Control+B");
  await page.waitForFunction(() =>
    /13,\s13,\s32/.test(document.querySelector(".view-lines")?.textContent ?? ""),
  );
  await page.screenshot({ path: `${pictures}/hints.png` });
  await page.hover(".view-line >> text=dens >> nth=0");
  await page.waitForSelector(".monaco-hover:not(.hidden) .hover-row");
  await page.waitForSelector(".monaco-hover >> text=/^Quick Fix/");
  await page.screenshot({ path: `${pictures}/diagnostics.png` });
  await page.mouse.move(900, 700);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < placeOfCursor; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("\ndr", { delay: 120 });
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".suggest-widget.visible .monaco-list-row");
  await page.keyboard.press("Control+Space");
  await page.waitForSelector(".suggest-details >> text=Keras");
  await page.screenshot({ path: `${pictures}/completion.png` });
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
