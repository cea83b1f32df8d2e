/** The weights of a trace as state of a program, in the order of the model. */
import type { Model } from "../checker/model.ts";
import type { Trace } from "../library/trace.ts";
import type { StateSlot, Tensor } from "../tensor/index.ts";

/** Each weight goes on as `next` says, or else as the layers left it. */
export function weightSlots(
  model: Model,
  { weights }: Trace,
  next: ReadonlyMap<string, Tensor> = new Map(),
): readonly StateSlot[] {
  return model.weights.map(({ path }) => {
    const traced = weights.get(path);
    if (traced === undefined) throw new Error(`no layer made the weight ${path}`);
    return { name: path, input: traced.tensor.id, output: (next.get(path) ?? traced.next).id };
  });
}
