/**
 * Runs a recurrent cell along time, as Keras does: a masked step keeps the states (and gives the last output again, or zeros),
 * and a run backwards gives its outputs in the order in which it made them.
 */
import {
  type Dim,
  expandDims,
  fill,
  reverse,
  ShapeProblem,
  scan,
  select,
  showShape,
  slice,
  subtractDims,
  type Tensor,
  transpose,
} from "../../tensor/index.ts";
import type { Build, LayerResult } from "../define-layer.ts";
import type { Penalty } from "../kinds/activity-regularizer.ts";
import { addPenalty } from "./add-penalty.ts";

export interface RecurrentValues {
  readonly units: number;
  readonly return_sequences: boolean;
  readonly return_state: boolean;
  readonly go_backwards: boolean;
  readonly zero_output_for_mask: boolean;
  readonly initial_state: readonly Tensor[] | null;
  /** Gives a backward run's outputs in the order of time all the same: what bidirectional asks of its second layer. */
  readonly in_time_order?: boolean;
  readonly activity_regularizer: Penalty | null;
}

interface Recurrence {
  /** What the cell reads at each step, time first: [time, batch, …]. */
  readonly steps: Tensor;
  readonly states: readonly Tensor[];
  /** The next states; the first of them is the output. */
  readonly cell: (step: Tensor, states: readonly Tensor[]) => readonly Tensor[];
}

/** Outputs [batch, units] or [batch, time, units], then the last states where they are asked for. */
export function scanTime(
  layer: string,
  { steps, states, cell }: Recurrence,
  values: RecurrentValues,
  build: Build,
): LayerResult {
  const { return_sequences, return_state, go_backwards, zero_output_for_mask } = values;
  const mask = timeMask(layer, build);
  const xs = mask === undefined ? [steps] : [steps, expandDims(transpose(mask, [1, 0]), 2)];
  const { carry, ys } = scan(
    states,
    xs,
    steps.shape[0],
    (before, [step, counts]) => {
      const after = cell(step, before);
      const kept = counts === undefined ? after : after.map((state, i) => select(counts, state, before[i]));
      const output = counts !== undefined && zero_output_for_mask ? select(counts, after[0], 0) : kept[0];
      return { carry: kept, ys: return_sequences ? [output] : [] };
    },
    { reverse: go_backwards },
  );
  const turned = go_backwards && values.in_time_order !== true;
  const output = return_sequences
    ? transpose(turned ? reverse(ys[0], [0]) : ys[0], [1, 0, 2])
    : lastOutput(carry[0], mask, values);
  const outputs = return_state ? [output, ...carry] : [output];
  for (const output of outputs) addPenalty(build, output, values.activity_regularizer);
  return { outputs, mask: return_sequences ? mask : undefined };
}

/** What the last step gives: where it is masked, zeros when they are asked for, else the state that has been kept. */
function lastOutput(state: Tensor, mask: Tensor | undefined, values: RecurrentValues): Tensor {
  if (mask === undefined || !values.zero_output_for_mask) return state;
  const [batch, time] = mask.shape;
  const last = values.go_backwards ? 0 : subtractDims(time, 1);
  return select(slice(mask, [0, last], [batch, 1]), state, 0);
}

/** The states at the beginning: the given ones, or zeros. Throws ShapeProblem when their number is not the layer's. */
export function initialStates(
  layer: string,
  x: Tensor,
  values: RecurrentValues,
  count: number,
): readonly Tensor[] {
  const shape: readonly Dim[] = [x.shape[0], values.units];
  if (values.initial_state === null) return Array.from({ length: count }, () => fill(x, 0, shape));
  const given = values.initial_state;
  const wrong = given.find((state) => showShape(state.shape) !== showShape(shape));
  if (given.length === count && wrong === undefined) return given;
  throw new ShapeProblem({
    kind: "mismatch",
    found: `\`${layer}\` gets initial_state with ${given.map((state) => showShape(state.shape)).join(", ")}.`,
    expected: `It needs ${count === 1 ? "one state" : `${count} states`} of shape ${showShape(shape)}.`,
  });
}

function timeMask(layer: string, build: Build): Tensor | undefined {
  const [mask] = build.masks;
  if (mask === undefined || mask.shape.length === 2) return mask;
  throw new ShapeProblem({
    kind: "rank",
    found: `\`${layer}\` gets a mask of shape ${showShape(mask.shape)}.`,
    expected: "A mask over time has the shape [batch, time].",
  });
}
