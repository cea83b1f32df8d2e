/** A syntax tree as indented lines: what each node is, what it holds, and the text that it covers. */
import type { TreeNode } from "../../src/parser/tree.ts";

export function treeText(node: TreeNode, text: string): string {
  return lines(node, text, "", "").join("\n");
}

function lines(node: TreeNode, text: string, indent: string, label: string): string[] {
  const own: string[] = [];
  const below: string[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (["kind", "start", "end", "operatorStart"].includes(key)) continue;
    if (isNode(value)) below.push(...lines(value, text, `${indent}  `, `${key}: `));
    else if (Array.isArray(value)) below.push(...list(key, value, text, `${indent}  `));
    else own.push(`${key}=${JSON.stringify(value)}`);
  }
  const covered = text.slice(node.start, node.end).replace(/\s+/g, " ");
  const shown = covered.length > 50 ? `${covered.slice(0, 30)} … ${covered.slice(-15)}` : covered;
  return [`${indent}${label}${[node.kind, ...own].join(" ")}  ⟨${shown}⟩`, ...below];
}

function list(key: string, values: readonly unknown[], text: string, indent: string): string[] {
  if (values.length === 0) return [`${indent}${key}: none`];
  return values.flatMap((value, i) => (isNode(value) ? lines(value, text, indent, `${key}[${i}]: `) : []));
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "kind" in value;
}
