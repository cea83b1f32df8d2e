/**
 * The last pass before TensorFlow.js: what a backend lacks, has wrong or has slow is written in what it does well. Symbolic dims stay
 * symbolic. Nothing may simplify the program afterwards, since that would undo it.
 */
import { composites } from "../../../tensor/composites/index.ts";
import { legalize as legalizeBy, type Program, type Rule, rewrite } from "../../../tensor/index.ts";
import type { BackendName } from "../backends/backend.ts";
import { toCall } from "../to-call.ts";
import { broadcastInFewAxes } from "./broadcast-in-few-axes.ts";
import { convolve } from "./convolve.ts";
import { convolveBack } from "./convolve-back.ts";
import { filterGradient } from "./filter-gradient.ts";
import { multiplyMatrices } from "./multiply-matrices.ts";
import { partRightOperands } from "./part-right-operands.ts";
import { poolMaxima } from "./pool-maxima.ts";
import { selectAlike } from "./select-alike.ts";
import { testForZero } from "./test-for-zero.ts";

/** The program as the backend is to run it; what it computes stays the same. */
export function legalize(program: Program, backend: BackendName): Program {
  const legal = legalizeBy(program, { ...expansions(backend), ...rulesFor(backend) });
  return backend === "wasm" ? rewrite(legal, partRightOperands) : legal;
}

function rulesFor(backend: BackendName): Readonly<Record<string, Rule>> {
  const elementwise = [
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "maximum",
    "minimum",
    "mod",
    "equal",
    "less",
    "lessEqual",
  ];
  const logical = ["and", "or"];
  return {
    ...Object.fromEntries([...elementwise, ...logical].map((op) => [op, broadcastInFewAxes])),
    select: selectAlike(backend),
    matmul: multiplyMatrices(backend),
    conv: convolve(backend),
    convInputGrad: convolveBack(backend),
    convFilterGrad: filterGradient(backend),
    maxPool: poolMaxima,
    ...(backend === "wasm" ? { cast: testForZero } : {}),
  };
}

/** A composite is written out where the table has no call for it, or none for its attributes. */
function expansions(backend: BackendName): Readonly<Record<string, Rule>> {
  const expand = (name: keyof typeof composites): Rule => {
    const { expand } = composites[name];
    return (operation, { inputs, types }) => {
      const places = { inputs: inputs.map((_, i) => i), outputs: types.map((_, i) => inputs.length + i) };
      const call = toCall({ ...operation, ...places }, [...inputs, ...types], backend);
      return call === undefined ? expand(inputs, operation.attributes as never) : undefined;
    };
  };
  return Object.fromEntries(
    Object.keys(composites).map((name) => [name, expand(name as keyof typeof composites)]),
  );
}
