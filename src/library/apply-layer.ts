/** Applies a layer to tensors: the one way, for the checker, for lowering, and for layers inside of layers. */
import { cast, ShapeProblem, type Tensor } from "../tensor/index.ts";
import type { Build, Layer, LayerResult } from "./define-layer.ts";
import type { RealizeContext } from "./kind.ts";
import { realize } from "./realize.ts";
import type { PlainCall } from "./value.ts";

interface Application {
  readonly layer: Layer;
  readonly call: PlainCall;
  readonly inputs: readonly Tensor[];
  readonly build: Build;
  readonly context: RealizeContext;
  /** Values that take the place of the call's own arguments. */
  readonly overrides?: { readonly [parameter: string]: unknown };
  /** The masks of the inputs; those of `build` unless given. */
  readonly masks?: readonly (Tensor | undefined)[];
}

/** The layer's results and the mask that goes on with them. Throws ShapeProblem where the inputs do not fit. */
export function applyLayer({
  layer,
  call,
  inputs,
  build,
  context,
  overrides,
  masks = build.masks,
}: Application): LayerResult {
  const own = realize(layer.parameters, call.arguments, context);
  const values = overrides === undefined ? own : { ...own, ...overrides };
  const here = masks === build.masks ? build : { ...build, masks };
  const result = layer.build(readInputs(layer, inputs), values as never, here);
  if (layer.masking !== "pass") return result;
  return { mask: masks[0], ...result };
}

function readInputs(layer: Layer, inputs: readonly Tensor[]): readonly Tensor[] {
  if (layer.reads === "any") return inputs;
  if (layer.reads === "f32") return inputs.map((x) => (x.dtype === "f32" ? x : cast(x, "f32")));
  const input = inputs.findIndex(({ dtype }) => dtype !== "i32");
  if (input === -1) return inputs;
  throw new ShapeProblem({
    kind: "dtype",
    found: `\`${layer.name}\` reads whole numbers, but this input holds real ones (${inputs[input].dtype}).`,
    expected: "Its input must be i32.",
    help: "Declare the input as `i32[…]` or as a class, or use `dense` for real numbers.",
    types: inputs,
    input,
  });
}
