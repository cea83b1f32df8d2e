/** What layers make of shapes, weights, masks and randomness, beyond what Keras's numbers hold. */
import { expect, it } from "vitest";
import type { Layer } from "../../src/library/define-layer.ts";
import { fansOf } from "../../src/library/fans-of.ts";
import { kerasName, library } from "../../src/library/index.ts";
import { meanAndVarianceOf } from "../../src/library/layer-parts/mean-and-variance-of.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import {
  evaluate,
  type NumberArray,
  ShapeProblem,
  showShape,
  symbol,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";
import { type Applied, applyText, newInput, newTrace } from "./apply-text.ts";
import { layerCallOf } from "./read-call.ts";

const time = symbol("time");
const width = symbol("width");

it.each([
  ["dense(3)", [time, 4], "[batch, time, 3]"],
  ["conv1d(3, 3, 2, same)", [time, 4], "[batch, floor((time + 1) / 2), 3]"],
  ["conv1d(3, 3, padding=causal)", [time, 4], "[batch, time, 3]"],
  ["conv2d(3, 3)", [width, 9, 2], "[batch, width - 2, 7, 3]"],
  ["conv2d_transpose(3, 3, 2, same)", [width, 5, 2], "[batch, 2 * width, 10, 3]"],
  ["conv2d_transpose(3, 3, 2)", [width, 5, 2], "[batch, 2 * width + 1, 11, 3]"],
  ["average_pooling2d(2, padding=same)", [width, 5, 2], "[batch, floor((width + 1) / 2), 3, 2]"],
  ["up_sampling2d(2)", [width, 5, 2], "[batch, 2 * width, 10, 2]"],
  ["up_sampling2d(2, interpolation=bilinear)", [width, 5, 2], "[batch, 2 * width, 10, 2]"],
  ["lstm(3)", [time, 4], "[batch, 3]"],
  ["bidirectional(gru(3, return_sequences=true))", [time, 4], "[batch, time, 6]"],
  ["time_distributed(conv2d(2, 3))", [time, 5, 5, 1], "[batch, time, 3, 3, 2]"],
  ["multi_head_attention(2, 3, use_causal_mask=true)", [time, 4], "[batch, time, 4]"],
  ["position_embedding(9)", [time, 4], "[batch, time, 4]"],
  ["global_average_pooling1d", [time, 4], "[batch, 4]"],
  ["flatten", [time, 4], "[batch, 4 * time]"],
  ["reshape([time, 2, 2])", [time, 4], "[batch, time, 2, 2]"],
  ["reshape([-1, 2])", [time, 4], "[batch, 2 * time, 2]"],
  ["batch_normalization", [time, 4], "[batch, time, 4]"],
  ["glu", [time, 4], "[batch, time, 2]"],
])("%s of %j gives %s, whatever the sizes that only the data tells", (text, shape, expected) => {
  expect(showShape(applyText(text, [shape]).outputs[0].shape)).toBe(expected);
});

const MISTAKES: [string, readonly (readonly number[])[]][] = [
  ["conv2d(3, 3)", [[784]]],
  ["conv2d(3, 3)", [[28, 28]]],
  ["conv2d(3, 9)", [[5, 5, 1]]],
  ["conv2d(4, 3, groups=2)", [[5, 5, 3]]],
  ["max_pooling2d(3)", [[2, 2, 1]]],
  ["lstm(3)", [[4]]],
  ["global_average_pooling2d", [[4]]],
  ["dense(3)", [[]]],
  ["reshape([28, 14])", [[28, 28, 1]]],
  ["reshape([-1, 3])", [[4]]],
  [
    "add",
    [
      [14, 14, 64],
      [14, 14, 32],
    ],
  ],
  [
    "multiply",
    [
      [3, 4],
      [5, 4],
    ],
  ],
  [
    "concatenate",
    [
      [3, 4],
      [5, 4],
    ],
  ],
  ["concatenate", [[3, 4], [4]]],
  [
    "concatenate(axis=4)",
    [
      [3, 4],
      [3, 4],
    ],
  ],
  ["layer_normalization(axis=5)", [[4]]],
  ["glu", [[3]]],
  ["position_embedding(4)", [[5, 2]]],
  ["multi_head_attention(2, 3)", [[5, 4], [5]]],
  [
    "multi_head_attention(2, 3)",
    [
      [5, 4],
      [5, 4],
      [6, 4],
    ],
  ],
  [
    "multi_head_attention(2, 3, attention_axes=3)",
    [
      [5, 4],
      [5, 4],
    ],
  ],
  [
    "multi_head_attention(2, 3, attention_axes=[1, 2], use_causal_mask=true)",
    [
      [5, 3, 4],
      [5, 3, 4],
    ],
  ],
  ["time_distributed(dense(3))", [[4]]],
  ["dropout(0.5, noise_shape=[none, 2])", [[3]]],
  ["normalization(mean=[1, 2], variance=[3, 4])", [[3]]],
  ["embedding(10, 3)", [[4]]],
  ["dense(100000)", [[100000]]],
];

