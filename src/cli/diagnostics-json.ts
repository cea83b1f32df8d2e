/** Findings as every command prints them with `--json`. */
import { type JsonDiagnostic, renderJson } from "../diagnostics/render-json.ts";
import type { Findings } from "./program-errors.ts";

export function diagnosticsJson({ diagnostics, sources }: Findings): {
  readonly diagnostics: readonly JsonDiagnostic[];
} {
  return { diagnostics: renderJson(diagnostics, (file) => sources.get(file)?.text) };
}
