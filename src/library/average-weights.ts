/** Keeps the moving averages of weights (`use_ema`), and puts them in the weights' place where that is wanted now and then. */
import { add, cast, equal, mod, mul, notEqual, select, sub, type Tensor } from "../tensor/index.ts";
import type { OptimizerRun } from "./apply-optimizer.ts";
import { AVERAGE } from "./slot-table.ts";

/** The weights by path after this step; their averages go into the run's slots. The first average is the weight itself. */
export function averageWeights(run: OptimizerRun, weights: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const { use_ema, ema_momentum, ema_overwrite_frequency: every } = run.shared;
  if (!use_ema) return new Map(weights);
  const momentum = mul(cast(notEqual(run.updates, 0), "f32"), ema_momentum);
  const overwrite = every === null ? undefined : equal(mod(add(run.updates, 1), every), 0);
  const after = [...weights].map(([path, weight]): [string, Tensor] => {
    const name = run.slotName(AVERAGE, path);
    const average = add(mul(run.slots.get(name)!, momentum), mul(weight, sub(1, momentum)));
    run.nextSlots.set(name, average);
    return [path, overwrite === undefined ? weight : select(overwrite, average, weight)];
  });
  return new Map(after);
}
