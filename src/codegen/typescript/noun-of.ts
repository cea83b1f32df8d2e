/** Names for values by what computes them: `product`, `total`, `root`. */
import type { Facts } from "./body.ts";

/** The noun of the operation that makes the value. */
export function nounOf(facts: Facts, id: number): string {
  const { makers, fixed } = facts;
  const step = fixed.get(id) ?? makers.get(id);
  if (step === undefined) return "value";
  const { op, attributes, inputs } = step.operation;
  if (op === "fill") return attributes.value === 0 ? "zeros" : attributes.value === 1 ? "ones" : "filled";
  if (op === "constant" && facts.program.values[id].shape.length === 0) return "number";
  if (op === "cast" && fixed.get(inputs[0])?.operation.op === "dimension") return "size";
  return nouns.get(op) ?? op;
}

const nouns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    matmul: "product",
    conv: "convolved",
    convInputGrad: "spread",
    convFilterGrad: "correlated",
    add: "sum",
    sub: "difference",
    mul: "scaled",
    div: "ratio",
    neg: "negative",
    abs: "size",
    pow: "power",
    sqrt: "root",
    rsqrt: "inverse_root",
    exp: "exponential",
    log: "logarithm",
    sum: "summed",
    any: "found",
    max: "most",
    prod: "product",
    equal: "is_equal",
    less: "is_less",
    lessEqual: "is_at_most",
    and: "condition",
    or: "condition",
    not: "condition",
    isFinite: "is_finite",
    cast: "numbers",
    select: "chosen",
    reshape: "reshaped",
    transpose: "turned",
    concat: "joined",
    slice: "part",
    split: "part",
    pad: "padded",
    reverse: "reversed",
    broadcastTo: "repeated",
    gather: "rows",
    scatterAdd: "gathered",
    argMax: "place_of_most",
    topK: "greatest",
    cumsum: "running_total",
    scan: "rows",
    constant: "table",
    dimension: "size",
    iota: "places",
    randomUniform: "random",
    maxPool: "pooled",
    sumPool: "pooled",
    maxPoolGrad: "unpooled",
    sumPoolGrad: "unpooled",
    square: "squared",
    squaredDifference: "squared_difference",
    divNoNan: "ratio",
    step: "is_positive",
    clip: "clipped",
    stopGradient: "held",
  }),
);
