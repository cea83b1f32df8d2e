/** Optimizers, losses, metrics and the rest take what Keras's take: the same parameters in the same order, with the same defaults. */
import { expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import type { Category } from "../../src/library/library.ts";
import { goldenFiles } from "./golden-files.ts";

type Parameter = readonly [name: string, defaultValue?: unknown];

const files = goldenFiles<{ readonly entries: { readonly [entry: string]: readonly Parameter[] } }>(
  "training_signatures",
);

for (const { name: category, entries } of files) {
  for (const [name, parameters] of Object.entries(entries)) {
    it(`${category}: ${name}`, () => {
      const kinds = Object.entries(library[category as Category].find(name)?.parameters ?? {});
      const own = kinds.map(([parameter, kind]) => [parameter, kind.default]);
      expect(own).toEqual(parameters.map((parameter) => [parameter[0], inOurWords(category, parameter)]));
    });
  }
}

/** Where our defaults mean the same in other words: axes are lists, and what Keras names in logs has the author's own words. */
function inOurWords(category: string, [name, value]: Parameter): unknown {
  if (name === "name" && category === "metrics") return null;
  if (name === "axis" && category === "constraints") return [value];
  return value;
}
