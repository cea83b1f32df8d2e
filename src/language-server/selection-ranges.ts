/** What "expand selection" selects from a place outwards: word, argument, what stands in brackets, step, flow, statement, body, file. */
import type { SelectionRange } from "vscode-languageserver-types";
import { pathAt } from "../parser/path-at.ts";
import type { TreeNode } from "../parser/tree.ts";
import type { Snapshot } from "./snapshot.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function selectionRangeAt(snapshot: Snapshot, offset: number): SelectionRange {
  const { lines, parsed, source } = snapshot;
  const { tree, comments } = parsed();
  const comment = comments.find(({ start, end }) => start <= offset && offset < end);
  const around = [
    ...pathAt(tree, offset).flatMap((node) => [node, ...insideOf(node, offset, source.text)]),
    ...(comment === undefined ? [] : [comment]),
  ];
  const stretches: Stretch[] = [];
  for (const { start, end } of around) {
    const outer = stretches.at(-1);
    const isInside = outer === undefined || (outer.start <= start && end <= outer.end);
    if (isInside && (outer?.start !== start || outer.end !== end)) stretches.push({ start, end });
  }
  const [first = { start: offset, end: offset }, ...rest] = stretches;
  return rest.reduce<SelectionRange>((parent, stretch) => ({ range: lines.rangeOf(stretch), parent }), {
    range: lines.rangeOf(first),
  });
}

/** What stands between the brackets or quotes of a node, where the place is in it. */
function insideOf({ kind, start, end }: TreeNode, offset: number, text: string): readonly Stretch[] {
  if (!enclosed.has(kind) || end - start < 2) return [];
  const inner = text.slice(start + 1, end - 1);
  const stretch =
    kind === "String"
      ? { start: start + 1, end: end - 1 }
      : { start: end - 1 - inner.trimStart().length, end: start + 1 + inner.trimEnd().length };
  return stretch.start <= offset && offset <= stretch.end && stretch.start < stretch.end ? [stretch] : [];
}

const enclosed: ReadonlySet<TreeNode["kind"]> = new Set([
  "Body",
  "Settings",
  "Arguments",
  "List",
  "Tuple",
  "Group",
  "String",
]);
