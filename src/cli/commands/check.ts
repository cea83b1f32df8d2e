/** `nnc check`: all that can be said about programs before anything runs. */
import { resolve } from "node:path";
import type { Compiled } from "../../compile.ts";
import { applyFixes } from "../../diagnostics/apply-fixes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderSarif } from "../../diagnostics/render-sarif.ts";
import { writeFileWhole } from "../../runtime/write-whole-file.ts";
import { type Command, type ExitCode, hintsFlag, type Invocation, jsonFlag } from "../command.ts";
import { count } from "../count.ts";
import { diagnosticsJson } from "../diagnostics-json.ts";
import { isSet, wordFlag } from "../flags.ts";
import { compileFile } from "../load-program.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { printJson } from "../print-json.ts";
import { type Findings, joinFindings } from "../program-errors.ts";
import { version } from "../version.ts";

export const check: Command = {
  name: "check",
  operands: { synopsis: "FILE…", least: 1, most: Number.POSITIVE_INFINITY },
  doc: "Checks programs: names, arguments, every shape, losses against outputs and labels. Exit 1 when one has errors.",
  flags: [
    {
      name: "format",
      value: "text|json|sarif",
      doc: "how to print what was found; text unless said otherwise",
    },
    { name: "deny", value: "warnings", doc: "treat warnings as errors" },
    hintsFlag,
    { name: "fix", doc: "first make the changes that surely keep the author's meaning, then check" },
    { name: "set", value: "NAME=VALUE", many: true, doc: "give a `param` of the file another value" },
    jsonFlag,
  ],
  examples: [
    "nnc check model.nn",
    "nnc check examples/*.nn --deny warnings",
    "nnc check model.nn --format sarif",
  ],
  run: async (invocation) => {
    const denied = wordFlag(invocation, "deny", ["warnings"]) !== undefined;
    const format = isSet(invocation, "json")
      ? "json"
      : (wordFlag(invocation, "format", ["text", "json", "sarif"]) ?? "text");
    if (isSet(invocation, "fix")) for (const file of invocation.operands) fixFile(file, invocation);
    const results = invocation.operands.map((file) => ({ file, result: compileFile(file, invocation) }));
    const findings = joinFindings(results.map(({ result }) => result));
    if (format === "json") printJson(invocation.terminal, diagnosticsJson(findings));
    else if (format === "sarif")
      printJson(
        invocation.terminal,
        renderSarif(findings.diagnostics, (file) => findings.sources.get(file)?.text, version),
      );
    else printText(results, findings, invocation);
    return exitCode(findings.diagnostics, denied);
  },
};

/** A fix may uncover another: they are made until none is left, or for as many rounds as anybody needs. */
function fixFile(file: string, invocation: Invocation): void {
  for (let round = 0; round < 10; round++) {
    const { diagnostics, sources } = compileFile(file, invocation);
    const { text, applied } = applyFixes(file, sources.get(file)?.text ?? "", diagnostics);
    if (applied === 0) return;
    writeFileWhole(resolve(invocation.terminal.cwd, file), text);
    invocation.terminal.err(`${file}: ${applied === 1 ? "1 change" : `${applied} changes`} made\n`);
  }
}

function exitCode(diagnostics: readonly Diagnostic[], denied: boolean): ExitCode {
  return diagnostics.some(({ severity }) => severity === "error" || (denied && severity === "warning"))
    ? 1
    : 0;
}

function printText(
  results: readonly { readonly file: string; readonly result: Compiled }[],
  findings: Findings,
  invocation: Invocation,
): void {
  const { terminal } = invocation;
  printDiagnostics(findings, terminal, terminal.out, { hints: isSet(invocation, "hints") });
  for (const { file, result } of results) terminal.out(`${file}: ${verdict(result)}\n`);
}

function verdict({ diagnostics, models }: Compiled): string {
  const number = (severity: string) => diagnostics.filter((each) => each.severity === severity).length;
  const found = (["error", "warning", "hint"] as const)
    .filter((severity) => number(severity) > 0)
    .map((severity) => count(number(severity), severity));
  const names = models.map(({ name }) => name).join(", ");
  if (number("error") > 0) return found.join(", ");
  return [names === "" ? "no model" : `${names} fits together`, ...found].join("; ");
}
