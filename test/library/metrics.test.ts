/** What `accuracy` means, how values are named in logs, and what metrics refuse. */
import { expect, it } from "vitest";
import { combineWeights } from "../../src/library/combine-weights.ts";
import type { Metric } from "../../src/library/define-metric.ts";
import { library } from "../../src/library/index.ts";
import { metricLabel } from "../../src/library/metric-label.ts";
import { readMetric } from "../../src/library/read-metric.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { resolveAccuracy } from "../../src/library/resolve-accuracy.ts";
import { type Dim, type NumberArray, symbol } from "../../src/tensor/index.ts";
import { compute, filled } from "./compute.ts";
import { callOf, tryCall } from "./read-call.ts";

const batch = symbol("batch");

it.each<[string, Dim[], Dim[], string | undefined]>([
  ["accuracy", [batch, 1], [batch, 1], "binary_accuracy"],
  ["acc", [batch], [batch, 1], "binary_accuracy"],
  ["Accuracy", [batch], [batch, 10], "sparse_categorical_accuracy"],
  ["ACC", [batch, 1], [batch, 10], "sparse_categorical_accuracy"],
  ["accuracy", [batch, 10], [batch, 10], "categorical_accuracy"],
  ["accuracy", [batch, 28, 28], [batch, 28, 28, 3], "sparse_categorical_accuracy"],
  ["crossentropy", [batch], [batch, 10], "sparse_categorical_crossentropy"],
  ["ce", [batch, 1], [batch, 1], "binary_crossentropy"],
  ["CE", [batch, 4], [batch, 4], "categorical_crossentropy"],
  ["auc", [batch, 1], [batch, 1], undefined],
  ["constructor", [batch, 1], [batch, 1], undefined],
])("%s of truth %j and output %j", (word, truth, prediction, expected) => {
  expect(resolveAccuracy(word, truth, prediction)).toBe(expected);
  if (expected !== undefined) expect(library.metrics.find(expected)).toBeDefined();
});

it("several values have a name each, one has the label", () => {
  const state = ["true_positives", "false_positives"];
  const read = (call: string, shape: readonly number[]) => {
    const names: string[] = [];
    const values = compute(
      (...tensors) => {
        const given = Object.fromEntries(state.map((name, i) => [name, tensors[i]]));
        const readings = readMetric("p", callOf("metrics", call), given, library);
        names.push(...readings.map(({ name }) => name));
        return readings.map(({ value }) => value);
      },
      state.map(() => filled(shape, 1)),
    );
    return names.map((name, i) => [name, values[i].shape, [...values[i].data]]);
  };
  expect(read("precision", [1])).toEqual([["p", [], [0.5]]]);
  expect(read("precision(thresholds=[0.2, 0.7])", [2])).toEqual([
    ["p_0", [], [0.5]],
    ["p_1", [], [0.5]],
  ]);
});

it("`name` is what a metric is called in logs", () => {
  expect(metricLabel("auc", callOf("metrics", "auc"))).toBe("auc");
  expect(metricLabel("auc", callOf("metrics", 'auc(curve=PR, name="pr")'))).toBe("pr");
  expect(metricLabel("mse", callOf("metrics", "mse(name=error)"))).toBe("error");
});

it("a mask leaves positions out, and sample weights reach all positions of a sample", () => {
  const mask: NumberArray = { dtype: "bool", shape: [2, 3], data: Uint8Array.of(1, 1, 0, 1, 0, 0) };
  const weight: NumberArray = { dtype: "f32", shape: [2], data: Float32Array.of(2, 5) };
  const [alone, both] = compute(
    (m, w) => [combineWeights(undefined, m)!, combineWeights(w, m)!],
    [mask, weight],
  );
  expect([...alone.data]).toEqual([1, 1, 0, 1, 0, 0]);
  expect([...both.data]).toEqual([2, 2, 0, 5, 0, 0]);
  expect(combineWeights(undefined, undefined)).toBeUndefined();
});

it.each(["r2_score", "f1_score", "auc(multi_label=true)"])("%s wants rows of values", (call) => {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", callOf("metrics", call), library);
  expect(() => entry.accumulators(values, [batch, 28, 28, 3])).toThrow(/rows? of values|one row/);
  expect(entry.accumulators(values, [batch, 3]).length).toBeGreaterThan(0);
});

it.each([
  ["auc(num_labels=3)", "num_labels is given without multi_label"],
  ["auc(multi_label=true, num_labels=3, label_weights=[1, 2])", "there are 3 labels and 2 label_weights"],
  [
    "io_u(num_classes=2, target_class_ids=[0, 2])",
    "there is a class 2 among the targets, but there are 2 classes",
  ],
])("%s is refused", (call, found) => {
  expect(tryCall("metrics", call)).toMatchObject({ problems: [{ problem: "rule", found }] });
});

it("before the first sample a metric is 0, not NaN", () => {
  for (const entry of library.metrics.entries) {
    if (["r2_score", "io_u", "one_hot_io_u", "mean_io_u", "one_hot_mean_io_u"].includes(entry.name)) continue;
    const required = Object.keys(entry.parameters).filter(
      (name) => entry.parameters[name].default === undefined,
    );
    const call = callOf("metrics", required.length === 0 ? entry.name : `${entry.name}(${required[0]}=0.5)`);
    const { values } = realizeWithoutFlow<Metric>("metrics", call, library);
    const accumulators = entry.accumulators(values, [batch, 2]);
    const [result] = compute(
      (...tensors) => [
        entry.result(Object.fromEntries(accumulators.map(({ name }, i) => [name, tensors[i]])), values),
      ],
      accumulators.map(({ shape }) => filled(shape, 0)),
    );
    expect(
      [...result.data].every((x) => x === 0),
      entry.name,
    ).toBe(true);
  }
});

it("top-k metrics take k first and then the name, as in Keras; the others take the name first", () => {
  const first = (name: string) => Object.keys(library.metrics.find(name)?.parameters ?? {})[0];
  expect(first("top_k_categorical_accuracy")).toBe("k");
  expect(first("sparse_top_k_categorical_accuracy")).toBe("k");
  expect(first("binary_accuracy")).toBe("name");
});
