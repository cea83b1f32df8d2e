/** What a person declared, as hover shows it: the line that declares it, its documentation, and what is known of it. */

import type { Declaration } from "../../checker/code-index.ts";
import { elementsOf } from "../../checker/cost-of-model.ts";
import type { Model } from "../../checker/model.ts";
import { plainOf } from "../../checker/parameter-types.ts";
import { printPlain } from "../../library/print-plain.ts";
import { docComment } from "../../parser/doc-comment.ts";
import type { Parsed } from "../../parser/parse.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { Statement, TreeNode } from "../../parser/tree.ts";
import { showDim } from "../../tensor/index.ts";
import { imaginedAround } from "../imagined/imagined-around.ts";
import { showImagined } from "../imagined/named-sizes.ts";
import { showAll, showCount, typesOf } from "../show-shapes.ts";
import type { Snapshot } from "../snapshot.ts";
import { code, paragraphs } from "./markdown.ts";

export function describeDeclaration(declaration: Declaration, snapshot: Snapshot): string {
  const { span } = declaration;
  const parsed = snapshot.compiled().index.files.get(span.file)?.parsed;
  const path = parsed === undefined ? [] : pathAt(parsed.tree, span.start);
  const statement = path.findLast(isStatement);
  const doc =
    parsed === undefined || statement === undefined ? undefined : docOf(declaration, statement, parsed);
  const text = parsed?.source.text ?? "";
  const from = span.file === snapshot.source.file ? undefined : `*From \`${span.file}\`.*`;
  return paragraphs(
    code(headOf(declaration, statement, text, snapshot)),
    doc,
    factsOf(declaration, snapshot),
    from,
  );
}

/** The documentation of a block is not that of its parameters. */
function docOf({ as }: Declaration, statement: TreeNode, parsed: Parsed): string | undefined {
  if (as !== "parameter") return docComment(parsed, statement.start);
  const block =
    statement.kind === "Block" && statement.name.kind === "Name" ? statement.name.text : undefined;
  return block === undefined ? undefined : `A parameter of the block \`${block}\`.`;
}

/** The line that declares it, bodies left out. */
function headOf(
  declaration: Declaration,
  statement: TreeNode | undefined,
  text: string,
  snapshot: Snapshot,
): string {
  const { as, name, span } = declaration;
  const written = (start: number, end: number) => text.slice(start, end).replace(/\s+/g, " ").trim();
  if (as === "value" || as === "input") return `${as} ${name}${shapeOf(declaration, snapshot)}`;
  if (as === "dim") return `size ${name}`;
  if (as === "name") return `each ${name}`;
  if (as === "parameter" && statement?.kind === "Block") {
    const parameter = statement.parameters.find((one) => one.name.start === span.start);
    return parameter === undefined ? name : `parameter ${written(parameter.start, parameter.end)}`;
  }
  if (statement === undefined) return name;
  const body = "body" in statement ? statement.body.start : statement.end;
  return written(statement.start, body);
}

function shapeOf(declaration: Declaration, snapshot: Snapshot): string {
  const shapes = shapesOf(declaration, snapshot);
  return shapes === undefined ? "" : `: ${shapes}`;
}

/** The shape of a value in all models and uses of blocks. */
function shapesOf({ span }: Declaration, snapshot: Snapshot): string | undefined {
  const types = snapshot.compiled().index.drafts.flatMap((draft) =>
    draft.named
      .filter((one) => one.span.start === span.start && one.span.file === span.file)
      .flatMap(({ value }) => {
        const known = typesOf(draft, [value]);
        return known === undefined ? [] : [known];
      }),
  );
  if (types.length > 0 || span.file !== snapshot.source.file) return showAll(types);
  return showImagined(imaginedAround(snapshot, span.start), ({ named }) =>
    named.filter((one) => one.span.start === span.start).map(({ value }) => [value]),
  );
}

function factsOf(declaration: Declaration, snapshot: Snapshot): string | undefined {
  const { as, name, span } = declaration;
  if (as === "model") {
    const model = snapshot
      .compiled()
      .models.find((one) => one.span.start === span.start && one.span.file === span.file);
    return model === undefined ? undefined : describeModel(model);
  }
  if (as === "target") return describeTarget(declaration, snapshot);
  const values = [...new Set(declaration.bindings.flatMap((binding) => boundValue(binding) ?? []))].filter(
    (value) => value !== name,
  );
  if (values.length === 0) return as === "dim" ? "A size that only the data tells." : undefined;
  const list = values.map((value) => `\`${value}\``).join(", ");
  return values.length === 1 ? `It is ${list} here.` : `It is ${list} in its uses.`;
}

function boundValue(binding: Declaration["bindings"][number]): string | undefined {
  if (binding.kind === "flow") return undefined;
  if (binding.kind === "dim") return binding.dim === undefined ? undefined : showDim(binding.dim);
  const value = binding.value();
  return value === undefined ? undefined : printPlain(plainOf(value));
}

function describeTarget({ span }: Declaration, snapshot: Snapshot): string | undefined {
  const targets = snapshot.compiled().models.flatMap((model) => model.targets);
  const target = targets.find((one) => one.span.start === span.start && one.span.file === span.file);
  if (target === undefined) return undefined;
  const { dtype, shape } = target.type;
  return `Labels \`${dtype}[${shape.map(showDim).join(", ")}]\` for the output \`${target.output}\`.`;
}

/** `8 layers, 1,199,882 parameters`. */
function describeModel({ weights, layers }: Model): string {
  const count = elementsOf(weights);
  const kept = elementsOf(weights.filter(({ trainable }) => !trainable));
  const note = kept === 0 ? "" : `, ${showCount(kept)} of them not trained`;
  return `${showCount(layers.length)} layers, ${showCount(count)} parameters${note}.`;
}

function isStatement(node: TreeNode): node is Statement {
  return node.kind !== "File" && node.kind !== "Body" && "kind" in node && statementKinds.has(node.kind);
}

const statementKinds: ReadonlySet<TreeNode["kind"]> = new Set([
  "Model",
  "Block",
  "Import",
  "Const",
  "Param",
  "Input",
  "Target",
  "Output",
  "Repeat",
  "Layer",
  "Compile",
  "Train",
  "Data",
  "Test",
  "Assert",
  "Flow",
]);
