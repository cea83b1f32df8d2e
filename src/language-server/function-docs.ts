/** The functions of constant expressions and of tests, and the scale of a search, in one sentence each. */
export const functionDocs: { readonly [name: string]: string } = {
  abs: "A number without its sign: `abs(-2)` is 2. In a test, number by number of an output.",
  floor: "The whole number below: `floor(33 / 2)` is 16. In a test, number by number of an output.",
  ceil: "The whole number above: `ceil(33 / 2)` is 17. In a test, number by number of an output.",
  min: "The least of several numbers: `min(a, 64)`. In a test, the least number of an output: `min(price) >= 0`.",
  max: "The largest of several numbers: `max(a, 64)`. In a test, the largest number of an output: `max(kind) > 0.9`.",
  log: "A range that is searched by factors and not by differences, as suits learning rates: `in log(1e-4..1e-1)`.",
};
