/** A recurrent layer run both ways. */
import { add, concat, div, mul, reverse, type Tensor } from "../../tensor/index.ts";
import { defineLayer, type LayerCall } from "../define-layer.ts";
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
  doc: "Runs a recurrent layer forwards and another of its kind backwards, and joins their outputs: `bidirectional(lstm(32))` makes `[64]` of `[time, features]`. `merge_mode=none` gives both. States follow, those of the forward layer first ([Schuster and Paliwal 1997](https://doi.org/10.1109/78.650093)).",
  scene: "series",
  example: "bidirectional(lstm(32))",
  parameters: {
    layer: layer("recurrent"),
    merge_mode: nullable(oneOf(["concat", "sum", "mul", "ave"]), "concat"),
    backward_layer: nullable(layer("recurrent")),
    initial_state: nullable(listOf(tensor())),
  },
  masking: "use",
  rules: bidirectionalRules,
  build: ([x], { layer: forward, merge_mode, backward_layer, initial_state }, build) => {
    const sequences = forward.call.arguments.return_sequences === true;
    const backward = backward_layer ?? forward;
    const goesBackwards = backward_layer === null || backward.call.arguments.go_backwards === true;
    const [first, second] = halves(initial_state);
    const [forwardName, backwardName] = namesOf(forward, backward_layer);
    const run = (call: LayerCall, name: string, overrides: { readonly [parameter: string]: unknown }) =>
      build.scope(name, () =>
        call.apply([x], build, { overrides: { zero_output_for_mask: sequences, ...overrides } }),
      );
    const there = run(forward, forwardName, first);
    const turned = { go_backwards: goesBackwards, in_time_order: goesBackwards };
    const back = run(backward, backwardName, { ...second, ...turned });
    const [forwards, ...forwardStates] = there.outputs;
    const [backwards, ...backwardStates] = back.outputs;
    const merged = merge(
      forwards,
      sequences && !goesBackwards ? reverse(backwards, [1]) : backwards,
      merge_mode,
    );
    return { outputs: [...merged, ...forwardStates, ...backwardStates], mask: there.mask };
  },
});

/** Keras's names: a layer of its own keeps the one it has. */
function namesOf(forward: LayerCall, backward: LayerCall | null): readonly [string, string] {
  const name = nestedName(forward);
  const own = backward === null ? `backward_${name.replace(/^backward_/, "")}` : nestedName(backward);
  return [`forward_${name.replace(/^forward_/, "")}`, own];
}

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
