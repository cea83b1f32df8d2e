/** Numbers of another Keras version, taken down before any of this was written: positional arguments, short names, extremes. */
import { it } from "vitest";
import { computeLoss } from "../../src/library/compute-loss.ts";
import type { Metric } from "../../src/library/define-metric.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { compute, filled } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested } from "./golden-files.ts";
import { ratesOf } from "./rates-of.ts";
import { runOptimizer, type Updates } from "./run-optimizer.ts";

interface Pinned {
  readonly optimizers: readonly (Updates & {
    readonly cases: readonly { readonly call: string; readonly after: readonly (readonly Nested[])[] }[];
  })[];
  readonly schedules: {
    readonly steps: readonly number[];
    readonly cases: readonly { readonly call: string; readonly rates: readonly number[] }[];
  };
  readonly losses: readonly (Comparison & { readonly sample_weight?: Nested; readonly loss: number })[];
  readonly metrics: readonly (Comparison & { readonly weight?: Nested; readonly result: number })[];
}

interface Comparison {
  readonly call: string;
  readonly dtype: "f32" | "i32";
  readonly truth: Nested;
  readonly prediction: Nested;
}

const [pinned] = goldenFiles<Pinned>("pinned");

for (const { cases, ...updates } of pinned.optimizers) {
  for (const { call, after } of cases) {
    it(`${call} of ${JSON.stringify(updates.weights)}`, () => {
      for (const [step, [weight]] of runOptimizer(call, updates).after.entries()) {
        expectClose(weight.data, after[step][0], `after step ${step + 1}`);
      }
    });
  }
}

for (const { call, rates } of pinned.schedules.cases) {
  it(call, () => expectClose(ratesOf(call, pinned.schedules.steps), rates, call));
}

for (const { call, dtype, truth, prediction, sample_weight, loss } of pinned.losses) {
  it(`${call} of ${JSON.stringify(prediction)}${sample_weight === undefined ? "" : ", weighted"}`, () => {
    const weights = sample_weight === undefined ? [] : [arrayOf(sample_weight)];
    const [found] = compute(
      (y, p, sampleWeight) => [
        computeLoss({ loss: callOf("losses", call), library, truth: y, prediction: p, sampleWeight }),
      ],
      [arrayOf(truth, dtype), arrayOf(prediction), ...weights],
    );
    expectClose(found.data, loss, call);
  });
}

for (const { call, truth, prediction, weight, result } of pinned.metrics) {
  it(`${call}${weight === undefined ? "" : ", weighted"}`, () => {
    const { entry, values } = realizeWithoutFlow<Metric>("metrics", callOf("metrics", call), library);
    const accumulators = entry.accumulators(values, arrayOf(prediction).shape);
    const weights = weight === undefined ? [] : [arrayOf(weight)];
    const [found] = compute(
      (...tensors) => {
        const [y, p, w] = tensors.slice(accumulators.length);
        const state = Object.fromEntries(accumulators.map(({ name }, i) => [name, tensors[i]]));
        return [entry.result(entry.update({ values, state, truth: y, prediction: p, weight: w }), values)];
      },
      [...accumulators.map(({ shape }) => filled(shape, 0)), arrayOf(truth), arrayOf(prediction), ...weights],
    );
    expectClose(found.data, result, call);
  });
}
