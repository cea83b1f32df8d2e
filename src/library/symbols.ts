/** What the letters in the formulas of a category stand for, said once for all of its entries. */
import type { Category } from "./library.ts";

export const symbols: { readonly [category in Category]?: string } = {
  activations: "In formulas, x is each value of what comes in.",
  initializers: "Fan in and fan out are how many inputs and how many outputs of its layer a weight connects.",
  regularizers: "In formulas, w is each number of the weight; what comes out is added to the loss.",
  constraints: "In formulas, w is the weight and |w| its length.",
  optimizers:
    "In formulas, w is a weight, g its gradient, lr the learning rate and t the number of the update, from 1.",
  schedules: "In formulas, step is the number of the update, from 0.",
  losses:
    "In formulas, y is the truth and p the output; Σ, mean, min and max run over the last axis unless told.",
  metrics: "In formulas, y is the truth and p the output.",
};
