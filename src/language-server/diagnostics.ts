/**
 * The findings of a text as an editor shows them. What is wrong in an imported file because of how this one uses it stands here
 * too, at that use: otherwise its author would not see it.
 */
import type { Diagnostic as Shown } from "vscode-languageserver-types";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Span } from "../source.ts";
import { locate } from "./locate.ts";
import type { Snapshot } from "./snapshot.ts";

const severities = { error: 1, warning: 2, hint: 4 } as const satisfies Record<Severity, number>;

/** What is left over is faded. */
const unnecessary: ReadonlySet<string> = new Set([messages.unused.code, messages.noEffect.code]);

/** `explanations` is the URI of the page with an explanation of each code, where there is one. */
export function diagnosticsOf(snapshot: Snapshot, explanations?: string): readonly Shown[] {
  return findingsIn(snapshot).map((diagnostic) => shown(diagnostic, snapshot, explanations));
}

/** All that is found, each at its place in this text. */
export function findingsIn(snapshot: Snapshot): readonly Diagnostic[] {
  const { file } = snapshot.source;
  return snapshot
    .findings()
    .diagnostics.flatMap((diagnostic) =>
      diagnostic.span.file === file ? [diagnostic] : (placedHere(diagnostic, snapshot) ?? []),
    );
}

function shown(diagnostic: Diagnostic, snapshot: Snapshot, explanations: string | undefined): Shown {
  const { code, severity, message, help, span, related } = diagnostic;
  return {
    range: snapshot.lines.rangeOf(span),
    severity: severities[severity],
    code,
    ...(explanations === undefined
      ? {}
      : { codeDescription: { href: `${explanations}#${code.toLowerCase()}` } }),
    source: "nnc",
    message: help === undefined ? message : `${message}\n${help}`,
    ...(unnecessary.has(code) ? { tags: [1] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((other) => ({
            location: locate(snapshot, other.span),
            message: other.message,
          })),
        }),
  };
}

/** A finding of another file, at the outermost use in this one that led there, or at the import where nothing did. */
function placedHere(diagnostic: Diagnostic, snapshot: Snapshot): Diagnostic | undefined {
  if (diagnostic.severity === "hint") return undefined;
  const { file } = snapshot.source;
  const use =
    diagnostic.related.find(({ span }) => span.file === file)?.span ?? useOf(diagnostic.span, snapshot);
  if (use === undefined && diagnostic.severity !== "error") return undefined;
  const span = use ?? importOf(snapshot);
  if (span === undefined) return undefined;
  const there = { span: diagnostic.span, message: "it is found here" };
  const found = `In \`${diagnostic.span.file}\`: ${diagnostic.message}`;
  return { ...diagnostic, message: found, span, related: [there, ...diagnostic.related] };
}

/** The outermost step of this text whose block holds the layer at a place of another file: what judges a whole model names no use. */
function useOf(place: Span, snapshot: Snapshot): Span | undefined {
  const { file } = snapshot.source;
  for (const { applications } of snapshot.compiled().models)
    for (const { span, blocks } of applications) {
      if (span.file !== place.file || place.end <= span.start || span.end <= place.start) continue;
      const use = blocks.find((block) => block.span.file === file);
      if (use !== undefined) return use.span;
    }
  return undefined;
}

/** The path of the first import: which of several led to the file is a detail that the related place tells. */
function importOf(snapshot: Snapshot) {
  const { file } = snapshot.source;
  for (const statement of snapshot.parsed().tree.statements)
    if (statement.kind === "Import") return { file, start: statement.path.start, end: statement.path.end };
  return undefined;
}
