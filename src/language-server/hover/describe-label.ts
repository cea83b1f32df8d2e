/** A label of classes: where an input or target declares it, where it is weighed, and where a test speaks of it. */
import type { Meaning, Model } from "../../checker/model.ts";
import type { TreeNode } from "../../parser/tree.ts";

interface Labelled {
  readonly what: "input" | "target";
  readonly name: string;
  readonly names: readonly string[];
  /** Where its name is declared. */
  readonly start: number;
}

export function describeLabel(
  path: readonly TreeNode[],
  label: string,
  model: Model | undefined,
): string | undefined {
  if (path.at(-1)?.kind !== "String" || model === undefined) return undefined;
  const found = labelledIn(model).find((one) => one.names.includes(label) && isMeant(one, path, model));
  return found === undefined
    ? undefined
    : `Class number ${found.names.indexOf(label)} of the ${found.what} \`${found.name}\`.`;
}

function labelledIn({ inputs, targets }: Model): readonly Labelled[] {
  const named = (what: "input" | "target") => (one: Port) => {
    const names = "names" in one.meaning ? one.meaning.names : undefined;
    return names === undefined ? [] : [{ what, name: one.name, names, start: one.span.start }];
  };
  return [...inputs.flatMap(named("input")), ...targets.flatMap(named("target"))];
}

interface Port {
  readonly name: string;
  readonly meaning: Meaning;
  readonly span: { readonly start: number };
}

function isMeant({ what, name, start }: Labelled, path: readonly TreeNode[], { targets }: Model): boolean {
  const holder = path.findLast(({ kind }) => kind === "Target" || kind === "Input" || kind === "Setting");
  if (holder?.kind === "Target" || holder?.kind === "Input") return holder.name.start === start;
  if (holder?.kind !== "Setting") return false;
  if (holder.key.text === "class_weight") return what === "target";
  const entry = path.findLast((node) => node.kind === "Entry");
  if (holder.key.text === "given") return entry?.kind === "Entry" && isNamed(entry.key, name);
  const compared = path.findLast((node) => node.kind === "Binary");
  const output = targets.find((one) => one.span.start === start)?.output;
  return (
    holder.key.text === "expect" &&
    compared?.kind === "Binary" &&
    [compared.left, compared.right].some((side) => isNamed(side, output) || isNamed(side, name))
  );
}

function isNamed(node: TreeNode | undefined, name: string | undefined): boolean {
  return node?.kind === "Name" && node.text === name;
}
