/** What may stand inside of a text in double quotes: paths of files, and names of columns. */
import { resolveInProject } from "../../checker/project-path.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { Token } from "../../parser/token.ts";
import type { TreeNode } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { columnCandidates } from "./name-candidates.ts";

export interface InText {
  readonly candidates: readonly Candidate[];
  /** What the chosen candidate takes the place of. */
  readonly start: number;
  readonly end: number;
}

/** `token` is the text around the offset, its quotes included; it may have no end. */
export function textCandidates(snapshot: Snapshot, token: Token, offset: number): InText | undefined {
  const path = pathAt(snapshot.parsed().tree, token.startOffset);
  const inside = {
    start: token.startOffset + 1,
    end: token.end - (/^"(?:.*[^\\])?"$/s.test(token.image) ? 1 : 0),
  };
  const binding = path.findLast((node) => node.kind === "Flow");
  const data = path.findLast((node) => node.kind === "Data");
  if (data?.kind === "Data" && binding?.kind === "Flow") {
    const columns = columnCandidates(data, binding, snapshot).map((candidate) => ({
      ...candidate,
      label: unquoted(candidate.label),
    }));
    return { candidates: columns, ...inside };
  }
  const endings = endingsFor(path);
  if (endings === undefined) return undefined;
  const typed = snapshot.source.text.slice(inside.start, Math.max(inside.start, offset));
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  return {
    candidates: pathCandidates(snapshot, folder, endings),
    start: inside.start + folder.length,
    end: inside.end,
  };
}

/** The files that a path there can mean; undefined where no path stands. */
function endingsFor(path: readonly TreeNode[]): readonly string[] | undefined {
  const [holder, around] = [path.at(-2), path.at(-3)];
  if (holder?.kind === "Import") return [".nn"];
  if (holder?.kind === "Data") return [".csv", ".json"];
  if (holder?.kind === "Argument" && holder.name?.text === "weights") return [".safetensors"];
  if (holder?.kind !== "Entry" || around?.kind !== "Setting") return undefined;
  if (around.key.text === "weights") return [".safetensors"];
  return around.key.text === "validation" || around.key.text === "validation_data"
    ? [".csv", ".json"]
    : undefined;
}

function pathCandidates(
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

function unquoted(label: string): string {
  return label.startsWith('"') ? label.slice(1, -1) : label;
}
