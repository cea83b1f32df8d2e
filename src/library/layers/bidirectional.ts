/** A recurrent layer run both ways. */
import { add, concat, div, mul, reverse, type Tensor } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { layer } from "../kinds/layer.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { tensor } from "../kinds/tensor.ts";
import { bidirectionalRules } from "../layer-parts/bidirectional-rules.ts";
import { nestedName } from "../layer-parts/nested-name.ts";

export const bidirectional = defineLayer({
  name: "bidirectional",
  keras: "Bidirectional",
  family: "wrapper",
  doc: "Runs a recurrent layer forwards and another of its kind backwards, and joins their outputs: `bidirectional(lstm(64))`. `merge_mode=none` gives both. States follow, those of the forward layer first ([Schuster and Paliwal 1997](https://doi.org/10.1109/78.650093)).",
  parameters: {
    layer: layer("recurrent"),
    merge_mode: nullable(oneOf(["concat", "sum", "mul", "ave"]), "concat"),
    backward_layer: nullable(layer("recurrent")),
    initial_state: nullable(listOf(tensor())),
  },
  masking: "use",
  rules: bidirectionalRules,
  build: ([x], { layer: forward, merge_mode, backward_layer, initial_state }, build) => {
    const name = nestedName(forward);
    const sequences = forward.call.arguments.return_sequences === true;
    const shared = { zero_output_for_mask: sequences };
    const [first, second] = halves(initial_state);
    const there = build.scope(`forward_${name.replace(/^forward_/, "")}`, () =>
      forward.apply([x], build, { overrides: { ...shared, ...first } }),
    );
    const own =
      backward_layer === null ? `backward_${name.replace(/^backward_/, "")}` : nestedName(backward_layer);
    const turned = backward_layer === null ? { go_backwards: true } : {};
    const back = build.scope(own, () =>
      (backward_layer ?? forward).apply([x], build, { overrides: { ...shared, ...second, ...turned } }),
    );
    const [forwards, ...forwardStates] = there.outputs;
    const [backwards, ...backwardStates] = back.outputs;
    const merged = merge(forwards, sequences ? reverse(backwards, [1]) : backwards, merge_mode);
    return { outputs: [...merged, ...forwardStates, ...backwardStates], mask: there.mask };
  },
});

/** The first half of the states is the forward layer's. */
function halves(states: readonly Tensor[] | null): readonly { readonly initial_state?: readonly Tensor[] }[] {
  if (states === null) return [{}, {}];
  const half = Math.ceil(states.length / 2);
  return [{ initial_state: states.slice(0, half) }, { initial_state: states.slice(half) }];
}

function merge(a: Tensor, b: Tensor, mode: "concat" | "sum" | "mul" | "ave" | null): readonly Tensor[] {
  switch (mode) {
    case "concat":
      return [concat([a, b], -1)];
    case "sum":
      return [add(a, b)];
    case "ave":
      return [div(add(a, b), 2)];
    case "mul":
      return [mul(a, b)];
    case null:
      return [a, b];
  }
}
