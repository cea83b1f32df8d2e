/** Random numbers on the host for one purpose: a stream of the counter-based generator, read from its start. */

export interface RandomSource {
  /** `count` further numbers, uniform in [0, 1). */
  readonly uniform: (count: number) => Float32Array;
}
