/** The argument `seed` of the random initializers, and the numbers that it stands for. */
import type { InitializerContext } from "../define-initializer.ts";
import type { Kind } from "../kind.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { philoxRandomSource } from "../philox-random-source.ts";
import type { RandomSource } from "../random-source.ts";

/** `none` is the seed of the run; a number makes the weight begin the same whatever the run's seed is. */
export function seed(): Kind<number | null> {
  return nullable(nonNegativeInt());
}

/** The weight's own numbers, or those of the given seed: two weights with one seed and shape begin equal, as in Keras. */
export function sourceOf(given: number | null, context: InitializerContext): RandomSource {
  return given === null ? context.random : philoxRandomSource(given, "");
}
