/** Random numbers on the host: our Philox generator read from its start, one stream for each name. */
import { philoxUniform } from "../tensor/philox.ts";
import type { RandomSource } from "./random-source.ts";

/** The step that draws on the host use, so that they never meet those of a training step, which count from 0. */
const HOST_STEP = 0xffffffff;

/**
 * A source for one purpose (the path of a weight, `shuffle`): its numbers depend on the seed and this name alone, so that a
 * new layer changes no other layer's weights.
 */
export function philoxRandomSource(seed: number, name: string): RandomSource {
  const stream = streamOf(name);
  let next = 0;
  return {
    uniform: (count) => {
      const numbers = philoxUniform(seed, stream, HOST_STEP, count, next);
      next += count;
      return numbers;
    },
  };
}

/** FNV-1a over the UTF-16 units of a name: a stable number of 32 bits. */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
