/** A learned vector for each place of a sequence. */
import {
  broadcastTo,
  gather,
  iota,
  ShapeProblem,
  showShape,
  slice,
  type Tensor,
} from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { initializer } from "../kinds/initializer.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";

export const positionEmbedding = defineLayer({
  name: "position_embedding",
  keras: "PositionEmbedding",
  family: "core",
  doc: "A learned vector for each place of a sequence, to be added to it: `[time, features]` gives `[time, features]`, whatever its values, with time at most `sequence_length` (KerasHub's [PositionEmbedding](https://keras.io/keras_hub/api/modeling_layers/position_embedding/)).",
  scene: "words",
  example:
    "tokens    = words -> embedding(10_000, 64)\npositions = tokens -> position_embedding(50)\n(tokens, positions) -> add",
  parameters: { sequence_length: positiveInt(), initializer: initializer("glorot_uniform") },
  masking: "pass",
  build: ([x], { sequence_length, initializer: begins }, build) => {
    expectRank("position_embedding", x, sequenceAxes, { orMore: true });
    const features = x.shape[x.shape.length - 1];
    const table = build.weight("embeddings", [sequence_length, features], begins);
    return broadcastTo(firstRows(table, x, sequence_length), x.shape);
  },
});

/** As many rows as the sequence has steps; where only the data tells how many, a look-up refuses what is too long. */
function firstRows(table: Tensor, x: Tensor, most: number): Tensor {
  const steps = x.shape[x.shape.length - 2];
  if (typeof steps !== "number") return gather(table, iota(table, [steps], 0), 0);
  if (steps <= most) return steps === most ? table : slice(table, [0, 0], [steps, table.shape[1]]);
  throw new ShapeProblem({
    kind: "value",
    found: `\`position_embedding\` knows ${most} places, but its input ${showShape(x.shape.slice(1))} has ${steps} steps.`,
    expected: "sequence_length must be at least the number of steps.",
    types: [x],
    input: 0,
    axis: x.shape.length - 2,
  });
}
