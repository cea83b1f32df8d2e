/** All activations, in the order in which documentation lists them. */
import type { Activation } from "../define-activation.ts";

export const activations: readonly Activation[] = [];
