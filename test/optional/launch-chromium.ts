/** The browser of the tests that use one: Debian's chromium, or another whose path is in CHROMIUM. Without one the test ends and says so. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    console.error(
      `\nNOT TESTED: there is no browser at ${executablePath}. Install chromium, or say where it is in CHROMIUM.\n`,
    );
    process.exit(1);
  }
  return chromium.launch({
    executablePath,
    // It runs as root and without a screen, and asks nobody on the network anything of its own.
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
}
