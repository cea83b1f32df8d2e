/** Models, blocks and constants of all programs, found by letters of their names in their order. */
import type { DocumentSymbol, WorkspaceSymbol } from "vscode-languageserver-types";
import { documentSymbols } from "./document-symbols.ts";
import type { Snapshot } from "./snapshot.ts";

const most = 256;

/** Best first: the name itself, then names that begin so, then the rest. */
export function workspaceSymbols(programs: readonly Snapshot[], query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found = programs.flatMap((program) =>
    documentSymbols(program)
      .filter(({ name, kind }) => kind !== importKind && rank(name, wanted) < none)
      .map((symbol) => symbolIn(symbol, program)),
  );
  return found
    .sort(
      (a, b) =>
        rank(a.name, wanted) - rank(b.name, wanted) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    )
    .slice(0, most);
}

const importKind = 2;
const none = 3;

function rank(name: string, wanted: string): number {
  const lower = name.toLowerCase();
  if (lower === wanted) return 0;
  if (lower.startsWith(wanted)) return 1;
  let next = 0;
  for (const letter of lower) if (letter === wanted[next]) next += 1;
  return next >= wanted.length ? 2 : none;
}

function symbolIn(
  { name, kind, selectionRange }: DocumentSymbol,
  { uri, source }: Snapshot,
): WorkspaceSymbol {
  return { name, kind, location: { uri, range: selectionRange }, containerName: source.file };
}