it("says what does not fit in words that people can use", () => {
  const said = MISTAKES.map(
    ([text, shapes]) => `${shapes.map(showShape).join(" ")} -> ${text}\n${problemOf(text, shapes)}\n`,
  );
  expect(said.join("\n")).toMatchFileSnapshot("golden/shape-mistakes.txt");
});

function problemOf(text: string, shapes: readonly (readonly number[])[]): string {
  try {
    applyText(text, shapes);
  } catch (error) {
    if (error instanceof ShapeProblem) return `${error.details.kind}: ${error.message}`;
    throw error;
  }
  throw new Error(`${text} fits`);
}

it("refuses a weight whose size only the data tells", () => {
  const trace = newTrace();
  const [flat] = applyText("flatten", [[time, 4]], { trace }).outputs;
  expect(() => applyText("dense(3)", [flat], { trace })).toThrow(/4 \* time is not a number/);
});

it("gives one set of weights to a layer that is used twice, and refuses another size", () => {
  const trace = newTrace();
  applyText("dense(3)", [[4]], { trace });
  applyText("dense(3)", [[4]], { trace });
  expect([...trace.weights.keys()]).toEqual(["dense/kernel", "dense/bias"]);
  expect(() => applyText("dense(3)", [[5]], { trace })).toThrow(/is shared: its first use made it \[4, 3\]/);
});

it("freezes weights, and lets none of a normalization's averages learn", () => {
  const specs = (text: string, trainable: boolean) =>
    [...applyText(text, [[4]], { trainable }).trace.weights.values()].map(({ spec }) => [
      spec.path,
      spec.trainable,
    ]);
  expect(specs("dense(3)", false)).toEqual([
    ["dense/kernel", false],
    ["dense/bias", false],
  ]);
  expect(specs("batch_normalization(scale=false)", true)).toEqual([
    ["batch_normalization/beta", true],
    ["batch_normalization/moving_mean", false],
    ["batch_normalization/moving_variance", false],
  ]);
});

it("chains the updates of a layer that is used twice while training", () => {
  const trace = newTrace(true);
  const first = newInput(trace, [1]);
  const second = newInput(trace, [1]);
  for (const x of [first, second]) applyText("batch_normalization(momentum=0.5)", [x], { trace });
  const { next } = trace.weights.get("batch_normalization/moving_mean")!;
  const found = run(
    { ...trace, outputs: [next] },
    [
      [first, [[2], [6]]],
      [second, [[10], [30]]],
    ],
    { moving_mean: [0] },
  );
  // The batches' means are 4 and 20: 0 becomes 2, and 2 becomes 11.
  expect(found).toEqual([11]);
});

