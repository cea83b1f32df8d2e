/** The table: the call of TensorFlow.js for every primitive, and for the composites that have one of their own. */
import type { CompositeName, composites } from "../../../tensor/composites/index.ts";
import type { Composite, Primitive } from "../../../tensor/primitive.ts";
import type { PrimitiveName, primitives } from "../../../tensor/primitives/index.ts";
import type { Call } from "../call.ts";
import { compositeRows } from "./composites.ts";
import { binary, unary } from "./elementwise.ts";
import { products, reductions, windows } from "./products.ts";
import type { Row, RowContext } from "./row.ts";
import { lookups, shapes } from "./shapes.ts";
import { sources } from "./sources.ts";

type AttributesOf<N extends PrimitiveName> = (typeof primitives)[N] extends Primitive<infer A> ? A : never;
type CompositeAttributes<N extends CompositeName> =
  (typeof composites)[N] extends Composite<infer A> ? A : never;

/** A loop is no call: the engine runs its body, the emitter prints it. */
export type CalledPrimitive = Exclude<PrimitiveName, "scan">;

/** Rows for some of the primitives. */
export type RowsFor<N extends CalledPrimitive> = { readonly [K in N]: Row<AttributesOf<K>> };

/** Rows for some of the composites; undefined where this one is better expanded. */
export type CompositeRowsFor<N extends CompositeName> = {
  readonly [K in N]: (attributes: CompositeAttributes<K>, context: RowContext) => Call | undefined;
};

/** A primitive without a row is an error of types here. */
export const primitiveRows: RowsFor<CalledPrimitive> = {
  ...sources,
  ...unary,
  ...binary,
  ...shapes,
  ...lookups,
  ...reductions,
  ...products,
  ...windows,
};

export { compositeRows };
