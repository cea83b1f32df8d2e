/** The fix that takes a part of a text out, where the rest stands without it. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { pathAt } from "../parser/path-at.ts";
import type { TreeNode } from "../parser/tree.ts";
import { withoutNode } from "../parser/without-node.ts";
import type { Span } from "../source.ts";
import { type Run, textAt } from "./run.ts";

/** What a part is, by what it stands in. */
const holders = {
  argument: new Set(["Arguments"]),
  entry: new Set(["Setting"]),
  setting: new Set(["Settings"]),
  step: new Set(["Flow", "Layer"]),
  name: new Set(["Import", "Output"]),
  statement: new Set(["File", "Body"]),
} as const satisfies { readonly [part: string]: ReadonlySet<TreeNode["kind"]> };

export type Part = keyof typeof holders;

/** The innermost part of a kind around the beginning of a span. */
export function removal(run: Run, { file, start }: Span, part: Part): Fix | undefined {
  const parsed = run.index.files.get(file)?.parsed;
  if (parsed === undefined) return undefined;
  const path = pathAt(parsed.tree, start);
  const kinds: ReadonlySet<TreeNode["kind"]> = holders[part];
  const at = path.findLastIndex((_, i) => i > 0 && kinds.has(path[i - 1].kind));
  const edits = at === -1 ? undefined : withoutNode(parsed, path.slice(0, at + 1));
  if (edits === undefined) return undefined;
  return {
    title: `Remove \`${shortened(textAt(run, { file, ...placeOf(path[at]) }))}\``,
    safe: false,
    edits,
  };
}

function placeOf({ start, end }: TreeNode) {
  return { start, end };
}

const longest = 40;

function shortened(text: string): string {
  const [line] = text.split("\n");
  return line === text && line.length <= longest ? line : `${line.slice(0, longest).trimEnd()} …`;
}
