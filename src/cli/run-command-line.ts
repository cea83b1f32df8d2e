/** The whole of a run of `nnc`, from its words to its exit code; whatever goes wrong becomes one plain message. */
import { Problem } from "../problem.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands/index.ts";
import { commandHelp, overviewHelp } from "./help-text.ts";
import { parseCommandLine } from "./parse-command-line.ts";
import { printJson } from "./print-json.ts";
import { ProgramErrors } from "./program-errors.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const json = words.includes("--json");
  try {
    const request = parseCommandLine(words, commands, terminal);
    if (request.ask === "run") return await request.command.run(request.invocation);
    if (request.ask === "version") printPage("version", version, terminal, json);
    else printPage("text", helpPage(request.command), terminal, json);
    return 0;
  } catch (error) {
    return explainFailure(error, terminal, json);
  }
}

function helpPage(command: Command | undefined): string {
  return (command === undefined ? overviewHelp(commands) : commandHelp(command)).trimEnd();
}

function printPage(name: string, text: string, terminal: Terminal, json: boolean): void {
  if (json) printJson(terminal, { [name]: text });
  else terminal.out(`${text}\n`);
}

function explainFailure(error: unknown, terminal: Terminal, json: boolean): number {
  if (error instanceof ProgramErrors) return error.print(terminal, json);
  const message = failureMessage(error);
  if (json) printJson(terminal, { error: { message } });
  terminal.err(`${terminal.colors.red("nnc:")} ${message}\n`);
  return error instanceof UsageError ? 2 : 1;
}

function failureMessage(error: unknown): string {
  if (error instanceof UsageError || error instanceof Problem) return error.message;
  if (process.env.NNC_DEBUG !== undefined) return String((error as Error)?.stack ?? error);
  return `I stopped over a fault of my own, not of your program: ${(error as Error)?.message ?? error}. Please report it; NNC_DEBUG=1 shows where.`;
}
