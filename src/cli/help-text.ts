/** The help pages, made from the declarations of the commands. */
import type { Command, Flag } from "./command.ts";

/** The page of one command. */
export function commandHelp(command: Command): string {
  const rows = [
    ...command.flags.map((flag) => [flagSynopsis(flag), flag.doc] as const),
    ["--help", "print this page"] as const,
  ];
  const examples = command.examples.map((example) => `  ${example}`);
  return [
    `nnc ${command.name} ${command.operands.synopsis}`.trimEnd(),
    "",
    command.doc,
    "",
    "Flags:",
    ...columns(rows),
    "",
    "Examples:",
    ...examples,
    "",
  ].join("\n");
}

/** The page of all commands. */
export function overviewHelp(commands: readonly Command[]): string {
  const rows = commands.map(
    ({ name, operands, doc }) => [`${name} ${operands.synopsis}`.trimEnd(), firstSentence(doc)] as const,
  );
  return [
    "nnc: a compiler for neural networks",
    "",
    "nnc COMMAND …",
    "",
    "Commands:",
    ...columns(rows),
    "",
    "`nnc COMMAND --help` shows a command's flags.",
    "",
  ].join("\n");
}

/** `-n, --name VALUE`. */
export function flagSynopsis({ name, short, value }: Flag): string {
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

/** The first sentence of a documentation text; "et al." ends none. */
function firstSentence(text: string): string {
  return text.split(/(?<=(?<!\bal)[.:])\s(?=[A-Z`])/)[0];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
