/** The functions of a generated module. Instances whose text is the same apart from weights share one. */
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { flat, layout, WIDTH } from "./expression.ts";
import type { Names } from "./identifier.ts";
import { mergeShapes, printShapeTree, type ShapeTree, withoutSizes } from "./shape-tree.ts";

export interface FunctionText {
  readonly wish: string;
  readonly doc: string;
  readonly generics: Code;
  readonly parameters: readonly { readonly name: Code; readonly type: Code }[];
  /** The shapes of the weights that the last parameter holds, where there is one. */
  readonly weights?: { readonly name: Code; readonly shapes: ShapeTree };
  /** Left out where the type checker sees it: a record of results. */
  readonly returns?: Code;
  readonly lines: readonly Code[];
}

export interface Functions {
  /** The name of the function with this text. */
  readonly add: (text: FunctionText) => Code;
  /** All functions in the order in which they were needed. */
  readonly print: () => readonly Code[];
}

export function createFunctions(names: Names): Functions {
  const known = new Map<string, { name: Code; text: FunctionText }>();
  return {
    add: (text) => {
      const key = keyOf(text);
      const found = known.get(key);
      if (found === undefined) {
        const name = names.take(text.wish);
        known.set(key, { name, text });
        return name;
      }
      known.set(key, { name: found.name, text: { ...text, ...mergedWeights(found.text, text) } });
      return found.name;
    },
    print: () => [...known.values()].map(({ name, text }) => printFunction(name, text)),
  };
}

function keyOf({ wish, parameters, returns, weights, lines }: FunctionText): string {
  const types = parameters.map(({ name, type }) => `${name}: ${type}`);
  const tree = weights === undefined ? "" : flat(printShapeTree(withoutSizes(weights.shapes)));
  return [wish, ...types, returns ?? "", tree, ...lines].join("\n");
}

function mergedWeights(a: FunctionText, b: FunctionText): Pick<FunctionText, "weights"> {
  if (a.weights === undefined || b.weights === undefined) return {};
  return { weights: { name: a.weights.name, shapes: mergeShapes(a.weights.shapes, b.weights.shapes) } };
}

function printFunction(
  name: Code,
  { doc, generics, parameters, weights, returns, lines }: FunctionText,
): Code {
  const list = [
    ...parameters.map((each) => code`${each.name}: ${each.type}`),
    ...(weights === undefined ? [] : [code`${weights.name}: ${weightsType(weights.shapes)}`]),
  ];
  const typed = returns === undefined ? code`` : code`: ${returns}`;
  const oneLine = code`function ${name}${generics}(${joinCode(list, code`, `)})${typed} {`;
  const fits = oneLine.length <= WIDTH && !oneLine.includes("\n");
  const head = fits
    ? oneLine
    : code`function ${name}${generics}(\n${indent(joinCode(list.map((each) => code`${each},`)))}\n)${typed} {`;
  return joinCode([docComment(doc), head, indent(joinCode(lines)), code`}`]);
}

function weightsType(shapes: ShapeTree): Code {
  return code`Tensors<${layout(printShapeTree(shapes), WIDTH - 4, "weights: Tensors<".length)}>`;
}
