/** Words and texts that mean what they do by their place: an argument's word, a column, a label, a data file, a quantity. */
import { costOfModel } from "../../checker/cost-of-model.ts";
import { quantities } from "../../checker/quantities.ts";
import { inUnits } from "../../checker/units.ts";
import { library } from "../../library/index.ts";
import type { Category } from "../../library/library.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { Token } from "../../parser/token.ts";
import type { TreeNode } from "../../parser/tree.ts";
import { functionDocs } from "../function-docs.ts";
import { quantityDocs } from "../quantity-docs.ts";
import { showCount } from "../show-shapes.ts";
import type { Snapshot } from "../snapshot.ts";
import { describeEntry } from "./describe-entry.ts";
import { columnsOf, describeFile } from "./describe-file.ts";
import { describeGiven } from "./describe-given.ts";
import { describeLabel } from "./describe-label.ts";
import { code, paragraphs } from "./markdown.ts";

export function describePlace(snapshot: Snapshot, { startOffset, image }: Token): string | undefined {
  const path = pathAt(snapshot.parsed().tree, startOffset);
  const node = path.at(-1);
  if (node === undefined || node.start !== startOffset) return undefined;
  const found =
    node.kind === "String" || node.kind === "Name"
      ? describeText(path, node.kind === "String" ? node.value : node.text, snapshot)
      : describeLiteral(path, node, snapshot);
  return found === undefined ? undefined : paragraphs(code(image), found);
}

function describeText(path: readonly TreeNode[], text: string, snapshot: Snapshot): string | undefined {
  return (
    describeFile(path, snapshot) ??
    describeColumn(path, text, snapshot) ??
    describeLabel(path, text, modelAround(path, snapshot)) ??
    describeQuantity(path, text, snapshot) ??
    describeFunction(path, text) ??
    describeGiven(path, snapshot) ??
    describeConstant(path, text)
  );
}

function describeLiteral(path: readonly TreeNode[], node: TreeNode, snapshot: Snapshot): string | undefined {
  if (node.kind === "Number" && node.unit !== undefined) {
    const count = showCount(inUnits(node.value, node.unit));
    return node.unit.endsWith("B") ? `${count} bytes.` : `${count}.`;
  }
  return literals.has(node.kind) ? describeGiven(path, snapshot) : undefined;
}

const literals: ReadonlySet<TreeNode["kind"]> = new Set(["Number", "Boolean", "None"]);

/** `floor`, `max`, `log`: what stands before parentheses and belongs to nobody else. */
function describeFunction(path: readonly TreeNode[], name: string): string | undefined {
  const call = path.at(-2);
  const isCalled = call?.kind === "Call" && call.name === path.at(-1) && Object.hasOwn(functionDocs, name);
  return isCalled ? functionDocs[name] : undefined;
}

/** A name of the library that a constant stands for: where it is used tells which of several it means, the first is the likeliest. */
function describeConstant(path: readonly TreeNode[], name: string): string | undefined {
  const holder = path.at(-2);
  if (holder?.kind !== "Const" || holder.value !== path.at(-1)) return undefined;
  for (const category of Object.keys(library) as Category[]) {
    const entry = library[category].find(name);
    if (entry !== undefined) return describeEntry(category, entry);
  }
  return undefined;
}

function describeColumn(path: readonly TreeNode[], name: string, snapshot: Snapshot): string | undefined {
  const data = path.find((node) => node.kind === "Data");
  const binding = path.findLast((node) => node.kind === "Flow");
  if (data?.kind !== "Data" || binding?.kind !== "Flow" || !path.includes(binding.source)) return undefined;
  if (data.path.kind === "Missing") return undefined;
  const columns = columnsOf(data, snapshot);
  const number = columns?.indexOf(name) ?? -1;
  const file = `\`${data.path.value}\``;
  if (columns === undefined) return `A column of ${file}, which is not there yet.`;
  if (number === -1) return `${file} has no such column.`;
  return `Column ${showCount(number + 1)} of ${showCount(columns.length)} in ${file}.`;
}

/** What `assert` measures, and how much of it the model has. */
function describeQuantity(path: readonly TreeNode[], name: string, snapshot: Snapshot): string | undefined {
  const quantity = path.some(({ kind }) => kind === "Assert") ? quantities.get(name) : undefined;
  if (quantity === undefined) return undefined;
  const model = modelAround(path, snapshot);
  const value =
    model === undefined || !isSound(path, snapshot) ? undefined : quantity(costOfModel(model, library));
  const known =
    value === undefined
      ? undefined
      : `It is \`${typeof value === "number" ? showCount(value) : value}\` here.`;
  return paragraphs(quantityDocs[name], known);
}

/** Whether nothing is wrong but what the model costs. */
function isSound(path: readonly TreeNode[], snapshot: Snapshot): boolean {
  const around = path.find(({ kind }) => kind === "Model");
  const asserts =
    around?.kind === "Model" ? around.body.statements.filter(({ kind }) => kind === "Assert") : [];
  return snapshot
    .compiled()
    .diagnostics.filter(({ severity }) => severity === "error")
    .every(({ span }) => asserts.some(({ start, end }) => start <= span.start && span.end <= end));
}

function modelAround(path: readonly TreeNode[], snapshot: Snapshot) {
  const around = path.find(({ kind }) => kind === "Model");
  if (around?.kind !== "Model") return undefined;
  const { file } = snapshot.source;
  return snapshot
    .compiled()
    .models.find(({ span }) => span.file === file && span.start === around.name.start);
}
