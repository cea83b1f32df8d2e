/** Shapes by the parts of their names: `dense/kernel` stands at `{ dense: { kernel: [4, 16] } }`, in code and in types alike. */
import { type Code, code } from "./code.ts";
import { type Expression, flat } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";

/** A leaf is a shape; a size that differs between the tensors that it stands for is `undefined`. */
export type ShapeTree = ReadonlyMap<string, ShapeTree | Leaf>;
type Leaf = readonly (number | undefined)[];

/** The tree of shapes by name; names are cut at slashes. Throws where one name is the beginning of another. */
export function shapeTree(shapes: Iterable<readonly [name: string, shape: Leaf]>): ShapeTree {
  const root = new Map<string, ShapeTree | Leaf>();
  for (const [name, shape] of shapes) plant(root, name.split("/"), shape, name);
  return root;
}

/** A tree that has a name in the module. */
export interface ShapesOf {
  readonly name: Code;
  readonly tree: ShapeTree;
}

/** The tree as a literal, which is also a type; a part that is one of the known trees goes by its name. */
export function printShapeTree(tree: ShapeTree, known: readonly ShapesOf[] = []): Expression {
  const field = ([name, child]: [string, ShapeTree | Leaf]): readonly [Code, Expression] => {
    const same = isLeaf(child) ? undefined : known.find((each) => sameTree(each.tree, child));
    return [
      propertyKey(name),
      same?.name ?? (isLeaf(child) ? printShape(child) : printShapeTree(child, known)),
    ];
  };
  return { fields: [...tree].map(field) };
}

function printShape(shape: Leaf): Expression {
  return { items: shape.map((size) => (size === undefined ? code`number` : literal(size))) };
}

/** Whether two trees have the same names and shapes. */
export function sameTree(a: ShapeTree, b: ShapeTree): boolean {
  return flat(printShapeTree(a)) === flat(printShapeTree(b));
}

/** One tree for two of the same names: sizes in which they differ become unknown. */
export function mergeShapes(a: ShapeTree, b: ShapeTree): ShapeTree {
  return new Map(
    [...a].map(([name, one]): [string, ShapeTree | Leaf] => {
      const other = b.get(name);
      if (isLeaf(one))
        return [name, one.map((size, axis) => (isLeaf(other) && other[axis] === size ? size : undefined))];
      return [name, other === undefined || isLeaf(other) ? one : mergeShapes(one, other)];
    }),
  );
}

/** The tree with all sizes unknown. */
export function withoutSizes(tree: ShapeTree): ShapeTree {
  return new Map(
    [...tree].map(([name, node]): [string, ShapeTree | Leaf] => [
      name,
      isLeaf(node) ? node.map(() => undefined) : withoutSizes(node),
    ]),
  );
}

/** Values by name as a record of records, each name cut at its slashes. */
export function printRecord(values: Iterable<readonly [name: string, value: Expression]>): Expression {
  const root = new Map<string, unknown>();
  for (const [name, value] of values) plant(root, name.split("/"), { value }, name);
  return printTree<{ value: Expression }>(root as Tree<{ value: Expression }>, ({ value }) => value);
}

type Tree<L> = ReadonlyMap<string, L | Tree<L>>;

function printTree<L>(tree: Tree<L>, leaf: (leaf: L) => Expression): Expression {
  const field = ([name, child]: [string, L | Tree<L>]): readonly [Code, Expression] => [
    propertyKey(name),
    child instanceof Map ? printTree(child as Tree<L>, leaf) : leaf(child as L),
  ];
  return { fields: [...tree].map(field) };
}

function plant(
  tree: Map<string, unknown>,
  [head, ...rest]: readonly string[],
  leaf: unknown,
  name: string,
): void {
  const known = tree.get(head);
  if (rest.length === 0 ? known !== undefined : known !== undefined && !(known instanceof Map))
    throw new Error(`the name ${name} is also the beginning of another one`);
  if (rest.length === 0) tree.set(head, leaf);
  else {
    const inner = known ?? new Map();
    tree.set(head, inner);
    plant(inner as Map<string, unknown>, rest, leaf, name);
  }
}

function isLeaf(node: ShapeTree | Leaf | undefined): node is Leaf {
  return Array.isArray(node);
}
