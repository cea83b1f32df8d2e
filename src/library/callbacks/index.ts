/** All callbacks, in the order in which documentation lists them. */
import type { Callback } from "../define-callback.ts";

export const callbacks: readonly Callback[] = [];
