/** Files of the project, by what a path at a place can mean: inside of quotes, and where the quotes have been forgotten. */
import { resolveInProject } from "../../checker/project-path.ts";
import type { DataStatement, ImportStatement } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Candidate, kinds } from "./candidate.ts";

export const programEndings: readonly string[] = [".nn"];
export const dataEndings: readonly string[] = [".csv", ".json"];

export function pathCandidates(
  { source, surroundings }: Snapshot,
  folder: string,
  endings: readonly string[],
): readonly Candidate[] {
  const here = resolveInProject(source.file, folder === "" ? "." : folder);
  const own = source.file.split("/").at(-1);
  return ("path" in here ? surroundings.filesIn(here.path) : []).flatMap((name): readonly Candidate[] => {
    if (name.endsWith("/")) return [{ label: name, kind: kinds.folder, rank: 1 }];
    const dotted = folder === "" && endings.includes(".nn") ? `./${name}` : name;
    return endings.some((ending) => name.endsWith(ending)) && name !== own
      ? [{ label: dotted, kind: kinds.file, rank: 0 }]
      : [];
  });
}

/** The files that a setting names: with their quotes. */
export function quotedPathCandidates(snapshot: Snapshot, endings: readonly string[]): readonly Candidate[] {
  return pathCandidates(snapshot, "", endings).map(({ label, kind, rank }) => ({
    label: JSON.stringify(label),
    kind,
    rank,
    insert: kind === kinds.folder ? `"${label}$0"` : JSON.stringify(label),
  }));
}

/** The endings of the files that a setting or argument names; undefined where it names none. */
export function endingsOf(name: string | undefined): readonly string[] | undefined {
  if (name === "weights") return [".safetensors"];
  return name === "validation" || name === "validation_data" ? dataEndings : undefined;
}

/** The path of an `import` or `data` with its quotes, and the `from` before it where it is missing too. */
export function forgottenPathCandidates(
  snapshot: Snapshot,
  statement: DataStatement | ImportStatement,
  before: number,
): readonly Candidate[] {
  const isImport = statement.kind === "Import";
  const paths = pathCandidates(snapshot, "", isImport ? programEndings : dataEndings);
  const hasWord = /\b(?:from|data)\s*$/.test(snapshot.source.text.slice(0, before));
  return paths.map(({ label, kind, rank }) => {
    const quoted = kind === kinds.folder ? `"${label}$0"` : JSON.stringify(label);
    const written = hasWord ? quoted : `from ${quoted}`;
    return { label: hasWord ? JSON.stringify(label) : `from "${label}"`, kind, rank, insert: written };
  });
}
