/** The programs of the corpus, each compiled once with its imports; `// expect:` lines say what is wrong with the bad ones. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { type Compiled, compile } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

export interface Program {
  readonly name: string;
  readonly text: string;
  readonly compiled: Compiled;
  /** What must be found: one code of each group. Empty for the good ones. */
  readonly expected: readonly (readonly string[])[];
}

const here = dirname(fileURLToPath(import.meta.url));

export function readPrograms(folder: "good" | "bad"): readonly Program[] {
  const files = readdirSync(join(here, folder)).filter((file) => file.endsWith(".nn"));
  return files.sort().map((file) => {
    const text = readFileSync(join(here, folder, file), "utf8");
    return { name: file, text, compiled: compileText(text, file), expected: expectedIn(text) };
  });
}

/** Compiles as the command line does, with imports read from the folder of the good programs. */
export function compileText(text: string, file: string): Compiled {
  return compile({ file, text }, { readImport });
}

/** Errors and warnings: what a person sees without asking for hints. */
export function alarms(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity !== "hint");
}

function readImport(path: string) {
  const known = readdirSync(join(here, "good/blocks")).map((file) => `blocks/${file}`);
  return known.includes(path)
    ? { file: path, text: readFileSync(join(here, "good", path), "utf8") }
    : undefined;
}

/** `// expect: NN015 or NN401, NN012`: commas between things that must all be found. */
function expectedIn(text: string): readonly (readonly string[])[] {
  const [, list] = /^\/\/ expect: (.+)$/m.exec(text) ?? [];
  return (list?.split(", ") ?? []).map((group) => group.split(" or "));
}
