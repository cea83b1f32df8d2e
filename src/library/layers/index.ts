/** All layers, in the order in which documentation lists them. */
import type { Layer } from "../define-layer.ts";

export const layers: readonly Layer[] = [];