it("counts fans as Keras does", () => {
  const specs = [
    ...applyText("multi_head_attention(4, 6, value_dim=5)", [[3, 8]]).trace.weights.values(),
  ].map(({ spec }) => spec);
  const fans = Object.fromEntries(
    specs.map(({ path, fans }) => [path.replace("multi_head_attention/", ""), fans]),
  );
  expect(fans["query/kernel"]).toEqual({ fanIn: 8, fanOut: 24 });
  expect(fans["attention_output/kernel"]).toEqual({ fanIn: 20, fanOut: 8 });
  expect(fansOf([3, 3, 16, 32])).toEqual({ fanIn: 144, fanOut: 288 });
  expect(fansOf([7])).toEqual({ fanIn: 7, fanOut: 7 });
  expect(fansOf([])).toEqual({ fanIn: 1, fanOut: 1 });
});

it("names layers as Keras does", () => {
  const names = [
    "Dense",
    "Conv2DTranspose",
    "MaxPooling2D",
    "GlobalAveragePooling1D",
    "ReLU",
    "PReLU",
    "LSTM",
    "UpSampling2D",
  ];
  expect(names.map(kerasName)).toEqual([
    "dense",
    "conv2d_transpose",
    "max_pooling2d",
    "global_average_pooling1d",
    "re_lu",
    "p_re_lu",
    "lstm",
    "up_sampling2d",
  ]);
});

it("reads whole numbers as real ones where Keras would, and keeps them where they stay as they are", () => {
  const digits = { dtype: "i32", shape: [4] } as const;
  expect(applyText("dense(3)", [digits]).outputs[0].dtype).toBe("f32");
  expect(applyText("reshape([2, 2])", [digits]).outputs[0].dtype).toBe("i32");
  expect(
    applyText("time_distributed(embedding(5, 2))", [{ dtype: "i32", shape: [4, 3] }]).outputs[0].shape.slice(
      1,
    ),
  ).toEqual([4, 3, 2]);
});

it("attends to itself with one input as with the same one twice", () => {
  const trace = newTrace();
  const x = newInput(trace, [3, 4]);
  const names = { name: "attention", trace };
  const [alone] = applyText("multi_head_attention(2, 3)", [x], names).outputs;
  const [twice] = applyText("multi_head_attention(2, 3)", [x, x], names).outputs;
  const values = [
    [
      [1, 2, 3, 4],
      [0, 1, 0, 2],
      [3, 1, 1, 0],
    ],
  ];
  expect(run({ ...trace, outputs: [alone] }, [[x, values]])).toEqual(
    run({ ...trace, outputs: [twice] }, [[x, values]]),
  );
});

it("drops a share of the values while training, the others scaled, and other ones in each layer and step", () => {
  const trace = newTrace(true);
  const x = newInput(trace, [5000]);
  const [a] = applyText("dropout(0.25)", [x], { trace }).outputs;
  const [b] = applyText("dropout(0.25)", [x], { trace }).outputs;
  const [c] = applyText("dropout(0.25, seed=3)", [x], { trace }).outputs;
  const [d] = applyText("dropout(0.25, noise_shape=[none, 1])", [x], { trace }).outputs;
  const values: [Tensor, number[][]][] = [[x, [Array(5000).fill(3)]]];
  const runs = [a, b, c, d].map((tensor) =>
    [0, 1].map((step) => run({ ...trace, outputs: [tensor] }, values, {}, step)),
  );
  for (const kept of runs.slice(0, 3).flat()) {
    expect(new Set(kept)).toEqual(new Set([0, 4]));
    expect(Math.abs(kept.filter((n) => n === 0).length / 5000 - 0.25)).toBeLessThan(0.025);
  }
  const texts = runs
    .slice(0, 3)
    .flat()
    .map((kept) => kept.join(""));
  expect(new Set(texts).size).toBe(6);
  expect(new Set(runs[3][0]).size).toBe(1);
});

