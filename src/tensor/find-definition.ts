/** What the name of an operation stands for. */
import { composites } from "./composites/index.ts";
import type { Composite, Primitive } from "./primitive.ts";
import { primitives } from "./primitives/index.ts";

const primitivesByName: ReadonlyMap<string, Primitive<never>> = new Map(Object.entries(primitives));
const compositesByName: ReadonlyMap<string, Composite<never>> = new Map(Object.entries(composites));

/** The primitive of that name, if it is one. */
export function findPrimitive(op: string): Primitive | undefined {
  return primitivesByName.get(op) as Primitive | undefined;
}

/** The composite of that name, if it is one. */
export function findComposite(op: string): Composite | undefined {
  return compositesByName.get(op) as Composite | undefined;
}

/** The gradient rule of an operation; undefined where it has none. Throws for a name that no operation bears. */
export function findGradient(op: string): Primitive["gradient"] {
  const definition = findPrimitive(op) ?? findComposite(op);
  if (definition === undefined) throw new Error(`there is no operation named ${op}`);
  return definition.gradient;
}
