/** From the words of the command line to a command and its invocation, or a UsageError. */
import { parseArgs } from "node:util";
import type { Command, Flag, Invocation } from "./command.ts";
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
  const [name, ...rest] = words.filter((word, i) => word !== "--json" || i > 0);
  if (name === undefined || name === "--help" || name === "-h" || name === "help")
    return helpRequest(
      rest.find((word) => word !== "--json"),
      commands,
    );
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
  const { tokens, positionals } = parse(command, words);
  const flags = new Map<string, readonly string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const flag = command.flags.find(({ name }) => name === token.name);
    const fault =
      flag === undefined ? unknownFlag(command, token.rawName) : flagFault(flag, token.value, flags);
    if (fault !== undefined) throw wrongUsage(command, fault);
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? "true"]);
  }
  checkOperands(command, positionals);
  return { operands: positionals, flags };
}

/** Lenient, so that every fault is found and said here, in our words. */
function parse(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    command.flags.map(({ name, short, value }) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  return parseArgs({ args: [...words], options, allowPositionals: true, strict: false, tokens: true });
}

/** What is wrong with a known flag; `before` holds those to the left of it. */
function flagFault(
  { name, value, many }: Flag,
  given: string | undefined,
  before: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (value === undefined && given !== undefined) return `--${name} takes no value; I found \`${given}\``;
  if (value !== undefined && (given ?? "") === "") return `--${name} needs a value: --${name} ${value}`;
  if (given !== undefined && /^-[-A-Za-z]/.test(given))
    return `--${name} needs a value: --${name} ${value}; I found \`${given}\``;
  if (before.has(name) && !many) return `--${name} is given twice; give it once`;
  return undefined;
}

function unknownFlag({ name, flags }: Command, written: string): string {
  const known = flags.map((flag) => flag.name);
  return `\`nnc ${name}\` has no flag \`${written}\`${didYouMean(written.replace(/^--?/, ""), known, "--")}`;
}

function wrongUsage({ name }: Command, fault: string): UsageError {
  if (fault.endsWith("?")) return new UsageError(fault);
  return new UsageError(`${fault.replace(/\.$/, "")}; \`nnc ${name} --help\` shows what it takes`);
}

function checkOperands(command: Command, found: readonly string[]): void {
  const { name, operands } = command;
  if (found.length < operands.least) throw wrongUsage(command, `\`nnc ${name}\` needs ${operands.synopsis}`);
  if (found.length > operands.most)
    throw new UsageError(
      `\`nnc ${name}\` takes ${operands.synopsis || "no operands"}; I do not know what to do with \`${found[operands.most]}\``,
    );
}