it("keeps one dropout mask for all steps of a sequence", () => {
  const trace = newTrace(true);
  const x = newInput(trace, [6, 40]);
  const text =
    "lstm(2, dropout=0.5, return_sequences=true, activation=linear, recurrent_activation=hard_sigmoid)";
  const [y] = applyText(text, [x], { trace }).outputs;
  expect(trace.draws).toBe(1);
  const ones = [Array.from({ length: 6 }, () => Array(40).fill(1))];
  const kernel = Array.from({ length: 40 }, (_, i) => [0, 0, 0, 0, i < 20 ? 1 : 2, 0, 100, 100]);
  const found = run({ ...trace, outputs: [y] }, [[x, ones]], {
    "lstm_cell/kernel": kernel.flat(),
    recurrent_kernel: Array(16).fill(0),
    bias: [9, 9, -9, -9, 0, 0, 9, 9],
  });
  expect(found[0]).not.toBe(60);
  for (let step = 1; step < 6; step++) expect(found[2 * step]).toBeCloseTo(found[0], 4);
});

it.each(["lstm", "gru", "gru_before"])("runs recurrent dropout of %s with masks for each gate", (name) => {
  const text =
    name === "gru_before"
      ? "gru(3, recurrent_dropout=0.5, dropout=0.2, reset_after=false)"
      : `${name}(3, recurrent_dropout=0.5, dropout=0.2)`;
  const trace = newTrace(true);
  const { outputs } = applyText(text, [[5, 4]], { trace });
  expect(trace.draws).toBe(name === "lstm" ? 8 : 6);
  expect(outputs[0].shape.slice(1)).toEqual([3]);
});

it("draws nothing outside of training", () => {
  for (const text of ["dropout(0.5)", "lstm(3, dropout=0.5, recurrent_dropout=0.5)"]) {
    expect(applyText(text, [[5, 4]]).trace.draws).toBe(0);
  }
});

it("hands masks on, uses them up or drops them, as each layer does in Keras", () => {
  const kept = library.layers.entries
    .filter(({ inputs, reads }) => inputs.most === 1 && reads !== "i32")
    .map((layer) => [layer.name, maskAfter(layer)]);
  expect(Object.fromEntries(kept)).toMatchInlineSnapshot(`
    {
      "activation": "kept",
      "average_pooling2d": "none",
      "batch_normalization": "kept",
      "bidirectional": "none",
      "conv1d": "none",
      "conv2d": "none",
      "conv2d_transpose": "none",
      "dense": "kept",
      "depthwise_conv2d": "none",
      "dropout": "kept",
      "elu": "kept",
      "flatten": "none",
      "global_average_pooling1d": "none",
      "global_average_pooling2d": "none",
      "global_max_pooling1d": "none",
      "global_max_pooling2d": "none",
      "gru": "none",
      "layer_normalization": "kept",
      "leaky_relu": "kept",
      "lstm": "none",
      "max_pooling2d": "none",
      "normalization": "kept",
      "position_embedding": "kept",
      "prelu": "kept",
      "relu": "kept",
      "rescaling": "kept",
      "reshape": "none",
      "separable_conv2d": "none",
      "softmax": "kept",
      "time_distributed": "kept",
      "up_sampling2d": "none",
    }
  `);
});

function maskAfter({ name }: Layer): string {
  const trace = newTrace();
  const image = /2d/.test(name);
  const text: Record<string, string> = {
    bidirectional: "bidirectional(lstm(2))",
    time_distributed: "time_distributed(dense(2))",
    reshape: "reshape(-1)",
    activation: "activation(relu)",
    rescaling: "rescaling(2)",
    dropout: "dropout(0.1)",
  };
  const numbers = {
    conv1d: "(2, 2)",
    conv2d: "(2, 2)",
    separable_conv2d: "(2, 2)",
    conv2d_transpose: "(2, 2)",
  };
  const argument =
    Object.entries(numbers).find(([key]) => key === name)?.[1] ??
    (/dense|lstm|gru|depthwise|average_pooling2d|position/.test(name) && !/global/.test(name) ? "(4)" : "");
  const x = newInput(trace, image ? [4, 4, 2] : [4, 3]);
  const mask = newInput(trace, { dtype: "bool", shape: [4] });
  return applyText(text[name] ?? `${name}${argument}`, [x], { trace, masks: [mask] }).mask === undefined
    ? "none"
    : "kept";
}

