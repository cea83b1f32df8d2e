/**
 * A preparing step of a `data` binding at work: a layer applied to the columns before the model sees them, through its own
 * `build` and the reference evaluator, so that every engine is given the same bytes.
 */
import { createBuild } from "../../library/create-build.ts";
import type { Layer } from "../../library/define-layer.ts";
import { applyLayer, realizeCall } from "../../library/index.ts";
import type { Library } from "../../library/library.ts";
import { createTrace } from "../../library/trace.ts";
import type { PlainCall } from "../../library/value.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import { startingArray } from "../../lowering/initial-state.ts";
import {
  addInput,
  createGraph,
  evaluate,
  type NumberArray,
  type Program,
  ShapeProblem,
  symbol,
  toProgram,
} from "../../tensor/index.ts";
import { joinRows } from "./join-rows.ts";

/** Rows computed at a time: enough for speed, few enough for memory. */
const CHUNK = 4096;

/** What a step learned, by weight name. */
export type Learned = { readonly [weight: string]: NumberArray };

/** What the step learns from these rows; nothing for a step that does not adapt. */
export function learnStep(step: PlainCall, rows: NumberArray, library: Library): Learned {
  const { entry, values } = realizeCall<Layer>("layers", step, { library, tensor: noTensor });
  return entry.adapt?.(values, rows) ?? {};
}

/** The rows after the step. Throws ShapeProblem where they do not fit it. */
export function applyStep(
  step: PlainCall,
  learned: Learned,
  rows: NumberArray,
  library: Library,
): NumberArray {
  const { program, weights } = traceStep(step, rows, library);
  const state = new Map(weights.map((spec) => [spec.path, weightOf(spec, learned, library)]));
  const chunks: NumberArray[] = [];
  for (let first = 0; first < rows.shape[0]; first += CHUNK) {
    const inputs = new Map([["rows", rowRange(rows, first, first + CHUNK)]]);
    chunks.push(evaluate(program, { inputs, state }).outputs.get("rows")!);
  }
  return joinRows(chunks);
}

function traceStep(
  step: PlainCall,
  { dtype, shape }: NumberArray,
  library: Library,
): { readonly program: Program; readonly weights: readonly WeightSpec[] } {
  const graph = createGraph(step.name);
  const trace = createTrace({ graph, training: false });
  const rows = addInput(graph, { dtype, shape: [symbol("rows"), ...shape.slice(1)] });
  const layer = library.layers.find(step.name);
  if (layer === undefined) throw new Error(`the library has no ${step.name} among its layers`);
  const build = createBuild(trace, { name: step.name, trainable: true, masks: [undefined] });
  const context = { library, tensor: noTensor };
  const [result] = applyLayer({ layer, call: step, inputs: [rows], build, context }).outputs;
  const weights = [...trace.weights.values()];
  const program = toProgram(graph, {
    inputs: [{ name: "rows", value: rows.id }],
    outputs: [{ name: "rows", value: result.id }],
    state: weights.map(({ spec, tensor }) => ({ name: spec.path, input: tensor.id, output: tensor.id })),
  });
  return { program, weights: weights.map(({ spec }) => spec) };
}

/** Counters and the like, which nothing learns, stay as they begin. */
function weightOf(spec: WeightSpec, learned: Learned, library: Library): NumberArray {
  const name = spec.path.slice(spec.path.indexOf("/") + 1);
  if (Object.hasOwn(learned, name)) return learned[name];
  if (!spec.trainable) return startingArray(spec, library, 0);
  const found = `it has weights (\`${name}\`) that only training can find.`;
  throw new ShapeProblem({ kind: "value", found });
}

function rowRange({ dtype, shape, data }: NumberArray, first: number, end: number): NumberArray {
  const last = Math.min(end, shape[0]);
  const width = data.length / shape[0];
  return {
    dtype,
    shape: [last - first, ...shape.slice(1)],
    data: data.subarray(first * width, last * width),
  };
}

function noTensor(): never {
  throw new Error("a preparing step asked for a value of the model");
}
