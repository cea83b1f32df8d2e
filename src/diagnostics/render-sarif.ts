/** Diagnostics in SARIF 2.1.0, which code hosts and editors read. */
import type { Diagnostic, Severity } from "./diagnostic.ts";
import { messages } from "./messages.ts";
import { type JsonRange, placer } from "./render-json.ts";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "note" };

/** The log object; `version` is the compiler's own. */
export function renderSarif(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  version: string,
): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const placed = placer(textOf);
  const results = diagnostics.map((diagnostic) => result(diagnostic, codes, placed));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "nnc", semanticVersion: version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}

function rule(code: string): object {
  const message = Object.values(messages).find((entry) => entry.code === code);
  if (message === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: message.title },
    help: { text: message.explanation, markdown: message.explanation },
    defaultConfiguration: { level: levels[message.severity] },
  };
}

function result(diagnostic: Diagnostic, codes: readonly string[], placed: ReturnType<typeof placer>): object {
  const { code, severity, message, span, help, related, fix } = diagnostic;
  const location = (place: typeof span) => ({ physicalLocation: physical(placed(place)) });
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: [location(span)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        ...location(other.span),
        message: { text: other.message },
      })),
    }),
    ...(fix !== undefined && {
      fixes: [{ description: { text: fix.title }, artifactChanges: changes(fix.edits, placed) }],
    }),
  };
}

function physical({ file, range }: { file: string; range: JsonRange }): object {
  return { artifactLocation: artifact(file), region: region(range) };
}

function region({ start, end }: JsonRange): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A path as a relative reference, which may hold no spaces and the like. */
function artifact(file: string): object {
  return { uri: file.replaceAll("\\", "/").split("/").map(encoded).join("/") };
}

function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"));
}

function changes(
  edits: NonNullable<Diagnostic["fix"]>["edits"],
  placed: ReturnType<typeof placer>,
): object[] {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return files.map((file) => ({
    artifactLocation: artifact(file),
    replacements: edits
      .filter(({ span }) => span.file === file)
      .map(({ span, text }) => ({ deletedRegion: region(placed(span).range), insertedContent: { text } })),
  }));
}
