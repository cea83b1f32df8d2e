/** The functions of a generated module. Instances whose text is the same apart from weights share one. */
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { flat, layout, WIDTH } from "./expression.ts";
import { groupBy } from "./group-by.ts";
import type { Names } from "./identifier.ts";
import { mergeShapes, printShapeTree, type ShapeTree, withoutSizes } from "./shape-tree.ts";

export interface FunctionText {
  readonly wish: string;
  readonly doc: string;
  readonly generics: Code;
  readonly parameters: readonly { readonly name: Code; readonly type: Code }[];
  /** The shapes of the weights that the last parameter holds, where there is one. */
  readonly weights?: WeightsParameter;
  /** Left out where the type checker sees it: a record of results. */
  readonly returns?: Code;
  readonly lines: readonly Code[];
}

interface WeightsParameter {
  readonly name: Code;
  readonly shapes: ShapeTree;
  /** Whose weights they are: `residual`. */
  readonly of: string;
}

export interface Functions {
  /** The name of the function with this text. */
  readonly add: (text: FunctionText) => Code;
  /** How many there are so far. */
  readonly count: () => number;
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
    count: () => known.size,
    print: () => {
      const types = nameTypes(
        [...known.values()].flatMap(({ text }) => text.weights ?? []),
        names.take,
      );
      return [...known.values()].map(({ name, text }) => printFunction(name, text, types));
    },
  };
}

/** A long type that several functions have is declared before the first of them. */
interface NamedType {
  readonly name: Code;
  readonly text: Code;
  declared: boolean;
}

/** Types longer than this get a name. */
const SHORT_TYPE = 70;

function nameTypes(
  weights: readonly WeightsParameter[],
  take: (wish: string) => Code,
): ReadonlyMap<string, NamedType> {
  const groups = groupBy(weights, ({ shapes }) => flat(printShapeTree(shapes)));
  const long = [...groups].filter(([text, group]) => group.length > 1 && text.length > SHORT_TYPE);
  return new Map(
    long.map(([text, [{ of, shapes }]]): [string, NamedType] => {
      const name = take(`${of.slice(0, 1).toUpperCase()}${of.slice(1)}_weights`);
      const tree = layout(printShapeTree(shapes), WIDTH, `type ${name} = Tensors<>;`.length);
      return [text, { name, text: code`type ${name} = Tensors<${tree}>;`, declared: false }];
    }),
  );
}

function keyOf({ wish, parameters, returns, weights, lines }: FunctionText): string {
  const types = parameters.map(({ name, type }) => `${name}: ${type}`);
  const tree = weights === undefined ? "" : flat(printShapeTree(withoutSizes(weights.shapes)));
  return [wish, ...types, returns ?? "", tree, ...lines].join("\n");
}

function mergedWeights(a: FunctionText, b: FunctionText): Pick<FunctionText, "weights"> {
  if (a.weights === undefined || b.weights === undefined) return {};
  return { weights: { ...a.weights, shapes: mergeShapes(a.weights.shapes, b.weights.shapes) } };
}

function printFunction(
  name: Code,
  { doc, generics, parameters, weights, returns, lines }: FunctionText,
  types: ReadonlyMap<string, NamedType>,
): Code {
  const named = weights && types.get(flat(printShapeTree(weights.shapes)));
  const declares = named !== undefined && !named.declared;
  if (declares) named.declared = true;
  const list = [
    ...parameters.map((each) => code`${each.name}: ${each.type}`),
    ...(weights === undefined ? [] : [code`${weights.name}: ${named?.name ?? weightsType(weights.shapes)}`]),
  ];
  const typed = returns === undefined ? code`` : code`: ${returns}`;
  const oneLine = code`function ${name}${generics}(${joinCode(list, code`, `)})${typed} {`;
  const fits = oneLine.length <= WIDTH && !oneLine.includes("\n");
  const head = fits
    ? oneLine
    : code`function ${name}${generics}(\n${indent(joinCode(list.map((each) => code`${each},`)))}\n)${typed} {`;
  const before = declares ? [docComment(`The weights of ${weights?.of}.`), named.text, code``] : [];
  return joinCode([...before, docComment(doc), head, indent(joinCode(lines)), code`}`]);
}

function weightsType(shapes: ShapeTree): Code {
  return code`Tensors<${layout(printShapeTree(shapes), WIDTH - 4, "weights: Tensors<".length)}>`;
}
