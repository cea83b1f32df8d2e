/** The exported types: what goes in, what comes out, the weights, the classes by name. */
import type { Meaning, Model } from "../../checker/model.ts";
import { type Dim, showDim, type Type } from "../../tensor/index.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, flat, layoutAfter, WIDTH } from "./expression.ts";
import { type Names, propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";
import { printShapeTree, shapeTree } from "./shape-tree.ts";

/** Something of a name and type, and what its numbers mean. */
interface Field {
  readonly name: string;
  readonly type: Type;
  readonly meaning?: Meaning;
}

/** `export type Name = { readonly field: Tensor<…>; … }` */
export function printInterface(name: Code, doc: string, fields: readonly Field[]): Code {
  const lines = fields.flatMap((field) => {
    const remark = remarkOf(field);
    const line = code`readonly ${propertyKey(field.name)}: ${tensorTypeOf(field.type)};`;
    return remark === undefined ? [line] : [docComment(remark), line];
  });
  return joinCode([docComment(doc), code`export type ${name} = {`, indent(joinCode(lines)), code`};`]);
}

/** `Tensor<["batch", 28, 28, 1]>`. */
function tensorTypeOf({ shape }: Pick<Type, "shape">): Code {
  const sizes: Expression = { items: shape.map(sizeType) };
  return code`Tensor<${flat(sizes)}>`;
}

function sizeType(dim: Dim): Code {
  return literal(typeof dim === "number" ? dim : showDim(dim));
}

/** What the type does not say. */
function remarkOf({ type, meaning }: Field): string | undefined {
  const numbers = { f32: "", i32: "int32", bool: "bool" }[type.dtype];
  const text = [numbers, meaning === undefined ? "" : meaningText(meaning)]
    .filter((part) => part !== "")
    .join(": ");
  return text === "" ? undefined : `${text}.`;
}

function meaningText(meaning: Meaning): string {
  switch (meaning.kind) {
    case "class":
      return `class numbers from ${meaning.first} to ${meaning.first + meaning.count - 1}`;
    case "binary":
      return meaning.names === undefined ? "0 or 1" : `0 for ${meaning.names[0]}, 1 for ${meaning.names[1]}`;
    case "onehot":
      return "1 for the class, 0 for all others";
    case "multilabel":
      return "1 for each class that holds, 0 for all others";
    case "number":
      return rangeText(meaning);
  }
}

function rangeText({ low, high }: { readonly low?: number; readonly high?: number }): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  if (low !== undefined) return `at least ${low}`;
  return high === undefined ? "" : `at most ${high}`;
}

/** `export const speciesClasses = ["setosa", …] as const;` for each target whose classes have names. */
export function printClasses(
  { targets }: Model,
  labels: ReadonlyMap<string, readonly string[]>,
  names: Names,
): readonly Code[] {
  return targets.flatMap(({ name, meaning }) => {
    const given = "names" in meaning ? meaning.names : undefined;
    const classes = given ?? labels.get(name);
    if (classes === undefined) return [];
    const list: Expression = { items: classes.map((each) => literal(each)) };
    const constant = names.take(`${name}Classes`);
    return [
      joinCode([
        docComment(`The classes of ${name}, in the order of their numbers.`),
        code`${layoutAfter(code`export const ${constant} = `, list, WIDTH - 10)} as const;`,
      ]),
    ];
  });
}

/** The shapes of all weights, from which their type, reading and beginning come. */
export function printWeights({ weights }: Model): Code {
  const shapes = printShapeTree(shapeTree(weights.map(({ path, shape }) => [path, shape] as const)));
  return joinCode([
    docComment("The shape of each weight, by the parts of its path in a safetensors file."),
    code`${layoutAfter(code`const weightShapes = `, shapes, WIDTH - 10)} as const;`,
    code``,
    docComment("The weights of the model."),
    code`export type Weights = Tensors<typeof weightShapes>;`,
  ]);
}
