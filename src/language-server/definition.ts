/** Where a name was given; for the path of an import, the file. */
import type { Location } from "vscode-languageserver-types";
import { documentLinks } from "./document-links.ts";
import { locate } from "./locate.ts";
import { nameAt } from "./name-at.ts";
import type { Snapshot } from "./snapshot.ts";

/** Undefined for what the language or the library defines. */
export function definitionOf(snapshot: Snapshot, offset: number): Location | undefined {
  const declaration = nameAt(snapshot, offset)?.declaration;
  if (declaration !== undefined) return locate(snapshot, declaration.span);
  const { offsetAt } = snapshot.lines;
  const link = documentLinks(snapshot).find(
    ({ range }) => offsetAt(range.start) <= offset && offset <= offsetAt(range.end),
  );
  const start = { line: 0, character: 0 };
  return link?.target === undefined ? undefined : { uri: link.target, range: { start, end: start } };
}
