/**
 * The last pass before TensorFlow.js: what a backend lacks, has wrong or has slow is written in what it does well. Symbolic dims stay
 * symbolic. Nothing may simplify the program afterwards, since that would undo it.
 */
import { findComposite } from "../../../tensor/find-definition.ts";
import { type Program, type Rule, rewrite, withoutDeadCode } from "../../../tensor/index.ts";
import type { BackendName } from "../backends/backend.ts";
import { toCall } from "../to-call.ts";

/** The program as the backend is to run it; what it computes stays the same. */
export function legalize(program: Program, backend: BackendName): Program {
  const expand: Rule = (operation, { inputs, types }) => {
    const composite = findComposite(operation.op);
    if (composite === undefined) return undefined;
    const values = [...inputs, ...types];
    const call = toCall(
      { ...operation, inputs: inputs.map((_, i) => i), outputs: types.map((_, i) => inputs.length + i) },
      values,
      backend,
    );
    return call === undefined ? composite.expand(inputs, operation.attributes) : undefined;
  };
  return withoutDeadCode(rewrite(program, () => ({ rule: expand })));
}
