/** What comes out of a layer: traced by its `build`, or looked up where the same was traced before. */
import { applyLayer } from "../library/apply-layer.ts";
import { checkWeights } from "../library/check-weights.ts";
import { createBuild, repeatWeights } from "../library/create-build.ts";
import type { Build, Layer } from "../library/define-layer.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import {
  addInput,
  type Dim,
  ShapeProblem,
  showShape,
  type Tensor,
  type Type,
  typeOf,
} from "../tensor/index.ts";
import type { Around } from "./around.ts";
import type { Draft } from "./draft.ts";
import { exampleSize, mostElements } from "./example-size.ts";
import type { TracedTypes } from "./layer-memory.ts";
import type { Run } from "./run.ts";

interface Tracing {
  readonly draft: Draft;
  readonly run: Run;
  readonly around: Pick<Around, "shared">;
}

interface Result {
  readonly tensor: Tensor;
  readonly mask: Tensor | undefined;
}

/** Throws ShapeProblem where the layer does not take these values. */
export function traceLayer(
  layer: Layer,
  index: number,
  inputs: readonly number[],
  { draft, run, around }: Tracing,
): readonly Result[] {
  const { name, trainable } = draft.layers[index];
  const known = around.shared === undefined ? tracesOf(index, inputs, draft, run) : undefined;
  const key = known === undefined ? "" : keyOf(draft.values[inputs[0]].type, trainable);
  const before = known?.get(key);
  if (before !== undefined) {
    repeatWeights(draft.trace, name, before.weights);
    return before.outputs.map((type) => ({ tensor: addInput(draft.trace.graph, type), mask: undefined }));
  }
  const { results, weights } = traceAnew(layer, index, inputs, draft, run);
  if (results.every(({ mask }) => mask === undefined))
    known?.set(key, { outputs: results.map(({ tensor }) => typeOf(tensor)), weights });
  return results;
}

/** Only of layers that read one value without a mask. Those that share their weights are traced each time. */
function tracesOf(
  index: number,
  inputs: readonly number[],
  { layers, values }: Draft,
  run: Run,
): Map<string, TracedTypes> | undefined {
  const simple = inputs.length === 1 && values[inputs[0]].mask === undefined;
  return simple ? run.layers.traces.get(layers[index].call) : undefined;
}

function keyOf({ dtype, shape }: Type, trainable: boolean): string {
  let key = trainable ? dtype : `frozen ${dtype}`;
  for (const dim of shape) key += typeof dim === "number" ? ` ${dim}` : ` (${dim.key})`;
  return key;
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
    inputs: inputs.map((value) => draft.values[value].tensor),
    build: checkWeights(build, library),
    context: { library, tensor: (value) => draft.values[value].tensor },
  });
  const large = outputs.find(({ shape }) => (exampleSize(shape) ?? 0) > mostElements);
  if (large !== undefined) throw tooLarge(large.shape);
  const results = outputs.map((tensor, i): Result => ({ tensor, mask: i === 0 ? mask : undefined }));
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
