/**
 * Every layer against Keras: its weights' paths, shapes and count, its outputs, the gradients of inputs and weights, what it
 * changes while training, penalties and masks; traced with an unknown batch size, run by the reference evaluator.
 */
import { expect, it } from "vitest";
import type { LayerResult } from "../../src/library/define-layer.ts";
import {
  applyLayer,
  createBuild,
  createTrace,
  kerasName,
  library,
  nameNestedLayers,
  type Trace,
} from "../../src/library/index.ts";
import {
  add,
  addInput,
  cast,
  createGraph,
  evaluate,
  type Graph,
  gradients,
  mul,
  type NumberArray,
  sum,
  symbol,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";
import { layerCallOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, flatten, goldenFiles, type Nested } from "./golden-files.ts";

interface Case {
  readonly call: string;
  readonly training?: true;
  readonly frozen?: true;
  readonly name: string;
  readonly params: number;
  readonly inputs: readonly {
    readonly dtype: "f32" | "i32";
    readonly shape: readonly number[];
    readonly values: Nested;
  }[];
  readonly masks?: readonly (Nested | null)[];
  readonly tensors?: { readonly [name: string]: Nested };
  readonly weights: {
    readonly [path: string]: {
      readonly shape: readonly number[];
      readonly trainable: boolean;
      readonly values: Nested;
    };
  };
  readonly outputs: readonly Nested[];
  readonly cotangents: readonly Nested[];
  readonly gradients: {
    readonly inputs: { readonly [place: string]: Nested };
    readonly weights: { readonly [path: string]: Nested };
  };
  readonly updates?: { readonly [path: string]: Nested };
  readonly losses?: readonly number[];
  readonly mask?: Nested;
}

const files = goldenFiles<{ readonly cases: readonly Case[] }>("layers");

it("every layer has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.layers.entries.map(({ name }) => name).sort());
});

for (const { cases } of files)
  for (const golden of cases) it(titleOf(golden), () => checkCase(golden, isBatch));

/** Layers that take sequences or images of any size: once more, with all sizes but the last unknown too. */
const anySize =
  /^(lstm|gru|bidirectional|time_distributed|multi_head|conv|depthwise|separable|max_p|average_p|global|up_s|position|embedding|layer_n|batch_n|add)/;

