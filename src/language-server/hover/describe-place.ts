/** Words and texts that mean what they do by their place: an argument's word, a column, a label, a data file, a quantity. */
import { costOfModel } from "../../checker/cost-of-model.ts";
import { resolveInProject } from "../../checker/project-path.ts";
import { quantities } from "../../checker/quantities.ts";
import { library } from "../../library/index.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { Token } from "../../parser/token.ts";
import type { TreeNode } from "../../parser/tree.ts";
import { calledBy } from "../completion/callee.ts";
import { calleeOf, positionOf } from "../completion/context-of.ts";
import { cursorPath } from "../completion/cursor-path.ts";
import { hereAt } from "../completion/here.ts";
import { quantityDocs } from "../quantity-docs.ts";
import { showCount } from "../show-shapes.ts";
import type { Snapshot } from "../snapshot.ts";
import { describeArgument } from "./describe-argument.ts";
import { code, paragraphs } from "./markdown.ts";

export function describePlace(snapshot: Snapshot, { startOffset, image }: Token): string | undefined {
  const path = pathAt(snapshot.parsed().tree, startOffset);
  const node = path.at(-1);
  if (node === undefined || node.start !== startOffset) return undefined;
  const text = node.kind === "String" ? node.value : node.kind === "Name" ? node.text : undefined;
  if (text === undefined) return undefined;
  const found =
    describeFile(path, snapshot) ??
    describeColumn(path, text, snapshot) ??
    describeLabel(path, text, snapshot) ??
    describeQuantity(path, text, snapshot) ??
    describeWord(path, snapshot);
  return found === undefined ? undefined : paragraphs(code(image), found);
}

/** The file of `data`, with what its header names. */
function describeFile(path: readonly TreeNode[], snapshot: Snapshot): string | undefined {
  const data = path.at(-2);
  if (data?.kind !== "Data" || data.path !== path.at(-1)) return undefined;
  const columns = columnsOf(data, snapshot);
  if (columns === undefined) return "A data file that is not there yet.";
  const first = columns.slice(0, mostColumns).map((column) => `\`${column}\``);
  const rest = columns.length - first.length;
  return `${counted(columns.length)}: ${first.join(", ")}${rest > 0 ? ` and ${showCount(rest)} more` : ""}.`;
}

const mostColumns = 12;

function counted(columns: number): string {
  return `${showCount(columns)} column${columns === 1 ? "" : "s"}`;
}

function columnsOf(data: Extract<TreeNode, { kind: "Data" }>, { source, surroundings }: Snapshot) {
  if (data.path.kind === "Missing") return undefined;
  const resolved = resolveInProject(source.file, data.path.value);
  return "path" in resolved ? surroundings.columnsOf(resolved.path) : undefined;
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

/** A label of a target, where it is declared and where it is weighed. */
function describeLabel(path: readonly TreeNode[], label: string, snapshot: Snapshot): string | undefined {
  const holder = path.findLast(({ kind }) => kind === "Target" || kind === "Setting");
  const weighed = holder?.kind === "Setting" && holder.key.text === "class_weight";
  if (path.at(-1)?.kind !== "String" || (holder?.kind !== "Target" && !weighed)) return undefined;
  for (const { name, span, meaning } of modelAround(path, snapshot)?.targets ?? []) {
    if (meaning.kind !== "class" && meaning.kind !== "binary") continue;
    const number = meaning.names?.indexOf(label) ?? -1;
    if (number === -1 || (holder.kind === "Target" && span.start !== holder.name.start)) continue;
    return `Class number ${number} of the target \`${name}\`.`;
  }
  return undefined;
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

/** A word that an argument takes (`same`): what the argument is. */
function describeWord(path: readonly TreeNode[], snapshot: Snapshot): string | undefined {
  const at = path.findLastIndex(({ kind }) => kind === "Argument");
  const argument = path[at];
  const callee = argument?.kind === "Argument" ? calleeOf(path, at) : undefined;
  if (argument?.kind !== "Argument" || callee === undefined) return undefined;
  const { scope } = hereAt(snapshot, cursorPath(snapshot, argument.start));
  const called = calledBy(callee, scope);
  const position = positionOf(argument, callee.call);
  const parameter = called?.parameters.find(({ name }, i) =>
    argument.name === undefined ? i === position : name === argument.name.text,
  );
  if (called === undefined || parameter?.kind.words === undefined) return undefined;
  return describeArgument(parameter, called.name);
}
