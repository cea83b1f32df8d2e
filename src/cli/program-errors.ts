/** Thrown when a program or its data has errors that end a command: they are printed as `check` prints them, exit code 1. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Source } from "../source.ts";
import { diagnosticsJson } from "./diagnostics-json.ts";
import { printDiagnostics } from "./print-diagnostics.ts";
import { printJson } from "./print-json.ts";
import type { Terminal } from "./terminal.ts";

/** What was found, and the texts that it speaks of. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** What was found in several files. */
export function joinFindings(several: readonly Findings[]): Findings {
  return {
    diagnostics: several.flatMap(({ diagnostics }) => diagnostics),
    sources: new Map(several.flatMap(({ sources }) => [...sources])),
  };
}

export class ProgramErrors extends Error {
  readonly findings: Findings;

  constructor(findings: Findings) {
    super("the program has errors");
    this.findings = findings;
  }

  print(terminal: Terminal, json: boolean): 1 {
    if (json) printJson(terminal, diagnosticsJson(this.findings));
    else printDiagnostics(this.findings, terminal, terminal.err, { hints: false });
    return 1;
  }
}
