/** Layers and activations take what Keras's take: the same parameters in the same order, with the same defaults. */
import { expect, it } from "vitest";
import { isCall, library } from "../../src/library/index.ts";
import type { Plain } from "../../src/library/value.ts";
import { goldenFiles } from "./golden-files.ts";

type Parameter = readonly [name: string, defaultValue?: unknown];

const signatures = goldenFiles<{ readonly entries: { readonly [entry: string]: readonly Parameter[] } }>(
  "signatures",
);

for (const { name: category, entries } of signatures) {
  for (const [name, expected] of Object.entries(entries)) {
    it(`${category}: ${name}`, () => {
      const entry = library[category as "layers" | "activations"].find(name);
      const own = Object.entries(entry?.parameters ?? {}).map(([parameter, kind]) => [
        parameter,
        said(kind.default),
      ]);
      // What Keras takes when it calls the layer, and what it hands on, comes after what it takes when it makes it.
      expect(own.slice(0, expected.length)).toEqual(
        expected.map((parameter) => [parameter[0], inOurWords(name, parameter)]),
      );
    });
  }
}

/** A default as Keras says it: a library entry by its name. */
function said(plain: Plain | undefined): unknown {
  return plain !== undefined && isCall(plain) ? plain.name : plain;
}

/** Where our defaults mean the same in other words: sizes are lists, no activation is linear, initializers have one name. */
function inOurWords(entry: string, [name, value]: Parameter): unknown {
  if (name === "activation" && value === null) return "linear";
  if (value === "uniform") return "random_uniform";
  if (value === "Zeros") return "zeros";
  if (entry === "layer_normalization" || entry === "normalization" || entry === "softmax")
    return name === "axis" ? [value] : value;
  return entry === "conv1d" && (name === "strides" || name === "dilation_rate") ? [value] : value;
}
