/** The library: all entries by category, and the ways to realize and apply a use of one. */
import { activations } from "./activations/index.ts";
import { callbacks } from "./callbacks/index.ts";
import { constraints } from "./constraints/index.ts";
import { initializers } from "./initializers/index.ts";
import { layers } from "./layers/index.ts";
import type { Library } from "./library.ts";
import { losses } from "./losses/index.ts";
import { metrics } from "./metrics/index.ts";
import { optimizers } from "./optimizers/index.ts";
import { createRegistry } from "./registry.ts";
import { regularizers } from "./regularizers/index.ts";
import { schedules } from "./schedules/index.ts";

/** Everything that the language knows by name. */
export const library: Library = {
  layers: createRegistry(layers),
  activations: createRegistry(activations),
  initializers: createRegistry(initializers),
  regularizers: createRegistry(regularizers),
  constraints: createRegistry(constraints),
  optimizers: createRegistry(optimizers),
  schedules: createRegistry(schedules),
  losses: createRegistry(losses),
  metrics: createRegistry(metrics),
  callbacks: createRegistry(callbacks),
};

export { applyLayer } from "./apply-layer.ts";
export { isCall } from "./complete-call.ts";
export { createBuild } from "./create-build.ts";
export { kerasName } from "./keras-name.ts";
export { nameNestedLayers } from "./name-nested-layers.ts";
export { realizeCall } from "./realize.ts";
export { createTrace, type Trace } from "./trace.ts";
