/** The rooms' table of ARCHITECTURE.md, held: who may import whom, and in which room each outside library lives. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

/** What each room may import besides itself. A room is a folder or a file directly below src/. */
const mayImport: Record<string, readonly string[]> = {
  "source.ts": [],
  "problem.ts": [],
  diagnostics: ["source.ts"],
  parser: ["source.ts", "diagnostics"],
  tensor: ["source.ts"],
  library: ["source.ts", "tensor"],
  checker: ["source.ts", "diagnostics", "parser", "tensor", "library"],
  "compile.ts": ["source.ts", "diagnostics", "parser", "library", "checker"],
  lowering: ["source.ts", "tensor", "library", "checker"],
  runtime: ["source.ts", "problem.ts", "diagnostics", "tensor", "library", "checker", "lowering"],
  codegen: ["source.ts", "problem.ts", "tensor", "library", "checker", "lowering", "runtime"],
  "language-server": ["source.ts", "diagnostics", "parser", "tensor", "library", "checker", "compile.ts"],
  "index.ts": [
    "source.ts",
    "problem.ts",
    "diagnostics",
    "parser",
    "tensor",
    "library",
    "checker",
    "compile.ts",
    "lowering",
    "runtime",
  ],
  cli: [
    "source.ts",
    "problem.ts",
    "diagnostics",
    "parser",
    "tensor",
    "library",
    "checker",
    "compile.ts",
    "lowering",
    "runtime",
    "codegen",
    "language-server",
  ],
};

/** Where each outside library may be imported. */
const libraryHomes: Record<string, RegExp> = {
  chevrotain: /^parser\//,
  // Generated code carries the files of `carried/` with it.
  "@tensorflow/": /^(runtime\/tfjs|codegen\/typescript\/carried)\//,
  "ts-morph": /^codegen\/typescript\//,
  papaparse: /^runtime\/data\//,
  picocolors: /^cli\//,
  "cli-progress": /^cli\//,
  "vscode-languageserver-types": /^language-server\//,
  "vscode-languageserver": /^(language-server\/(server|capabilities)|cli\/running\/serve-editor)\.ts$/,
  "node:fs": /^(cli\/|runtime\/.*-file\.ts$)/,
};

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
);

it("every file stands in a room", () => {
  expect(files.map(roomOf).filter((room) => !Object.hasOwn(mayImport, room))).toEqual([]);
});

it("a room imports only what stands before it", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith("."))
      .map((path) => normalize(join(dirname(file), path)))
      .filter((target) => !target.startsWith("..") && roomOf(target) !== roomOf(file))
      .filter((target) => !(mayImport[roomOf(file)] ?? []).includes(roomOf(target)))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

it("each outside library lives in one room", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file).flatMap((path) => {
      const home = Object.entries(libraryHomes).find(([library]) => path.startsWith(library))?.[1];
      return home === undefined || home.test(file) ? [] : [`${file} imports ${path}`];
    }),
  );
  expect(wrong).toEqual([]);
});

it("check, fmt and list never load TensorFlow.js or ts-morph", () => {
  for (const command of ["check", "fmt", "list", "explain"]) {
    const reached = reach(`cli/commands/${command}.ts`);
    expect([...reached].filter((file) => /^(runtime\/tfjs|codegen)\//.test(file))).toEqual([]);
  }
});

function roomOf(file: string): string {
  return file.split("/")[0];
}

/** Static imports and re-exports; types count too: a room may not even speak of a later one. */
function importsOf(
  file: string,
  statements = /(?:^|\n)(?:import|export)\b[^;"']*?["']([^"']+)["']/g,
): string[] {
  return [...readFileSync(join("src", file), "utf8").matchAll(statements)].map(([, path]) =>
    path.replace(/\?raw$/, ""),
  );
}

function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const values = /(?:^|\n)(?:import|export)(?!\s+type\b)[^;"']*?["']([^"']+)["']/g;
  for (const path of importsOf(file, values)) {
    if (path.startsWith(".") && path.endsWith(".ts")) reach(normalize(join(dirname(file), path)), seen);
  }
  return seen;
}
