/** A shape to give to each example: sizes, names of dims, and at most one -1 for the size that follows from the others. */
import { type Dim, symbol } from "../../tensor/index.ts";
import type { Kind } from "../kind.ts";
import type { Value } from "../value.ts";
import { definePlainKind } from "./define-plain-kind.ts";

export function dims(fallback?: readonly (number | string)[]): Kind<readonly Dim[]> {
  const kind = definePlainKind<readonly (number | string)[]>({
    name: "shape (a list of sizes; one may be -1)",
    default: fallback,
    read: (value) => (value.kind === "list" ? shapeIn(value.items) : shapeIn([value])),
  });
  return { ...kind, realize: (plain) => (plain as readonly (number | string)[]).map(dimOf) };
}

function shapeIn(items: readonly Value[]): readonly (number | string)[] | undefined {
  const shape = items.map((item) =>
    item.kind === "number" ? item.number : item.kind === "name" ? item.name : Number.NaN,
  );
  const fits = shape.every(
    (dim) => typeof dim === "string" || dim === -1 || (Number.isSafeInteger(dim) && dim >= 1),
  );
  return fits && shape.filter((dim) => dim === -1).length <= 1 ? shape : undefined;
}

function dimOf(dim: number | string): Dim {
  return typeof dim === "string" ? symbol(dim) : dim;
}
