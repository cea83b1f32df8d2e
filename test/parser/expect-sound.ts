/** What holds of every text whatever: the parser answers, and its answer is about that text. */
import { expect } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { children } from "../../src/parser/children.ts";
import { format } from "../../src/parser/format.ts";
import { parse } from "../../src/parser/parse.ts";
import type { TreeNode } from "../../src/parser/tree.ts";
import { plainTree } from "./plain-tree.ts";

export function expectSound(text: string): void {
  const { tree, diagnostics, comments } = parse({ file: "a.nn", text });
  expect(diagnostics.length).toBeLessThanOrEqual(101);
  expect(diagnostics.filter((diagnostic) => !isAbout(diagnostic, text))).toEqual([]);
  expect(misplaced(tree)).toEqual([]);
  if (diagnostics.length === 0)
    expectFormatted(
      text,
      tree,
      comments.map((comment) => comment.text),
    );
}

/** Whether a diagnostic speaks of places in the text, in whole sentences. */
function isAbout({ span, message, fix, related }: Diagnostic, text: string): boolean {
  const edits = fix?.edits.map((edit) => edit.span) ?? [];
  const places = [span, ...edits, ...related.map((other) => other.span)];
  const inText = places.every(({ start, end }) => 0 <= start && start <= end && end <= text.length);
  return inText && !/undefined|\[object|^$|that I can follow/.test(message);
}

/** Nodes that do not lie in their parent, or not behind their neighbour. */
function misplaced(node: TreeNode): TreeNode[] {
  const inside = children(node);
  const wrong = inside.filter((child, i) => {
    const before = inside[i - 1];
    const isInside = child.start >= node.start && child.end <= node.end && child.start <= child.end;
    return !isInside || (before !== undefined && before.end > child.start && !isFloor(node));
  });
  return [...wrong, ...inside.flatMap(misplaced)];
}

/** The name of a `floor` that stands for `//` lies between its operands. */
function isFloor(node: TreeNode): boolean {
  return node.kind === "Call" && node.name.start > node.start;
}

/** The laws of the formatter: same tree, same comments, and nothing left to do. */
export function expectFormatted(text: string, tree: TreeNode, comments: readonly string[]): void {
  const formatted = format({ file: "a.nn", text })!;
  const again = parse({ file: "a.nn", text: formatted });
  expect(again.diagnostics, formatted).toEqual([]);
  expect(again.comments.map(tidy)).toEqual(comments.map((comment) => tidy({ text: comment })));
  expect(plainTree(again.tree)).toEqual(plainTree(tree));
  expect(format({ file: "a.nn", text: formatted })).toBe(formatted);
}

function tidy({ text }: { text: string }): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}
