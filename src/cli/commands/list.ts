/** `nnc list`: the library with its arguments and defaults. */

import type { Entry } from "../../library/entry.ts";
import { library } from "../../library/index.ts";
import type { Category } from "../../library/library.ts";
import { signature } from "../../library/signature.ts";
import { type Command, type Invocation, jsonFlag } from "../command.ts";
import { didYouMean } from "../did-you-mean.ts";
import { isSet } from "../flags.ts";
import { printJson } from "../print-json.ts";
import { UsageError } from "../usage-error.ts";

export const list: Command = {
  name: "list",
  operands: { synopsis: "CATEGORY", least: 0, most: 1 },
  doc: `What the library holds, with arguments and defaults. CATEGORY is one of ${Object.keys(library).join(", ")}; without it all are counted.`,
  flags: [jsonFlag],
  examples: ["nnc list layers", "nnc list losses --json"],
  run: async (invocation) => {
    const [name] = invocation.operands;
    if (name === undefined) listCategories(invocation);
    else listEntries(invocation, library[findCategory(name)].entries);
    return 0;
  },
};

/** An entry as `--json` gives it. Where an argument must be given, `default` is null and `required` tells it from one whose default is `none`. */
function describeEntry({ name, aliases, parameters, doc }: Entry) {
  const params = Object.entries(parameters).map(([parameter, kind]) => ({
    name: parameter,
    kind: kind.name,
    default: kind.default ?? null,
    ...(kind.default === undefined ? { required: true } : {}),
  }));
  return { name, aliases, params, doc };
}

function listCategories(invocation: Invocation): void {
  const { terminal } = invocation;
  const counts = Object.entries(library).map(([name, { entries }]) => ({ name, count: entries.length }));
  if (isSet(invocation, "json")) printJson(terminal, counts);
  else terminal.out(counts.map(({ name, count }) => `${name.padEnd(14)} ${count}\n`).join(""));
}

function listEntries(invocation: Invocation, entries: readonly Entry[]): void {
  const { terminal } = invocation;
  if (isSet(invocation, "json")) {
    printJson(terminal, entries.map(describeEntry));
    return;
  }
  for (const entry of entries) {
    const aliases =
      entry.aliases.length === 0 ? "" : terminal.colors.dim(`  also ${entry.aliases.join(", ")}`);
    terminal.out(`${terminal.colors.bold(signature(entry))}${aliases}\n    ${headline(entry.doc)}\n`);
  }
}

/** The words before the first formula, reservation or source. */
function headline(doc: string): string {
  const [words] = doc.replaceAll(/ \(\[.*?\)\)/g, "").split(/[.:;]\s/);
  return `${words.replace(/\.$/, "")}.`;
}

function findCategory(name: string): Category {
  const names = Object.keys(library);
  if (Object.hasOwn(library, name)) return name as Category;
  throw new UsageError(
    `there is no category \`${name}\`${didYouMean(name, names)} I know ${names.join(", ")}`,
  );
}
