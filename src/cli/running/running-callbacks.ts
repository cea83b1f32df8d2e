/** The callbacks of a model's `train` block, ready to run. */
import type { Model } from "../../checker/model.ts";
import type { Callback, RunningCallback } from "../../library/define-callback.ts";
import type { Library } from "../../library/library.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";

export function runningCallbacks({ train }: Model, library: Library): RunningCallback[] {
  return train.callbacks.map((call) => {
    const { entry, values } = realizeWithoutFlow<Callback>("callbacks", call, library);
    return entry.start(values as never);
  });
}
