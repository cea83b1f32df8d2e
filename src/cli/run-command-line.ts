/** The whole of a run of `nnc`, from its words to its exit code; whatever goes wrong becomes one plain message. */

import { Problem } from "../problem.ts";
import { commands } from "./commands/index.ts";
import { commandHelp, overviewHelp } from "./help-text.ts";
import { parseCommandLine } from "./parse-command-line.ts";
import { ProgramErrors } from "./program-errors.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const request = parseCommandLine(words, commands, terminal);
    if (request.ask === "run") return await request.command.run(request.invocation);
    terminal.out(
      request.ask === "version"
        ? `${version}\n`
        : request.command === undefined
          ? overviewHelp(commands)
          : commandHelp(request.command),
    );
    return 0;
  } catch (error) {
    return explainFailure(error, terminal, words.includes("--json"));
  }
}

function explainFailure(error: unknown, terminal: Terminal, json: boolean): number {
  if (error instanceof ProgramErrors) return error.print(terminal, json);
  const message = failureMessage(error);
  if (json) terminal.out(`${JSON.stringify({ error: { message } })}\n`);
  terminal.err(`${terminal.colors.red("nnc:")} ${message}\n`);
  return error instanceof UsageError ? 2 : 1;
}

function failureMessage(error: unknown): string {
  if (error instanceof UsageError || error instanceof Problem) return error.message;
  if (process.env.NNC_DEBUG !== undefined) return String((error as Error)?.stack ?? error);
  return `I stopped over a fault of my own, not of your program: ${(error as Error)?.message ?? error}. Please report it; NNC_DEBUG=1 shows where.`;
}
