/** The categories of the library, said of one entry. */
export const categoryWords: ReadonlyMap<string, string> = new Map([
  ["layers", "layer"],
  ["activations", "activation"],
  ["initializers", "initializer"],
  ["regularizers", "regularizer"],
  ["constraints", "constraint"],
  ["optimizers", "optimizer"],
  ["schedules", "learning rate schedule"],
  ["losses", "loss"],
  ["metrics", "metric"],
  ["callbacks", "callback"],
]);
