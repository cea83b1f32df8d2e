/** What comes out of a layer: traced by its `build`, or looked up where the same was traced before. */
import { applyLayer } from "../library/apply-layer.ts";
import { checkWeights } from "../library/check-weights.ts";
import { createBuild } from "../library/create-build.ts";
import type { Build, Layer } from "../library/define-layer.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import { type Dim, ShapeProblem, showShape } from "../tensor/index.ts";
import type { Around } from "./around.ts";
import { type Draft, tensorOf } from "./draft.ts";
import { exampleSize, mostElements } from "./example-size.ts";
import { knownType, type Traced, type Traces } from "./layer-memory.ts";
import type { Run } from "./run.ts";

interface Tracing {
  readonly draft: Draft;
  readonly run: Run;
  readonly around: Pick<Around, "shared">;
}

/** Throws ShapeProblem where the layer does not take these values. */
export function traceLayer(
  layer: Layer,
  index: number,
  inputs: readonly number[],
  { draft, run, around }: Tracing,
): readonly Traced[] {
  const { name } = draft.layers[index];
  const known = around.shared === undefined ? tracesOf(index, inputs, draft, run) : undefined;
  const before = known?.get(draft.values[inputs[0]].type);
  if (before !== undefined) {
    addWeights(draft, name, before.weights);
    return before.outputs;
  }
  const { results, weights } = traceAnew(layer, index, inputs, draft, run);
  addWeights(draft, name, weights);
  if (results.every(({ mask }) => mask === undefined))
    known?.set(draft.values[inputs[0]].type, { outputs: results.map(({ type }) => ({ type })), weights });
  return results;
}

/** Where several uses share a layer, its weights are those of the first. */
function addWeights({ weights: known }: Draft, name: string, weights: readonly WeightSpec[]): void {
  for (const spec of weights) {
    const path = name + spec.path;
    if (!known.has(path)) known.set(path, { ...spec, path });
  }
}

/** Only of layers that read one value without a mask. Those that share their weights are traced each time. */
function tracesOf(
  index: number,
  inputs: readonly number[],
  { layers, values }: Draft,
  run: Run,
): Traces | undefined {
  const simple = inputs.length === 1 && values[inputs[0]].mask === undefined;
  if (!simple) return undefined;
  const { call, trainable } = layers[index];
  return run.layers.traces.get(call)?.[trainable ? "learning" : "frozen"];
}

function traceAnew(layer: Layer, index: number, inputs: readonly number[], draft: Draft, run: Run) {
  const { name, trainable, call } = draft.layers[index];
  const { library } = run;
  const masks = inputs.map((value) => draft.values[value].mask);
  const weights: WeightSpec[] = [];
  const build = noting(createBuild(draft.trace, { name, trainable, masks }), draft, (spec) =>
    weights.push({ ...spec, path: spec.path.slice(name.length) }),
  );
  const { outputs, mask } = applyLayer({
    layer,
    call,
    inputs: inputs.map((value) => tensorOf(draft, value)),
    build: checkWeights(build, library),
    context: { library, tensor: (value) => tensorOf(draft, value) },
  });
  const large = outputs.find(({ shape }) => (exampleSize(shape) ?? 0) > mostElements);
  if (large !== undefined) throw tooLarge(large.shape);
  const results = outputs.map((tensor, i): Traced => {
    const type = knownType(run.layers, tensor);
    return i === 0 ? { type, tensor, mask } : { type, tensor };
  });
  return { results, weights };
}

/** The same build, which tells of the weights that it gives. */
function noting(build: Build, { trace }: Draft, note: (spec: WeightSpec) => void): Build {
  return {
    ...build,
    weight: (...given) => {
      const tensor = build.weight(...given);
      const spec = trace.weights.get(trace.weightPaths.get(tensor.id) ?? "")?.spec;
      if (spec !== undefined) note(spec);
      return tensor;
    },
  };
}

function tooLarge(shape: readonly Dim[]): ShapeProblem {
  return new ShapeProblem({
    kind: "overflow",
    found: `This gives ${showShape(shape)}: for a single example more numbers than a tensor can hold.`,
    expected: `A tensor holds at most ${mostElements.toLocaleString("en")} numbers.`,
  });
}
