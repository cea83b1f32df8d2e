/** How the cells of an input or target are read: what the model says about its numbers, as a rule for one cell. */
import type { Meaning, Model } from "../../checker/model.ts";
import type { DType } from "../../tensor/index.ts";

export type Reading =
  /** Any number within the declared range. */
  | { readonly kind: "real"; readonly low?: number; readonly high?: number }
  /** A whole number within the declared range, below the rows of the embedding that it goes into. */
  | {
      readonly kind: "whole";
      readonly low?: number;
      readonly high?: number;
      readonly embedding?: { readonly layer: string; readonly rows: number };
    }
  /** 0 or 1. */
  | { readonly kind: "flag" }
  /** A share of a class, 0..1. */
  | { readonly kind: "share" }
  /** A class by its number or name; `binary` for yes or no; `oneHot` when a one in a row of zeros is made of it. */
  | {
      readonly kind: "label";
      readonly count: number;
      readonly first: number;
      readonly names?: readonly string[];
      readonly binary: boolean;
      readonly oneHot: boolean;
    };

/** An input or target, as far as its numbers go. */
export interface Port {
  readonly name: string;
  readonly meaning: Meaning;
  readonly dtype: DType;
  /** The value of the model that an input is. */
  readonly value?: number;
}

/** The rule for the cells of a port that is given so many columns (a one-hot target may come as one column of labels). */
export function readingOf(port: Port, columns: number, model: Model): Reading {
  const { meaning } = port;
  switch (meaning.kind) {
    case "class":
      return {
        kind: "label",
        binary: false,
        oneHot: false,
        count: meaning.count,
        first: meaning.first,
        names: meaning.names,
      };
    case "binary":
      return { kind: "label", binary: true, oneHot: false, count: 2, first: 0, names: meaning.names };
    case "onehot":
      return columns === 1 && meaning.count > 1
        ? { kind: "label", binary: false, oneHot: true, count: meaning.count, first: 0 }
        : { kind: "share" };
    case "multilabel":
      return { kind: "flag" };
    case "number":
      return numberReading(port, meaning, model);
  }
}

function numberReading(port: Port, { low, high }: { low?: number; high?: number }, model: Model): Reading {
  if (port.dtype === "bool") return { kind: "flag" };
  if (port.dtype === "f32") return { kind: "real", low, high };
  return { kind: "whole", low, high, embedding: embeddingOf(port, model) };
}

/** The smallest embedding that reads the input itself: numbers beyond its rows would read nothing. */
function embeddingOf({ value }: Port, model: Model): { layer: string; rows: number } | undefined {
  const readers = model.applications.filter(({ inputs }) => value !== undefined && inputs.includes(value));
  return readers
    .map(({ layer }) => model.layers[layer])
    .filter(({ type }) => type === "embedding")
    .map(({ name, call }) => ({ layer: name, rows: Number(call.arguments.input_dim) }))
    .sort((a, b) => a.rows - b.rows)[0];
}
