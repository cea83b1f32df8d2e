/** Applies a layer to tensors: the one way, for the checker, for lowering, and for layers inside of layers. */
import type { Tensor } from "../tensor/index.ts";
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
  const values = { ...realize(layer.parameters, call.arguments, context), ...overrides };
  const result = layer.build(inputs, values as never, { ...build, masks });
  if (layer.masking !== "pass") return result;
  return { mask: masks.find((mask) => mask !== undefined), ...result };
}
