/** A layer applied to every step of a sequence. */
import { multiplyDims, reshape, type Tensor } from "../../tensor/index.ts";
import { isCall } from "../complete-call.ts";
import { defineLayer } from "../define-layer.ts";
import { layer } from "../kinds/layer.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { nestedName } from "../layer-parts/nested-name.ts";

export const timeDistributed = defineLayer({
  name: "time_distributed",
  keras: "TimeDistributed",
  family: "wrapper",
  doc: "Applies a layer to each step of a sequence, with the same weights: what it makes of `[…]` it makes of each step of `[time, …]`. All steps of a batch go through it together, so `batch_normalization` inside takes its statistics over both.",
  scene: "video",
  example: "time_distributed(conv2d(8, 3, activation=relu))",
  parameters: { layer: layer() },
  reads: "any",
  masking: "pass",
  lastActivation: ({ layer: call }, library) =>
    isCall(call) ? library.layers.find(call.name)?.lastActivation?.(call.arguments, library) : undefined,
  build: ([x], { layer: inner }, build) => {
    expectRank("time_distributed", x, ["time", "…"], { orMore: true });
    const [batch, time] = x.shape;
    const together = (value: Tensor) => reshape(value, [multiplyDims(batch, time), ...value.shape.slice(2)]);
    const masks = build.masks.map((mask) =>
      mask !== undefined && mask.shape.length > 2 ? together(mask) : undefined,
    );
    const { outputs } = build.scope(nestedName(inner), () => inner.apply([together(x)], build, { masks }));
    return outputs.map((y) => reshape(y, [batch, time, ...y.shape.slice(1)]));
  },
});
