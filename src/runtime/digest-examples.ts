/** A digest of the examples of a run, prepared as they are fed: a run goes on only with the same. */
import { createHash } from "node:crypto";
import type { Dataset } from "./data/dataset.ts";

export function digestExamples(training: Dataset, validation?: Dataset): string {
  const hash = createHash("sha256");
  for (const part of [training, ...(validation === undefined ? [] : [validation])]) {
    hash.update(`${part.rows}\n`);
    for (const [name, { dtype, shape, data }] of part.arrays) {
      hash.update(`${JSON.stringify([name, dtype, shape])}\n`);
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
  }
  return hash.digest("hex");
}
