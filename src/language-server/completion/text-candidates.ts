/** What may stand inside of a text in double quotes: paths of files, and names of columns. */
import { pathAt } from "../../parser/path-at.ts";
import type { Token } from "../../parser/token.ts";
import type { TreeNode } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Candidate } from "./candidate.ts";
import { columnCandidates } from "./name-candidates.ts";
import { dataEndings, endingsOf, pathCandidates, programEndings } from "./path-candidates.ts";

export interface InText {
  readonly candidates: readonly Candidate[];
  /** What the chosen candidate takes the place of. */
  readonly start: number;
  readonly end: number;
}

/** `token` is the text around the offset, its quotes included; it may have no end. */
export function textCandidates(snapshot: Snapshot, token: Token, offset: number): InText | undefined {
  const path = pathAt(snapshot.parsed().tree, token.startOffset);
  const inside = insideOf(token);
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

/** What stands between the quotes. */
export function insideOf({ image, startOffset, end }: Token): Pick<InText, "start" | "end"> {
  return { start: startOffset + 1, end: end - (/^"(?:.*[^\\])?"$/s.test(image) ? 1 : 0) };
}

/** The files that a path there can mean; undefined where no path stands. */
function endingsFor(path: readonly TreeNode[]): readonly string[] | undefined {
  const [holder, around] = [path.at(-2), path.at(-3)];
  if (holder?.kind === "Import") return programEndings;
  if (holder?.kind === "Data") return dataEndings;
  if (holder?.kind === "Argument" && holder.name?.text === "weights") return endingsOf(holder.name.text);
  return holder?.kind === "Entry" && around?.kind === "Setting" ? endingsOf(around.key.text) : undefined;
}

function unquoted(label: string): string {
  return label.startsWith('"') ? label.slice(1, -1) : label;
}
