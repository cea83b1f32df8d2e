/** The edits that take a part out of a text, with what parts it from its neighbours: an argument, an entry, a step, a statement. */
import type { Edit } from "../diagnostics/diagnostic.ts";
import type { Parsed } from "./parse.ts";
import type { Flow, LayerStatement, TreeNode } from "./tree.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** `path` leads down to the part. Undefined where the rest would not stand alone, and where a comment would be lost. */
export function withoutNode(parsed: Parsed, path: readonly TreeNode[]): readonly Edit[] | undefined {
  const [node, parent, holder] = [path.at(-1), path.at(-2), path.at(-3)];
  if (node === undefined || parent === undefined) return undefined;
  const stretch = stretchOf(node, parent, holder, parsed);
  if (stretch === "all of it") return withoutNode(parsed, path.slice(0, -1));
  if (stretch === undefined || holdsComment(stretch, node, parsed)) return undefined;
  return [{ span: { file: parsed.source.file, ...stretch }, text: "" }];
}

function stretchOf(
  node: TreeNode,
  parent: TreeNode,
  holder: TreeNode | undefined,
  parsed: Parsed,
): Stretch | "all of it" | undefined {
  switch (parent.kind) {
    case "Arguments":
      if (parent.items.length > 1) return listed(node, parent.items);
      return holder?.kind === "Call" ? { start: holder.name.end, end: parent.end } : undefined;
    case "Setting":
      return parent.entries.length > 1 ? listed(node, parent.entries) : "all of it";
    case "Import":
    case "Output":
      return parent.names.length > 1 ? listed(node, parent.names) : "all of it";
    case "Settings":
      return onLines(node, parent.items, parsed);
    case "Body":
    case "File":
      return onLines(node, parent.statements, parsed);
    case "Flow":
    case "Layer":
      return stepOf(node, parent);
    default:
      return undefined;
  }
}

/** One of several with commas between them. */
function listed(node: Stretch, items: readonly Stretch[]): Stretch | undefined {
  const at = items.findIndex(({ start }) => start === node.start);
  if (at === -1) return undefined;
  return at === 0 ? { start: node.start, end: items[1].start } : { start: items[at - 1].end, end: node.end };
}

/** A step leaves a flow of what stands beside it; alone it is the whole statement. */
function stepOf(node: Stretch, parent: Flow | LayerStatement): Stretch | "all of it" | undefined {
  const source = parent.kind === "Flow" ? [parent.source] : [];
  const parts = [...source, ...parent.steps];
  const at = parts.findIndex(({ start }) => start === node.start);
  if (parts.length === 1)
    return parent.kind === "Flow" && parent.names.length === 0 ? "all of it" : undefined;
  return at === -1 ? undefined : listed(node, parts);
}

/** A statement or setting: whole lines where it has them to itself, with the documentation above. */
function onLines(node: Stretch, items: readonly Stretch[], { source: { text }, comments }: Parsed): Stretch {
  const begin = text.lastIndexOf("\n", node.start - 1) + 1;
  const trailing = comments.find(
    ({ start }) => start >= node.end && /^[ \t]*$/.test(text.slice(node.end, start)),
  );
  const end = Math.max(node.end, trailing?.kind === "line" ? trailing.end : 0);
  const rest = /^[ \t;]*(?:\r?\n|$)/.exec(text.slice(end));
  if (text.slice(begin, node.start).trim() === "" && rest !== null)
    return withoutGap({ start: startOfDoc(begin, text), end: end + rest[0].length }, text);
  const at = items.findIndex(({ start }) => start === node.start);
  const [before, after] = [items[at - 1], items[at + 1]];
  if (after !== undefined && !text.slice(node.end, after.start).includes("\n"))
    return { start: node.start, end: after.start };
  return before === undefined ? node : { start: before.end, end: node.end };
}

function startOfDoc(begin: number, text: string): number {
  const above = text.lastIndexOf("\n", begin - 2) + 1;
  return begin > 0 && /^\s*\/\/\//.test(text.slice(above, begin)) ? startOfDoc(above, text) : begin;
}

/** Of the empty lines around it one stays. */
function withoutGap({ start, end }: Stretch, text: string): Stretch {
  const isBehindGap = start === 0 || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const gap = isBehindGap ? /^(?:[ \t]*\r?\n)+/.exec(text.slice(end)) : null;
  return { start, end: end + (gap?.[0].length ?? 0) };
}

/** A comment beside the part: the documentation above and what closes its line go with it. */
function holdsComment(stretch: Stretch, node: Stretch, { comments }: Parsed): boolean {
  return comments.some(
    ({ kind, start, end }) =>
      stretch.start <= start &&
      end <= stretch.end &&
      !(node.start <= start && end <= node.end) &&
      !(kind === "documentation" && end <= node.start) &&
      !(kind === "line" && start >= node.end),
  );
}
