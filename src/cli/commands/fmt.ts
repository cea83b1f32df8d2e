/** `nnc fmt`: the one canonical layout, in place, as a check, or on standard output. */
import { resolve } from "node:path";
import { format } from "../../parser/format.ts";
import { parse } from "../../parser/parse.ts";
import { writeFileWhole } from "../../runtime/write-whole-file.ts";
import { type Command, type ExitCode, type Invocation, jsonFlag } from "../command.ts";
import { diagnosticsJson } from "../diagnostics-json.ts";
import { isSet } from "../flags.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { printJson } from "../print-json.ts";
import { type Findings, joinFindings } from "../program-errors.ts";
import { readNamedFile } from "../read-source-file.ts";
import { UsageError } from "../usage-error.ts";

export const fmt: Command = {
  name: "fmt",
  operands: { synopsis: "FILE…", least: 1, most: Number.POSITIVE_INFINITY },
  doc: "Writes `.nn` files in the one canonical layout. Files with syntax errors are left as they are.",
  flags: [
    { name: "check", doc: "change nothing; exit 1 when a file would change" },
    { name: "stdout", doc: "print the result instead of writing it" },
    jsonFlag,
  ],
  examples: ["nnc fmt examples/*.nn", "nnc fmt --check model.nn"],
  run: async (invocation) => {
    if (isSet(invocation, "stdout") && isSet(invocation, "json"))
      throw new UsageError("--stdout and --json both want standard output; give one of them");
    const results = invocation.operands.map((file) => formatFile(file, invocation));
    const changed = results.filter(({ outcome }) => outcome === "changed").map(({ file }) => file);
    const broken = joinFindings(results.flatMap(({ findings }) => findings ?? []));
    printDiagnostics(broken, invocation.terminal, invocation.terminal.err, { hints: false });
    if (isSet(invocation, "json"))
      printJson(invocation.terminal, {
        changed,
        ...(broken.diagnostics.length > 0 && diagnosticsJson(broken)),
      });
    else sayChanged(changed, invocation);
    return exitCode(results, invocation);
  },
};

interface Result {
  readonly file: string;
  readonly outcome: "changed" | "same" | "broken";
  /** Why a broken file cannot be formatted. */
  readonly findings?: Findings;
}

function formatFile(file: string, invocation: Invocation): Result {
  const { terminal } = invocation;
  const source = readNamedFile(file, terminal.cwd);
  const text = format(source);
  if (text === undefined) {
    const findings = { diagnostics: parse(source).diagnostics, sources: new Map([[file, source]]) };
    return { file, outcome: "broken", findings };
  }
  const changed = text !== source.text;
  if (isSet(invocation, "stdout")) terminal.out(text);
  else if (changed && !isSet(invocation, "check")) writeFileWhole(resolve(terminal.cwd, file), text);
  return { file, outcome: changed ? "changed" : "same" };
}

function sayChanged(changed: readonly string[], invocation: Invocation): void {
  if (isSet(invocation, "stdout")) return;
  const verb = isSet(invocation, "check") ? "would change" : "formatted";
  for (const file of changed) invocation.terminal.err(`${verb} ${file}\n`);
}

function exitCode(results: readonly Result[], invocation: Invocation): ExitCode {
  const wrong = results.some(
    ({ outcome }) => outcome === "broken" || (outcome === "changed" && isSet(invocation, "check")),
  );
  return wrong ? 1 : 0;
}
