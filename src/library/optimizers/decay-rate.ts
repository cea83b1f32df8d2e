/** The rates of the moving averages that optimizers keep. */
import type { Kind } from "../kind.ts";
import { float } from "../kinds/float.ts";

/** How much of the old average stays; 1 would keep it for ever. */
export function decayRate(fallback: number): Kind<number> {
  return float(fallback, { least: 0, below: 1 });
}

/** What keeps a division finite. */
export function epsilon(fallback = 1e-7): Kind<number> {
  return float(fallback, { above: 0 });
}
