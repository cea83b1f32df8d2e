/** The categories of the library in words, said of one entry: "optimizer". */
import type { Library } from "../library/library.ts";

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

/** What a name is the name of, where the library has it. */
export function categoryOf(name: string, library: Library): string | undefined {
  const [category] = Object.entries(library).find(([, { find }]) => find(name) !== undefined) ?? [];
  return category === undefined ? undefined : categoryWords.get(category);
}
