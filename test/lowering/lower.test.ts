import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";
import { initialSlots, initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Lowered, TrainingPrograms } from "../../src/lowering/lowered.ts";
import { evaluate, type NumberArray, type Program, printProgram } from "../../src/tensor/index.ts";

type Arrays = ReadonlyMap<string, NumberArray>;

function lowered(text: string): Lowered & { readonly training: TrainingPrograms } {
  const { models, diagnostics } = compile({ file: "model.nn", text });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { training, ...rest } = lower(models[0], library);
  if (training === undefined) throw new Error("there are no training programs");
  return { ...rest, training };
}

const mlp = `model Mlp {
  input x: [4]
  target kind: class(3)
  dense(5, activation=relu, kernel_regularizer=l2(0.01))
  dropout(0.5)
  dense(3, activation=softmax)
  compile { optimizer sgd(momentum=0.9); loss sparse_categorical_crossentropy; metrics accuracy }
}`;

const twoHeaded = `model Two {
  input x: [4]
  target width: real[1]
  target kind: class(3)
  shared = x -> dense(5, activation=tanh)
  width = shared -> dense(1)
  kind = shared -> dense(3, activation=softmax)
  output width, kind
  compile {
    optimizer sgd(learning_rate=exponential_decay(0.1, decay_steps=5, decay_rate=0.5))
    loss width: mse * 0.5 + mae, kind: sparse_categorical_crossentropy * 2
    metrics width: mae, kind: accuracy
    weighted_metrics kind: accuracy
  }
}`;

it("makes five programs of a model", async () => {
  const { predict, training } = lowered(mlp);
  const { trainStep, evaluateStep, resetMetrics, readMetrics } = training;
  const printed = [predict, trainStep, evaluateStep, resetMetrics, readMetrics].map((program) =>
    printProgram(program),
  );
  await expect(`${printed.join("\n\n")}\n`).toMatchFileSnapshot("golden/mlp.txt");
});

it("names state, inputs and logs as their readers expect", () => {
  const { predict, training, weights } = lowered(twoHeaded);
  const names = (program: Program) => ({
    inputs: program.inputs.map(({ name, host }) => (host ? `${name} (host)` : name)),
    outputs: program.outputs.map(({ name }) => name),
    state: program.state.map(({ name }) => name),
  });
  expect({
    weights: weights.map(({ path, shape }) => `${path} [${shape}]`),
    predict: names(predict),
    trainStep: names(training.trainStep),
    readMetrics: names(training.readMetrics).outputs,
    logs: training.logs,
    slots: training.slots.map(({ name }) => name),
  }).toMatchInlineSnapshot(`
    {
      "logs": [
        {
          "better": "lower",
          "name": "loss",
        },
        {
          "better": "lower",
          "name": "width_loss",
        },
        {
          "better": "lower",
          "name": "kind_loss",
        },
        {
          "better": "lower",
          "name": "width_mae",
        },
        {
          "better": "higher",
          "name": "kind_accuracy",
        },
        {
          "better": "higher",
          "name": "kind_weighted_accuracy",
        },
      ],
      "predict": {
        "inputs": [
          "inputs/x",
        ],
        "outputs": [
          "width",
          "kind",
        ],
        "state": [
          "dense/kernel",
          "dense/bias",
          "dense_1/kernel",
          "dense_1/bias",
          "dense_2/kernel",
          "dense_2/bias",
        ],
      },
      "readMetrics": [
        "loss",
        "width_loss",
        "kind_loss",
        "width_mae",
        "kind_accuracy",
        "kind_weighted_accuracy",
      ],
      "slots": [
        "health/first_bad_step",
      ],
      "trainStep": {
        "inputs": [
          "inputs/x",
          "targets/width",
          "targets/kind",
          "seed (host)",
          "step (host)",
        ],
        "outputs": [
          "loss",
        ],
        "state": [
          "dense/kernel",
          "dense/bias",
          "dense_1/kernel",
          "dense_1/bias",
          "dense_2/kernel",
          "dense_2/bias",
          "health/first_bad_step",
          "metrics/loss/total",
          "metrics/loss/count",
          "metrics/width_loss/total",
          "metrics/width_loss/count",
          "metrics/kind_loss/total",
          "metrics/kind_loss/count",
          "metrics/width_mae/total",
          "metrics/width_mae/count",
          "metrics/kind_accuracy/total",
          "metrics/kind_accuracy/count",
          "metrics/kind_weighted_accuracy/total",
          "metrics/kind_weighted_accuracy/count",
        ],
      },
      "weights": [
        "dense/kernel [4,5]",
        "dense/bias [5]",
        "dense_1/kernel [5,1]",
        "dense_1/bias [1]",
        "dense_2/kernel [5,3]",
        "dense_2/bias [3]",
      ],
    }
  `);
});

