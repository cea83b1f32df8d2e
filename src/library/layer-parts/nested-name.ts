/** The name of a layer that stands as an argument, below which its weights stand: its own, or Keras's first automatic one. */
import type { LayerCall } from "../define-layer.ts";
import { kerasName } from "../keras-name.ts";

export function nestedName({ layer, call }: LayerCall): string {
  return call.layerName ?? kerasName(layer.keras);
}
