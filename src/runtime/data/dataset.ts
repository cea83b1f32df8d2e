/** Examples ready for a model: one array for each input and target, all with the same number of rows. */
import type { NumberArray } from "../../tensor/index.ts";

export interface Dataset {
  readonly rows: number;
  /** By the name of the program's input: `inputs/image`, `targets/digit`; the first dim counts the rows. */
  readonly arrays: ReadonlyMap<string, NumberArray>;
}
