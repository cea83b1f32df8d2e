/** Writes weights alone, as one `.safetensors` file, whole or not at all. */

import type { Arrays } from "../run-record.ts";
import { writeFileWhole } from "../write-whole-file.ts";
import { writeSafetensors } from "./write-safetensors.ts";

/** Throws Problem. */
export function writeWeightsFile(path: string, weights: Arrays): void {
  writeFileWhole(path, writeSafetensors(weights));
}
