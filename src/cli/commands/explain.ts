/** `nnc explain`: what a diagnostic or a library entry is about, offline, with an example. */
import { messages } from "../../diagnostics/messages.ts";
import type { Entry } from "../../library/entry.ts";
import { exampleProgram } from "../../library/example-program.ts";
import { library } from "../../library/index.ts";
import type { Category } from "../../library/library.ts";
import { printPlain } from "../../library/print-plain.ts";
import { symbols } from "../../library/symbols.ts";
import { type Command, jsonFlag } from "../command.ts";
import { didYouMean } from "../did-you-mean.ts";
import { isSet } from "../flags.ts";
import { printJson } from "../print-json.ts";
import { UsageError } from "../usage-error.ts";

export const explain: Command = {
  name: "explain",
  operands: { synopsis: "CODE|NAME", least: 1, most: 1 },
  doc: "Explains a diagnostic by its code, or a layer, loss, metric or any other library entry by its name.",
  flags: [jsonFlag],
  examples: ["nnc explain NN201", "nnc explain conv2d"],
  run: async (invocation) => {
    const { operands, terminal } = invocation;
    const text = explanation(operands[0]);
    if (isSet(invocation, "json")) printJson(terminal, { text });
    else terminal.out(`${text}\n`);
    return 0;
  },
};

/** The page of a code or name. A name may stand in several rooms (`mse` is a loss and a metric): all are shown. */
function explanation(name: string): string {
  const message = Object.values(messages).find(({ code }) => code === name.toUpperCase());
  if (message !== undefined)
    return `# ${message.code}: ${message.title} (${message.severity})\n\n${message.explanation.trim()}`;
  const pages = categories.flatMap((category) => {
    const entry = library[category].find(name);
    return entry === undefined ? [] : [entryPage(category, entry)];
  });
  if (pages.length > 0) return pages.join("\n\n");
  throw new UsageError(unknownName(name));
}

const categories = Object.keys(library) as readonly Category[];

function entryPage(category: Category, entry: Entry): string {
  const aliases =
    entry.aliases.length === 0
      ? []
      : ["", `Also called ${entry.aliases.map((alias) => `\`${alias}\``).join(", ")}.`];
  const letters = entry.doc.includes("`") ? symbols[category] : undefined;
  const rows = Object.entries(entry.parameters).map(
    ([name, kind]) =>
      `- \`${name}\`: ${kind.name}${kind.default === undefined ? ", always given" : `, otherwise ${printPlain(kind.default)}`}`,
  );
  const parameters = rows.length === 0 ? [] : ["", "Arguments:", ...rows];
  return [
    `# ${entry.name} (${category}; Keras ${entry.keras})`,
    "",
    entry.doc,
    ...(letters === undefined ? [] : ["", letters]),
    ...aliases,
    ...parameters,
    "",
    "Example:",
    "",
    "```nn",
    exampleProgram(entry).trimEnd(),
    "```",
  ].join("\n");
}

function unknownName(name: string): string {
  const names = [
    ...Object.values(messages).map(({ code }) => code),
    ...Object.values(library).flatMap((room) => [...room.names]),
  ];
  return `I know no code, layer, loss, metric or other entry \`${name}\`${didYouMean(name, names)}`;
}
