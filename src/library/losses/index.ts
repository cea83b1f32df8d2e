/** All losses, in the order in which documentation lists them. */
import type { Loss } from "../define-loss.ts";

export const losses: readonly Loss[] = [];
