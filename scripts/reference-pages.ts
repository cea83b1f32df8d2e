/** The pages of docs/ that are printed from the declarations: `npm run docs` writes them, a test fails when one is stale. */
import { writeFileSync } from "node:fs";
import { commands } from "../src/cli/commands/index.ts";
import { flagSynopsis } from "../src/cli/help-text.ts";
import { messages } from "../src/diagnostics/messages.ts";
import type { Entry } from "../src/library/entry.ts";
import { library } from "../src/library/index.ts";
import type { Category } from "../src/library/library.ts";
import { type SceneParts, scenes } from "../src/library/scenes.ts";
import { signature } from "../src/library/signature.ts";
import { symbols } from "../src/library/symbols.ts";

/** The printed pages by path. */
export const referencePages: Readonly<Record<string, () => string>> = {
  "docs/command-line.md": commandLinePage,
  "docs/library.md": libraryPage,
  "docs/errors.md": errorsPage,
};

function commandLinePage(): string {
  const sections = commands.map(({ name, operands, doc, flags, examples }) => [
    `## nnc ${name} ${operands.synopsis}`.trimEnd(),
    "",
    doc,
    "",
    "| flag | |",
    "| --- | --- |",
    ...flags.map((flag) => `| \`${flagSynopsis(flag).replaceAll("|", "\\|")}\` | ${flag.doc} |`),
    "",
    "```sh",
    ...examples,
    "```",
    "",
  ]);
  const opening = [
    "# The command line",
    "",
    "Exit codes: 0 fine, 1 the program or its data has errors, 2 wrong usage, 130 interrupted (training is saved then). With `--json` a command",
    "prints one machine-readable object on standard output and nothing else there; everything meant for people goes to standard error.",
    "`FILE` needs no `data` block: then `--data` holds the inputs' columns in order, then the targets'; a tensor takes as many columns as it has",
    "elements, row by row, `class(n)` and `binary` take one, `onehot(n)` takes n. `predict` needs the inputs' columns alone.",
    "As JSON, examples are a list: each a list of numbers in the shape of the input (or flat), with several inputs a flat row of all of them",
    "or a list with one entry for each, or an object of inputs or of columns by name.",
    "A trained model knows the names of its columns: where a later file has any of them, they decide, in any order and beside other columns.",
    "",
  ];
  return page([...opening, ...sections.flat()]);
}

function libraryPage(): string {
  const rooms = (Object.keys(library) as Category[]).map((category) => [
    `## ${category[0].toUpperCase()}${category.slice(1)}`,
    "",
    ...(symbols[category] === undefined ? [] : [symbols[category], ""]),
    ...library[category].entries.flatMap(entryLines),
  ]);
  const opening = [
    "# The library",
    "",
    "Names, arguments, their order and defaults are Keras 3's. `nnc explain NAME` shows one entry with a whole program, `nnc list CATEGORY` a room.",
    "",
  ];
  return page([...opening, ...rooms.flat()]);
}

function entryLines(entry: Entry): string[] {
  const aliases =
    entry.aliases.length === 0
      ? ""
      : ` Also called ${entry.aliases.map((alias) => `\`${alias}\``).join(", ")}.`;
  return [
    `### ${entry.name}`,
    "",
    `\`${signature(entry)}\``,
    "",
    `${entry.doc}${aliases}`,
    "",
    ...exampleLines(entry),
    "",
  ];
}

/** The example, and what it stands behind: the inputs of layers, the target and last layer of a training. */
function exampleLines({ scene, example }: Entry): string[] {
  const { inputs, task }: SceneParts = scenes[scene];
  const around =
    task === undefined
      ? inputs.map((input) => `input ${input}`)
      : [`target ${task.target}`, task.layers.at(-1)];
  return [`With ${around.map((part) => `\`${part}\``).join(" and ")}:`, "", "```nn", example, "```"];
}

function errorsPage(): string {
  const sorted = Object.values(messages).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const rows = sorted.map(
    ({ code, title, severity }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} |`,
  );
  const opening = [
    "# What the compiler says",
    "",
    "`nnc explain CODE` prints one of these pages offline. `// nn-allow CODE: reason` above a line silences a warning or hint there.",
    "",
    "| code | severity | title |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ];
  const pages = sorted.flatMap(({ code, title, explanation }) => [
    `## ${code}`,
    "",
    `**${title}.**`,
    "",
    explanation.trim(),
    "",
  ]);
  return page([...opening, ...pages]);
}

function page(lines: readonly string[]): string {
  return `<!-- Printed by npm run docs; edit the declarations instead. -->\n${lines.join("\n").trimEnd()}\n`;
}

if (process.argv[1]?.endsWith("reference-pages.ts")) {
  for (const [path, print] of Object.entries(referencePages)) writeFileSync(path, print());
}
