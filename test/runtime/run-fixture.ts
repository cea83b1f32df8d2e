/** Small training runs for tests of the loop: a program's text, made data, and what `fit` wants besides. */
import type { Model } from "../../src/checker/model.ts";
import { compile } from "../../src/compile.ts";
import type { Callback, RunningCallback } from "../../src/library/define-callback.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { initialSlots, initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Lowered } from "../../src/lowering/lowered.ts";
import type { Dataset } from "../../src/runtime/data/dataset.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import type { FitRequest } from "../../src/runtime/fit-request.ts";
import { freshRecord, type RunRecord } from "../../src/runtime/run-record.ts";
import { type NumberArray, philoxUniform } from "../../src/tensor/index.ts";

/** For runs whose callbacks write nothing. */
export const noFiles: FitRequest["files"] = {
  saveModel: async () => undefined,
  appendLine: async () => 0,
};

export interface Fixture {
  readonly model: Model;
  readonly lowered: Lowered;
  readonly record: RunRecord;
  readonly dataset: (rows: number, seed?: number) => Dataset;
  /** New callbacks of the model's `train` block, as a process of its own would make them. */
  readonly callbacks: () => readonly RunningCallback[];
  readonly request: (engine: Engine, changes?: Partial<FitRequest>) => FitRequest;
}

export function fixture(program: string, seed = 7): Fixture {
  const { models, diagnostics } = compile({ file: "test.nn", text: program });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const [model] = models;
  const lowered = lower(model, library);
  const { slots = [], accumulators = [] } = lowered.training ?? {};
  const record = freshRecord(
    initialWeights(lowered, library, seed),
    initialSlots([...slots, ...accumulators]),
  );
  const { epochs, batchSize, shuffle } = model.train;
  const dataset = (rows: number, from = 1) => madeData(model, rows, from);
  const callbacks = () =>
    model.train.callbacks.map((call) => {
      const { entry, values } = realizeWithoutFlow<Callback>("callbacks", call, library);
      return entry.start(values);
    });
  const request = (engine: Engine, changes: Partial<FitRequest> = {}): FitRequest => ({
    engine,
    lowered,
    record,
    training: dataset(23),
    validation: dataset(9, 2),
    settings: { epochs, batchSize, shuffle, seed },
    callbacks: callbacks(),
    files: noFiles,
    ...changes,
  });
  return { model, lowered, record, dataset, callbacks, request };
}

/** Uniform numbers in -1..1; classes and the like by their count. */
function madeData(model: Model, rows: number, seed: number): Dataset {
  const ports = [
    ...model.inputs.map((port) => ({ ...port, name: `inputs/${port.name}` })),
    ...model.targets.map((port) => ({ ...port, name: `targets/${port.name}` })),
  ];
  const arrays = ports.map(({ name, type, meaning }, stream): [string, NumberArray] => {
    const dims = type.shape.slice(1).map(Number);
    const count = rows * dims.reduce((product, dim) => product * dim, 1);
    const uniform = philoxUniform(seed, stream, 0, count);
    const classes = meaning.kind === "class" ? meaning.count : meaning.kind === "binary" ? 2 : undefined;
    const numbers = Array.from(uniform, (value) =>
      classes === undefined ? value * 2 - 1 : Math.floor(value * classes),
    );
    const data = type.dtype === "i32" ? Int32Array.from(numbers) : Float32Array.from(numbers);
    return [name, { dtype: type.dtype, shape: [rows, ...dims], data }];
  });
  return { rows, arrays: new Map(arrays) };
}
