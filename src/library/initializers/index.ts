/** All initializers, in the order in which documentation lists them. */
import type { Initializer } from "../define-initializer.ts";

export const initializers: readonly Initializer[] = [];
