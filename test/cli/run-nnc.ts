/** Runs `nnc` in the tests' own process: words in, exit code and what was printed out. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import picocolors from "picocolors";
import { onTestFinished } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string;
  /** Press Ctrl-C as soon as this text is printed. */
  readonly interruptAt?: string;
}

export async function runNnc(
  words: readonly string[],
  { cwd = process.cwd(), input = "", interruptAt }: Surroundings = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  let pressControlC = () => {};
  const code = await runCommandLine(words, {
    out: (text) => {
      out += text;
      if (interruptAt !== undefined && text.includes(interruptAt)) pressControlC();
    },
    err: (text) => {
      err += text;
    },
    colors: picocolors.createColors(false),
    interactive: false,
    columns: 80,
    cwd,
    readInput: async () => input,
    onInterrupt: (handler) => {
      pressControlC = handler;
      return () => {};
    },
  });
  return { code, out, err };
}

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nnc-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
