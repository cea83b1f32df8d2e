/** A program with numbers for its symbolic dims. */
import type { Dim } from "./dim.ts";
import { bindDim, showDim } from "./dim-arithmetic.ts";
import { mapAttributes } from "./map-attributes.ts";
import type { Program } from "./program.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { Type } from "./type.ts";

/** What symbols stand for: by name, as a map or as a plain object. */
export type Bindings = ReadonlyMap<string, number> | Readonly<Record<string, number>>;

/**
 * The program with the named symbols replaced everywhere, loop bodies included; symbols without a number stay.
 * Throws ShapeProblem ("window") where a size comes out below 1.
 */
export function bind(program: Program, bindings: Bindings): Program {
  const known = bindings instanceof Map ? bindings : new Map(Object.entries(bindings));
  return known.size === 0 ? program : bindProgram(program, known);
}

function bindProgram(program: Program, bindings: ReadonlyMap<string, number>): Program {
  const replacements = {
    dim: (dim: Dim) => bindDim(dim, bindings),
    body: (body: Program) => bindProgram(body, bindings),
  };
  return {
    ...program,
    values: program.values.map((type) => bindType(type, bindings)),
    operations: program.operations.map((operation) => ({
      ...operation,
      attributes: mapAttributes(operation.attributes, replacements),
    })),
  };
}

function bindType(type: Type, bindings: ReadonlyMap<string, number>): Type {
  if (type.shape.every((dim) => typeof dim === "number")) return type;
  return { dtype: type.dtype, shape: type.shape.map((dim) => bindSize(dim, bindings)) };
}

function bindSize(dim: Dim, bindings: ReadonlyMap<string, number>): Dim {
  const bound = bindDim(dim, bindings);
  if (typeof bound !== "number" || bound > 0 || typeof dim === "number") return bound;
  const given = [...bindings].map(([name, value]) => `${name} = ${value}`).join(", ");
  throw new ShapeProblem({
    kind: "window",
    found: `With ${given} the size ${showDim(dim)} comes out as ${bound}.`,
    expected: "It must be at least 1.",
    help: "Give the model a larger input.",
  });
}
