/** All places that use a name, in every program of the project. */
import type { Location } from "vscode-languageserver-types";
import { locate } from "./locate.ts";
import { nameAt } from "./name-at.ts";
import { occurrencesOf } from "./occurrences.ts";
import type { Snapshot } from "./snapshot.ts";

export function referencesTo(
  snapshot: Snapshot,
  offset: number,
  includeDeclaration: boolean,
): readonly Location[] {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  return occurrencesOf(name, snapshot)
    .filter(({ declares }) => includeDeclaration || !declares)
    .map(({ span }) => locate(snapshot, span));
}
