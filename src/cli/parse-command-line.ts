/** From the words of the command line to a command and its invocation, or a UsageError. */
import { parseArgs } from "node:util";
import type { Command, Invocation } from "./command.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** What was asked for: a command to run, or a page to print. */
export type Request =
  | { readonly ask: "run"; readonly command: Command; readonly invocation: Invocation }
  | { readonly ask: "help"; readonly command?: Command }
  | { readonly ask: "version" };

export function parseCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Request {
  const [name, ...rest] = words;
  if (name === undefined || name === "--help" || name === "-h" || name === "help")
    return helpRequest(rest[0], commands);
  if (name === "--version" || name === "-v") return { ask: "version" };
  const command = findCommand(name, commands);
  if (rest.includes("--help") || rest.includes("-h")) return { ask: "help", command };
  return { ask: "run", command, invocation: { ...readWords(command, rest), terminal } };
}

function helpRequest(name: string | undefined, commands: readonly Command[]): Request {
  return name === undefined ? { ask: "help" } : { ask: "help", command: findCommand(name, commands) };
}

function findCommand(name: string, commands: readonly Command[]): Command {
  const command = commands.find((each) => each.name === name);
  if (command !== undefined) return command;
  throw new UsageError(
    `there is no command \`${name}\`${didYouMean(
      name,
      commands.map((each) => each.name),
    )} \`nnc --help\` lists them all`,
  );
}

function readWords(command: Command, words: readonly string[]): Omit<Invocation, "terminal"> {
  const { values, positionals } = parse(command, words);
  checkOperands(command, positionals);
  const flags = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) flags.set(name, [value].flat().map(String));
  }
  return { operands: positionals, flags };
}

function parse(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    command.flags.map(({ name, short, value }) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        multiple: true as const,
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(
      `${flagFault(command, error as NodeJS.ErrnoException, words)}\n\`nnc ${command.name} --help\` shows what it takes`,
    );
  }
}

function flagFault(command: Command, error: NodeJS.ErrnoException, words: readonly string[]): string {
  if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return error.message.split("\n")[0];
  const names = command.flags.map(({ name }) => name);
  const known = new Set([...names, ...command.flags.flatMap(({ short }) => short ?? [])]);
  const unknown =
    words
      .map((word) => word.replace(/^--?/, "").split("=")[0])
      .find((word, i) => words[i].startsWith("-") && !known.has(word)) ?? "";
  return `\`nnc ${command.name}\` has no flag \`--${unknown}\`${didYouMean(unknown, names, "--")}`;
}

function checkOperands({ name, operands }: Command, found: readonly string[]): void {
  if (found.length < operands.least)
    throw new UsageError(
      `\`nnc ${name}\` needs ${operands.synopsis}\n\`nnc ${name} --help\` shows what it takes`,
    );
  if (found.length > operands.most)
    throw new UsageError(
      `\`nnc ${name}\` takes ${operands.synopsis || "no operands"}; I do not know what to do with \`${found[operands.most]}\``,
    );
}