it("learns mean and variance of rows by the axes that have their own", () => {
  const rows: NumberArray = { dtype: "f32", shape: [2, 2, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  const { mean, variance } = meanAndVarianceOf(rows, [2]);
  expect([...mean.data, ...variance.data]).toEqual([4, 5, 5, 5]);
  expect(meanAndVarianceOf(rows, [])).toMatchObject({ mean: { shape: [], data: Float32Array.of(4.5) } });
  expect(meanAndVarianceOf(rows, [1, 2]).mean).toMatchObject({
    shape: [2, 2],
    data: Float32Array.of(3, 4, 5, 6),
  });
});

it("adapts a normalization from rows, unless it is given its numbers", () => {
  const rows: NumberArray = { dtype: "f32", shape: [3, 2], data: Float32Array.of(1, 10, 2, 20, 3, 30) };
  const adapt = (text: string) => {
    const { entry, values } = realizeWithoutFlow<Layer>("layers", layerCallOf(text), library);
    return entry.adapt!(values, rows);
  };
  expect([...adapt("normalization").mean.data]).toEqual([2, 20]);
  expect(adapt("normalization(axis=none)").variance.shape).toEqual([]);
  expect(adapt("normalization(mean=1, variance=2)")).toEqual({});
});

it("tells what a wrapper ends with", () => {
  const last = (text: string) => {
    const { name, arguments: given } = layerCallOf(text);
    return library.layers.find(name)?.lastActivation?.(given, library)?.name;
  };
  expect(last("dense(3, activation=softmax)")).toBe("softmax");
  expect(last("dense(3)")).toBe("linear");
  expect(last("time_distributed(dense(3, activation=sigmoid))")).toBe("sigmoid");
  expect(last("time_distributed(relu)")).toBe("relu");
  expect(last("relu(negative_slope=0.1)")).toBe("relu");
  expect(last("gelu(approximate=true)")).toBe("gelu");
  expect(last("flatten")).toBeUndefined();
});

/** The numbers of the one output; weights are given by the ends of their paths, others are ones. */
function run(
  {
    graph,
    weights,
    outputs,
    random,
  }: Pick<Applied, "graph" | "outputs"> & Pick<Applied["trace"], "weights" | "random">,
  inputs: readonly (readonly [Tensor, unknown])[],
  given: { readonly [ending: string]: readonly number[] } = {},
  step = 0,
): number[] {
  const { seed, step: stepNumber } = random();
  const named: [string, Tensor, NumberArray][] = [
    ...inputs.map(([tensor, nested], i): [string, Tensor, NumberArray] => [`x${i}`, tensor, arrayOf(nested)]),
    ["seed", seed, { dtype: "i32", shape: [], data: Int32Array.of(7) }],
    ["step", stepNumber, { dtype: "i32", shape: [], data: Int32Array.of(step) }],
  ];
  const program = toProgram(graph, {
    inputs: named.map(([name, { id }]) => ({ name, value: id })),
    outputs: outputs.map(({ id }) => ({ name: "y", value: id })),
    state: [...weights.values()].map(({ spec, tensor }) => ({
      name: spec.path,
      input: tensor.id,
      output: tensor.id,
    })),
  });
  const state = [...weights.values()].map(({ spec: { path, shape } }): [string, NumberArray] => {
    const numbers = Object.entries(given).find(([ending]) => path.endsWith(ending))?.[1];
    const count = shape.reduce((product, n) => product * n, 1);
    return [path, { dtype: "f32", shape, data: Float32Array.from(numbers ?? Array(count).fill(1)) }];
  });
  const arrays = new Map(named.map(([name, , array]) => [name, array]));
  return [...evaluate(program, { inputs: arrays, state: new Map(state) }).outputs.get("y")!.data];
}

function arrayOf(nested: unknown): NumberArray {
  const shape = shapeOf(nested);
  return { dtype: "f32", shape, data: Float32Array.from([nested].flat(shape.length) as number[]) };
}

function shapeOf(nested: unknown): readonly number[] {
  return Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : [];
}