for (const { name, cases } of files.filter((file) => anySize.test(file.name))) {
  for (const golden of cases.filter(({ call }) => !/axis=|shared|\(1, center/.test(call))) {
    it(`${name}, any size: ${titleOf(golden)}`, () => checkCase(golden, isInner));
  }
}

function checkCase(golden: Case, isUnknown: IsUnknown): void {
  const traced = traceCase(golden, isUnknown);
  checkWeights(golden, traced);
  const found = run(golden, traced);
  for (const [i, output] of golden.outputs.entries())
    expectClose(found(`output ${i}`), output, `output ${i}`);
  checkGradients(golden, found);
  const changed = [...traced.trace.weights.values()].filter(({ tensor, next }) => next.id !== tensor.id);
  expect(changed.map(({ spec }) => spec.path).sort()).toEqual(Object.keys(golden.updates ?? {}).sort());
  for (const [path, values] of Object.entries(golden.updates ?? {}))
    expectClose(found(`next ${path}`), values, `next ${path}`);
  const losses = golden.losses ?? [];
  expect(traced.trace.penalties.length > 0).toBe(losses.length > 0);
  if (losses.length > 0)
    expectClose(
      found("penalty"),
      losses.reduce((a, b) => a + b),
      "penalty",
    );
  expect(traced.result.mask !== undefined).toBe(golden.mask !== undefined);
  if (golden.mask !== undefined) expect([...found("mask")]).toEqual(flatten(golden.mask));
}

/** Each beside the case's largest, since some are 0 but for rounding: an attention's key bias shifts all scores alike. */
function checkGradients({ gradients }: Case, found: (name: string) => NumberArray["data"]): void {
  const { inputs, weights } = gradients;
  const largest = Math.max(...[inputs, weights].flatMap(Object.values).flatMap(flatten).map(Math.abs));
  const check = (name: string, expected: Nested) => {
    expectClose(
      [...found(`gradient of ${name}`), largest],
      [...flatten(expected), largest],
      `gradient of ${name}`,
    );
  };
  for (const [place, gradient] of Object.entries(inputs)) check(`input ${place}`, gradient);
  for (const [path, gradient] of Object.entries(weights)) check(path, gradient);
}

function checkWeights({ weights, name, params }: Case, { trace, className }: Traced): void {
  const specs = [...trace.weights.values()].map(({ spec }) => spec);
  const described = specs.map(({ path, shape, trainable }) => ({ path, shape, trainable }));
  const byPath = (a: { path: string }, b: { path: string }) => a.path.localeCompare(b.path);
  const expected = Object.entries(weights).map(([path, { shape, trainable }]) => ({
    path,
    shape,
    trainable,
  }));
  expect(described.sort(byPath)).toEqual(expected.sort(byPath));
  expect(specs.reduce((total, { shape }) => total + shape.reduce((product, n) => product * n, 1), 0)).toBe(
    params,
  );
  expect(kerasName(className)).toBe(name);
}

/** Which sizes of an input only the data tells; equal ones are one unknown. All those of a mask are like the input's. */
type IsUnknown = (axis: number, rank: number, isMask: boolean) => boolean;

function isBatch(axis: number): boolean {
  return axis === 0;
}

/** Batch, time, height and width, but not features. */
function isInner(axis: number, rank: number, isMask: boolean): boolean {
  return isMask || axis === 0 || (rank > 2 && axis < rank - 1);
}

interface Traced {
  readonly graph: Graph;
  readonly trace: Trace;
  readonly result: LayerResult;
  readonly className: string;
  readonly given: Map<string, { readonly tensor: Tensor; readonly array: NumberArray }>;
}

function traceCase(golden: Case, isUnknown: IsUnknown): Traced {
  const graph = createGraph("layer");
  const trace = createTrace({ graph, training: golden.training === true });
  const given: Traced["given"] = new Map();
  const give = (name: string, array: NumberArray): Tensor => {
    const shape = array.shape.map((n, axis) =>
      n !== 1 && isUnknown(axis, array.shape.length, /^mask|^m$/.test(name))
        ? symbol(axis === 0 ? "batch" : `n${n}`)
        : n,
    );
    const tensor = addInput(graph, { dtype: array.dtype, shape });
    given.set(name, { tensor, array });
    return tensor;
  };
  const inputs = golden.inputs.map(({ dtype, values }, i) => give(`input ${i}`, arrayOf(values, dtype)));
  const masks = (golden.masks ?? []).map((mask, i) =>
    mask === null ? undefined : cast(give(`mask ${i}`, arrayOf(mask, "i32")), "bool"),
  );
  const names = Object.keys(golden.tensors ?? {});
  const tensors = names.map((name) => give(name, arrayOf(golden.tensors![name])));
  const call = nameNestedLayers(layerCallOf(golden.call, names), library, firstNames());
  const layer = library.layers.find(call.name)!;
  const build = createBuild(trace, { name: golden.name, trainable: golden.frozen !== true, masks });
  const context = { library, tensor: (value: number) => tensors[value] };
  const result = applyLayer({ layer, call, inputs, build, context });
  return { graph, trace, result, className: layer.keras, given };
}

/** Names as a new session of Keras gives them: `lstm`, `lstm_1`. */
function firstNames(): (stem: string) => string {
  const taken = new Map<string, number>();
  return (stem) => {
    const count = taken.get(stem) ?? 0;
    taken.set(stem, count + 1);
    return count === 0 ? stem : `${stem}_${count}`;
  };
}

function run(golden: Case, { graph, trace, result, given }: Traced): (name: string) => NumberArray["data"] {
  const cotangents = golden.cotangents.map((values, i) => {
    const tensor = addInput(graph, result.outputs[i]);
    given.set(`cotangent ${i}`, { tensor, array: arrayOf(values) });
    return tensor;
  });
  const loss = result.outputs.map((output, i) => sum(mul(output, cotangents[i]))).reduce((a, b) => add(a, b));
  const floats = Object.keys(golden.gradients.inputs);
  const weights = [...trace.weights.values()];
  const trained = weights.filter(({ spec }) => spec.trainable);
  const found = gradients(loss, [
    ...floats.map((i) => given.get(`input ${i}`)!.tensor),
    ...trained.map(({ tensor }) => tensor),
  ]);
  const named: [string, Tensor][] = [
    ...result.outputs.map((output, i): [string, Tensor] => [`output ${i}`, output]),
    ...floats.map((i, k): [string, Tensor] => [`gradient of input ${i}`, found[k]]),
    ...trained.map(({ spec }, k): [string, Tensor] => [`gradient of ${spec.path}`, found[floats.length + k]]),
    ...weights.map(({ spec, next }): [string, Tensor] => [`next ${spec.path}`, next]),
    ...(trace.penalties.length > 0
      ? [["penalty", trace.penalties.reduce((a, b) => add(a, b))] as [string, Tensor]]
      : []),
    ...(result.mask === undefined ? [] : [["mask", result.mask] as [string, Tensor]]),
  ];
  const program = toProgram(graph, {
    inputs: [...given].map(([name, { tensor }]) => ({ name, value: tensor.id })),
    outputs: named.map(([name, { id }]) => ({ name, value: id })),
    state: weights.map(({ spec, tensor }) => ({ name: spec.path, input: tensor.id, output: tensor.id })),
  });
  const inputs = new Map([...given].map(([name, { array }]) => [name, array]));
  const state = new Map(
    weights.map(({ spec }) => [
      spec.path,
      arrayOf(golden.weights[spec.path].values, spec.dtype === "i32" ? "i32" : "f32"),
    ]),
  );
  const { outputs } = evaluate(program, { inputs, state });
  return (name) => outputs.get(name)!.data;
}

function titleOf({ call, inputs, training, frozen, masks }: Case): string {
  const notes = [training && "training", frozen && "frozen", masks && "masked"].filter(Boolean);
  return `${inputs.map(({ shape }) => `[${shape.join(", ")}]`).join(" ")} -> ${call}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}
