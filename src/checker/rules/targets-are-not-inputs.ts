/** NN604: no input reads its target, as far as the columns that are named tell. What ranges hold is seen when the file is read. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { DataBinding } from "../model.ts";
import type { Rule } from "../rule-context.ts";

export const targetsAreNotInputs: Rule = ({ data, inputs, targets }) => {
  const bindingsOf = (ports: readonly { readonly name: string }[]) =>
    (data?.bindings ?? []).filter((binding) => ports.some(({ name }) => name === binding.name));
  return bindingsOf(targets).flatMap((target) =>
    bindingsOf(inputs).flatMap((input) => {
      const columns = sharedColumns(input, target);
      if (columns.length === 0) return [];
      const holes = { columns, target: target.name, input: input.name };
      return [report(messages.targetAmongInputs, input.span, holes)];
    }),
  );
};

/** None where the target may be the whole of the input, which an autoencoder rebuilds. */
function sharedColumns(input: DataBinding, target: DataBinding): readonly string[] {
  if (target.columns.some(({ first, last }) => first !== last)) return [];
  const sought = new Set(target.columns.map(({ first }) => first));
  // A range holds its ends for sure.
  const given = [...new Set(input.columns.flatMap(({ first, last }) => [first, last]))];
  const shared = given.filter((column) => sought.has(column));
  return given.length > 1 && shared.length === given.length ? [] : shared;
}
