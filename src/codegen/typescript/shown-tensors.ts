/** The tensors that the function of a block sees: what their shapes tell need not be said in numbers. */
import { type Dim, sizeOf, symbolsOf } from "../../tensor/index.ts";
import { type Body, type Measure, shapeKey, shapeOf } from "./body.ts";
import { type Code, code } from "./code.ts";
import { member } from "./identifier.ts";
import { fieldOf, type Kept } from "./kept.ts";
import { firstPart } from "./layers-of.ts";
import { sizeAt } from "./name-sizes.ts";

export interface Shown {
  readonly said: Code;
  readonly shape: readonly Dim[];
}

/** What a function is given one by one, and the records that it is given. */
export interface Given {
  readonly read: readonly number[];
  readonly parameters: readonly Code[];
  readonly kept: readonly Kept[];
}

/** Its operands, then what the forward part has kept. */
export function shownTensors(body: Body, { read, parameters, kept }: Given): readonly Shown[] {
  const operands = read.flatMap((id, i) => (body.hosts.has(id) ? [] : [{ id, said: parameters[i] }]));
  const fields = kept.flatMap((record) =>
    [...record.fields].flatMap(([id, field]) =>
      field.row === undefined ? [{ id, said: fieldOf(record, field) }] : [],
    ),
  );
  return [...operands, ...fields].map(({ id, said }) => ({ said, shape: shapeOf(body, id) }));
}

/** The weights of a layer, as its function sees them. */
export function shownWeights({ module }: Body, layer: string): readonly Shown[] {
  return module.weights.flatMap(({ path, shape }) => {
    const [first, ...rest] = path.split("/");
    return first === firstPart(layer) ? [{ said: rest.reduce(member, code`weights`), shape }] : [];
  });
}

/** Shapes by what says them: the first of several tensors of one shape. */
export function shapesOf(shown: readonly Shown[]): ReadonlyMap<string, Code> {
  const entries = shown
    .filter(({ shape }) => shape.length > 0)
    .map(({ said, shape }) => [shapeKey(shape), code`${said}.shape`] as const);
  return new Map(entries.toReversed());
}

/** How many elements they have. */
export function measuresOf(shown: readonly Shown[]): readonly Measure[] {
  return shown.map(({ said, shape }) => ({ said, size: sizeOf(shape) }));
}

/** Where a tensor shows the size: `x.shape[1]`. */
export function findSize(shown: readonly Shown[], symbol: string): Code | undefined {
  for (const { said, shape } of shown) {
    const axis = shape.findIndex((dim) => isSymbol(dim, symbol));
    if (axis !== -1) return sizeAt(said, axis);
  }
  return undefined;
}

function isSymbol(dim: Dim, symbol: string): boolean {
  return typeof dim !== "number" && dim.key === symbol && symbolsOf(dim).length === 1;
}