it("says of every operation which part of the step it belongs to, and of layers their line", () => {
  const { trainStep } = lowered(mlp).training;
  const phases = new Map<string, number>();
  for (const { origin } of trainStep.operations) {
    const { phase, layer, span } = trainStep.origins[origin];
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
    if (phase === "forward") expect(mlp.slice(span?.start, span?.end)).toContain(layer?.split("_")[0]);
  }
  expect([...phases.keys()].toSorted()).toEqual(["backward", "forward", "loss", "metric", "update"]);
});

/** One training step over made numbers. */
function step(text: string, inputs: Arrays, changes: Arrays = new Map()) {
  const { training, ...rest } = lowered(text);
  const state: Arrays = new Map([
    ...initialWeights({ ...rest, training }, library, 1),
    ...initialSlots([...training.slots, ...training.accumulators]),
    ...changes,
  ]);
  const host = (value: number): NumberArray => ({ dtype: "i32", shape: [], data: Int32Array.of(value) });
  const given = new Map([...inputs, ["seed", host(1)], ["step", host(0)]] as [string, NumberArray][]);
  const after = evaluate(training.trainStep, { inputs: given, state });
  const logs = evaluate(training.readMetrics, { state: new Map([...state, ...after.state]) }).outputs;
  return {
    state,
    after: after.state,
    logs: Object.fromEntries([...logs].map(([name, { data }]) => [name, data[0]])),
  };
}

const reals = (shape: readonly number[], from = 0.1): NumberArray => {
  const count = shape.reduce((product, size) => product * size, 1);
  return {
    dtype: "f32",
    shape,
    data: Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7 + from)),
  };
};
const wholes = (...numbers: number[]): NumberArray => ({
  dtype: "i32",
  shape: [numbers.length],
  data: Int32Array.from(numbers),
});

it("leaves frozen layers as they are, without slots, penalties or updates of their statistics", () => {
  const text = `model M {
    input x: [4]
    target y: real[1]
    dense(3, trainable=false, kernel_regularizer=l2(1.0))  batch_normalization(trainable=false)  dense(1)
    compile { optimizer adam; loss mse }
  }`;
  const given = new Map([
    ["inputs/x", reals([6, 4])],
    ["targets/y", reals([6, 1])],
  ]);
  const { state, after, logs } = step(text, given);
  for (const path of ["dense/kernel", "batch_normalization/moving_mean", "batch_normalization/gamma"])
    expect(after.get(path)).toEqual(state.get(path));
  expect(after.get("dense_1/kernel")).not.toEqual(state.get("dense_1/kernel"));
  expect([...state.keys()].filter((name) => name.startsWith("optimizer/"))).toEqual([
    "optimizer/adam/dense_1_kernel_momentum",
    "optimizer/adam/dense_1_kernel_velocity",
    "optimizer/adam/dense_1_bias_momentum",
    "optimizer/adam/dense_1_bias_velocity",
    "optimizer/learning_rate",
  ]);
  const free = step(text.replace(", kernel_regularizer=l2(1.0)", ""), given);
  expect(logs.loss).toBe(free.logs.loss);
});

it("updates a shared layer once with the gradients of all its uses", () => {
  const text = `model M {
    input a: [2]
    input b: [2]
    target y: real[1]
    layer eye = dense(3, name="eye")
    left = a -> eye
    right = b -> eye
    (left, right) -> add -> dense(1)
    compile { optimizer sgd; loss mse }
  }`;
  const { weights } = lowered(text);
  expect(weights.map(({ path }) => path)).toEqual(["eye/kernel", "eye/bias", "dense/kernel", "dense/bias"]);
  const both = new Map([
    ["inputs/a", reals([5, 2])],
    ["inputs/b", reals([5, 2], 3)],
    ["targets/y", reals([5, 1], 5)],
  ]);
  const { state, after } = step(text, both);
  const change = Array.from(
    after.get("eye/bias")!.data,
    (value, i) => value - state.get("eye/bias")!.data[i],
  );
  expect(change.some((value) => value !== 0)).toBe(true);
});

