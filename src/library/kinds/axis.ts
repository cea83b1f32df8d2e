/** An axis by number; negative ones count from the last. Whether it exists is known once the input's shape is. */
import type { Kind } from "../kind.ts";
import { int } from "./int.ts";
import { renameKind } from "./rename-kind.ts";

export function axis(fallback?: number): Kind<number> {
  return renameKind(int(fallback), "axis (a whole number, negative from the end)");
}
