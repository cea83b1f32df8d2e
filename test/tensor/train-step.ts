/** A training step as lowering makes it: forward, loss, backward, Adam's update, over named state. */
import {
  add,
  addInput,
  cast,
  createGraph,
  type Dim,
  div,
  dot,
  gradients,
  log,
  mean,
  mul,
  neg,
  type Phase,
  type Program,
  pow,
  relu,
  type StateSlot,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  symbol,
  type Tensor,
  toProgram,
  withOrigin,
} from "../../src/tensor/index.ts";

interface Slot {
  readonly name: string;
  readonly before: Tensor;
  after?: Tensor;
}

/** Dense layers of the given widths with softmax and cross-entropy, trained by Adam; batch is symbolic. */
export function mlpTrainStep(features: number, widths: readonly number[]): Program {
  const graph = createGraph("trainStep");
  const batch = symbol("batch");
  const input = (shape: readonly Dim[], dtype: "f32" | "i32" = "f32") => addInput(graph, { dtype, shape });
  const x = input([batch, features]);
  const target = input([batch, widths[widths.length - 1]]);
  const step = input([], "i32");
  const slots: Slot[] = [];
  const state = (name: string, shape: readonly Dim[]) => {
    const slot: Slot = { name, before: input(shape) };
    slots.push(slot);
    return slot;
  };
  const weights: Slot[] = [];
  const y = widths.reduce((value, units, i) => {
    const layer = i === 0 ? "dense" : `dense_${i}`;
    return withOrigin(graph, { phase: "forward", layer, type: "dense" }, () => {
      const kernel = state(`${layer}/kernel`, [value.shape[1], units]);
      const bias = state(`${layer}/bias`, [units]);
      weights.push(kernel, bias);
      const z = add(dot(value, kernel.before), bias.before);
      return i === widths.length - 1 ? softmax(z) : relu(z);
    });
  }, x);
  const within = <R>(phase: Phase, trace: () => R) => withOrigin(graph, { phase }, trace);
  const loss = within("loss", () => crossEntropy(target, y));
  within("update", () => adam(weights, loss, step, state));
  const inputs = [
    { name: "inputs/x", value: x.id },
    { name: "targets/y", value: target.id },
    { name: "step", value: step.id, host: true as const },
  ];
  return toProgram(graph, {
    inputs,
    outputs: [{ name: "loss", value: loss.id }],
    state: slots.map(asStateSlot),
  });
}

function crossEntropy(target: Tensor, y: Tensor): Tensor {
  return neg(mean(sum(mul(target, log(add(y, 1e-7))), [-1])));
}

function adam(
  weights: readonly Slot[],
  loss: Tensor,
  step: Tensor,
  state: (name: string, shape: readonly Dim[]) => Slot,
): void {
  const slopes = gradients(
    loss,
    weights.map(({ before }) => before),
  );
  const time = cast(add(step, 1), "f32");
  const rate = div(mul(0.001, sqrt(sub(1, pow(0.999, time)))), sub(1, pow(0.9, time)));
  for (const [i, weight] of weights.entries()) {
    const first = state(`optimizer/${weight.name}_momentum`, weight.before.shape);
    const second = state(`optimizer/${weight.name}_velocity`, weight.before.shape);
    first.after = add(first.before, mul(sub(slopes[i], first.before), 1 - 0.9));
    second.after = add(second.before, mul(sub(square(slopes[i]), second.before), 1 - 0.999));
    weight.after = sub(weight.before, div(mul(first.after, rate), add(sqrt(second.after), 1e-7)));
  }
}

function asStateSlot({ name, before, after }: Slot): StateSlot {
  return { name, input: before.id, output: (after ?? before).id };
}
