/** Places of the compiler as places of the protocol: a span of any file that was read, as a URI and a range. */
import type { Location } from "vscode-languageserver-types";
import type { Span } from "../source.ts";
import { lineTable } from "./line-table.ts";
import type { Snapshot } from "./snapshot.ts";

export function locate(snapshot: Snapshot, span: Span): Location {
  const { source, uri, surroundings } = snapshot;
  if (span.file === source.file) return { uri, range: snapshot.lines.rangeOf(span) };
  const other = surroundings.snapshotOf(span.file);
  const lines = other?.lines ?? lineTable(snapshot.compiled().sources.get(span.file)?.text ?? "");
  return { uri: surroundings.uriOf(span.file), range: lines.rangeOf(span) };
}
