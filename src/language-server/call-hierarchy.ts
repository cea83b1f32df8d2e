/** Which models and blocks use a block, and which blocks a model or block uses. */
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from "vscode-languageserver-types";
import type { Declaration } from "../checker/code-index.ts";
import type { BlockStatement, ModelStatement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { declarationAt, nameAt } from "./name-at.ts";
import { occurrencesOf, placeOf } from "./occurrences.ts";
import type { Snapshot } from "./snapshot.ts";

type Home = ModelStatement | BlockStatement;

/** The block or model that a name stands for. */
export function callHierarchyAt(snapshot: Snapshot, offset: number): readonly CallHierarchyItem[] {
  const declaration = nameAt(snapshot, offset)?.declaration;
  return declaration === undefined ? [] : itemsAt(declaration.span, snapshot);
}

export function incomingCalls(snapshot: Snapshot, offset: number): readonly CallHierarchyIncomingCall[] {
  const name = nameAt(snapshot, offset);
  if (name?.declaration === undefined) return [];
  const uses = occurrencesOf(name, snapshot).filter(({ declares }) => !declares);
  return byHome(
    uses.map(({ span }) => span),
    snapshot,
  ).flatMap(({ home, spans }) =>
    itemsAt(home, snapshot).map((from) => ({
      from,
      fromRanges: spans.map((span) => rangeIn(span, snapshot)),
    })),
  );
}

export function outgoingCalls(snapshot: Snapshot, offset: number): readonly CallHierarchyOutgoingCall[] {
  const home = homeAt(snapshot, offset);
  if (home === undefined) return [];
  const compiled = snapshot.compiled();
  const calls = new Map<string, { declaration: Declaration; spans: Span[] }>();
  for (const { span } of compiled.index.uses.get(snapshot.source.file)?.values() ?? []) {
    const declaration =
      home.start <= span.start && span.end <= home.end ? declarationAt(compiled, span) : undefined;
    if (declaration?.as !== "block") continue;
    const key = placeOf(declaration.span);
    const known = calls.get(key) ?? { declaration, spans: [] };
    known.spans.push(span);
    calls.set(key, known);
  }
  return [...calls.values()].flatMap(({ declaration, spans }) =>
    itemsAt(declaration.span, snapshot).map((to) => ({
      to,
      fromRanges: spans.sort((a, b) => a.start - b.start).map((span) => rangeIn(span, snapshot)),
    })),
  );
}

/** Uses by the model or block around them, in order. What stands in an import is no call. */
function byHome(
  spans: readonly Span[],
  snapshot: Snapshot,
): { readonly home: Span; readonly spans: Span[] }[] {
  const homes = new Map<string, { home: Span; spans: Span[] }>();
  for (const span of spans) {
    const there = snapshotOf(span.file, snapshot);
    const around = there === undefined ? undefined : homeAt(there, span.start);
    if (around === undefined || around.name.kind === "Missing") continue;
    const home = { file: span.file, start: around.name.start, end: around.name.end };
    const known = homes.get(placeOf(home)) ?? { home, spans: [] };
    known.spans.push(span);
    homes.set(placeOf(home), known);
  }
  return [...homes.values()];
}

function itemsAt(name: Span, snapshot: Snapshot): readonly CallHierarchyItem[] {
  const there = snapshotOf(name.file, snapshot);
  const home = there === undefined ? undefined : homeAt(there, name.start);
  if (
    there === undefined ||
    home === undefined ||
    home.name.start !== name.start ||
    home.name.kind !== "Name"
  )
    return [];
  return [
    {
      name: home.name.text,
      kind: home.kind === "Model" ? 5 : 12,
      detail: name.file,
      uri: there.uri,
      range: there.lines.rangeOf(home),
      selectionRange: there.lines.rangeOf(home.name),
    },
  ];
}

function homeAt(snapshot: Snapshot, offset: number): Home | undefined {
  return snapshot
    .parsed()
    .tree.statements.find(
      (statement): statement is Home =>
        (statement.kind === "Model" || statement.kind === "Block") &&
        statement.start <= offset &&
        offset <= statement.end,
    );
}

function rangeIn(span: Span, snapshot: Snapshot) {
  return (snapshotOf(span.file, snapshot) ?? snapshot).lines.rangeOf(span);
}

function snapshotOf(file: string, snapshot: Snapshot): Snapshot | undefined {
  return file === snapshot.source.file ? snapshot : snapshot.surroundings.snapshotOf(file);
}