it("weighs classes: their numbers as they stand in the labels, names not given weigh 1", () => {
  const text = (weights: string) => `model M {
    input x: [4]
    target kind: class(1..3)
    dense(3, activation=softmax)
    compile { optimizer sgd; loss sparse_categorical_crossentropy; metrics accuracy; weighted_metrics accuracy }
    train { ${weights} }
  }`;
  const inputs = new Map([
    ["inputs/x", reals([3, 4])],
    ["targets/kind", wholes(0, 1, 2)],
  ]);
  const alone = [0, 1, 2].map((row) => {
    const given = new Map([
      ["inputs/x", { ...reals([3, 4]), shape: [1, 4], data: reals([3, 4]).data.slice(row * 4, row * 4 + 4) }],
      ["targets/kind", wholes(row)],
    ]);
    return step(text(""), given).logs.loss;
  });
  const { logs } = step(text("class_weight 1: 0.5, 3: 4"), inputs);
  expect(logs.loss).toBeCloseTo((0.5 * alone[0] + alone[1] + 4 * alone[2]) / 3, 5);
  expect(Object.keys(logs)).toEqual(["loss", "accuracy", "weighted_accuracy"]);
});

it("remembers the first step whose loss was no number", () => {
  const text = `model M {
    input x: [1]
    target y: real[1]
    dense(1)
    compile { optimizer sgd; loss mse }
  }`;
  const { training } = lowered(text);
  const run = (value: number, before: number) => {
    const x: NumberArray = { dtype: "f32", shape: [1, 1], data: Float32Array.of(value) };
    const bad = new Map([
      ["health/first_bad_step", { dtype: "i32", shape: [], data: Int32Array.of(before) } as const],
    ]);
    return step(
      text,
      new Map([
        ["inputs/x", x],
        ["targets/y", reals([1, 1])],
      ]),
      bad,
    ).after.get("health/first_bad_step")?.data[0];
  };
  expect(training.slots.find(({ name }) => name === "health/first_bad_step")?.initial).toBe(-1);
  expect([
    run(1, -1),
    run(Number.NaN, -1),
    run(Number.POSITIVE_INFINITY, -1),
    run(Number.NaN, 5),
    run(1, 5),
  ]).toEqual([-1, 0, 0, 5, 5]);
});

it("gives the learning rate of a schedule by the step", () => {
  const { learningRate } = lowered(twoHeaded).training;
  if (!("schedule" in learningRate)) throw new Error("the schedule is missing");
  const at = (value: number) =>
    evaluate(learningRate.schedule, {
      inputs: new Map([["step", { dtype: "i32", shape: [], data: Int32Array.of(value) }]]),
    }).outputs.get("rate")?.data[0];
  expect(at(0)).toBeCloseTo(0.1, 6);
  expect(at(5)).toBeCloseTo(0.05, 6);
});

it("runs any batch and any length without being bound", () => {
  const text = `model M {
    input words: i32[time]
    target y: binary
    embedding(6, 3)  lstm(4)  dense(1, activation=sigmoid)
    compile { optimizer sgd; loss binary_crossentropy }
  }`;
  for (const [batch, time] of [
    [1, 2],
    [3, 5],
  ]) {
    const words: NumberArray = {
      dtype: "i32",
      shape: [batch, time],
      data: Int32Array.from({ length: batch * time }, (_, i) => i % 6),
    };
    const { logs } = step(
      text,
      new Map([
        ["inputs/words", words],
        ["targets/y", { dtype: "f32", shape: [batch, 1], data: new Float32Array(batch) }],
      ]),
    );
    expect(logs.loss).toBeGreaterThan(0);
  }
});

it("lowers the same model to the same programs", () => {
  expect(JSON.stringify(lowered(twoHeaded))).toBe(JSON.stringify(lowered(twoHeaded)));
});
