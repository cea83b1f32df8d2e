/** Why what stands at a place has no name that could change, in the words of what it is. */
import { pathAt } from "../parser/path-at.ts";
import { wordTypes } from "../parser/tokens.ts";
import type { TreeNode } from "../parser/tree.ts";
import type { Snapshot } from "./snapshot.ts";
import { tokenAt } from "./token-at.ts";

export function unchangeable(snapshot: Snapshot, offset: number): string {
  const parsed = snapshot.parsed();
  const token = tokenAt(parsed, offset);
  const nothing = "There is no name here that I could change.";
  if (token === undefined) return nothing;
  const { image, startOffset, tokenType } = token;
  const path = pathAt(parsed.tree, startOffset);
  const node = path.at(-1);
  if (node?.kind === "String") return ofText(image, path);
  if (node?.kind === "Name" && isColumn(path))
    return `\`${image}\` is a column: it is called as the data file has it.`;
  if (wordTypes.get(image) === tokenType) return `\`${image}\` is a word of the language and stays as it is.`;
  return node?.kind === "Name"
    ? `I do not know what \`${image}\` means here, so I cannot change it.`
    : nothing;
}

function ofText(image: string, path: readonly TreeNode[]): string {
  const holder = path.at(-2);
  if (holder?.kind === "Import")
    return `${image} is a file: give it its new name where it lies, and write it here.`;
  if (holder?.kind === "Data")
    return `${image} is a data file: give it its new name where it lies, and write it here.`;
  if (holder?.kind === "Test") return "The title of a test is said nowhere else: write another.";
  if (isColumn(path)) return `${image} is a column: it is called as the data file has it.`;
  const isLabel = path.some(({ kind }) => kind === "Target" || kind === "Input");
  return isLabel
    ? `${image} is a label: it is called as the data has it.`
    : `${image} is a text, and no name that a program gives.`;
}

function isColumn(path: readonly TreeNode[]): boolean {
  const binding = path.findLast((node) => node.kind === "Flow");
  return (
    binding?.kind === "Flow" && path.some(({ kind }) => kind === "Data") && path.includes(binding.source)
  );
}
