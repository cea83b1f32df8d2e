/** NN604: a model is not given the column that it is to find. */
import { report } from "../../../diagnostics/define-message.ts";
import { targetAmongInputs } from "../../../diagnostics/messages/target-among-inputs.ts";
import { bindingPlace } from "./binding-place.ts";
import type { DataRule } from "./judge-data.ts";

/** A target that is the whole of an input is one that is to be rebuilt from it, as an autoencoder does. */
export const targetsAreNotInputs: DataRule = ({ model, preparation: { ports } }) =>
  model.targets.flatMap((target) => {
    const sought = ports.find(({ name }) => name === target.name)?.columns ?? [];
    return model.inputs.flatMap((input) => {
      const given = ports.find(({ name }) => name === input.name)?.columns ?? [];
      const shared = sought.filter((column) => given.includes(column));
      const rebuilt = given.length > 1 && shared.length === given.length;
      if (shared.length === 0 || rebuilt) return [];
      const holes = { columns: shared, target: target.name, input: input.name };
      return [report(targetAmongInputs, bindingPlace(model, input), holes)];
    });
  });
