/** The values that a weight begins with: its initializer over the numbers that belong to the weight's path. */
import type { Initializer } from "./define-initializer.ts";
import type { Library } from "./library.ts";
import { philoxRandomSource } from "./philox-random-source.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import type { WeightSpec } from "./weight-spec.ts";

/** Row-major, one number for each element. The same spec and seed give the same bytes, whatever other weights there are. */
export function initialWeight(
  { path, shape, initializer, fans }: Pick<WeightSpec, "path" | "shape" | "initializer" | "fans">,
  library: Library,
  seed: number,
): Float32Array {
  const { entry, values } = realizeWithoutFlow<Initializer>("initializers", initializer, library);
  const count = shape.reduce((product, size) => product * size, 1);
  return entry.sample(values, { shape, count, ...fans, random: philoxRandomSource(seed, path) });
}
