/** Thrown by shape rules when inputs do not fit; the checker turns it into a diagnostic at the layer that caused it. */
import type { Type } from "./type.ts";

export type ShapeProblemKind =
  | "rank" // the input has the wrong number of dims (NN101)
  | "mismatch" // two values that must agree do not (NN102)
  | "window" // a window is larger than its input (NN103)
  | "elements" // a reshape changes the number of elements (NN104)
  | "dtype" // the wrong dtype (NN111)
  | "symbolic" // a size that must be a number is not known before running
  | "overflow" // a tensor of more than 2^31 - 1 elements (NN502)
  | "value"; // an argument that does not fit this input (an axis out of range)

/** What a shape rule found, in words and data. `axis` points at the dimension that is to blame in `types[input]`. */
export interface ShapeProblemDetails {
  readonly kind: ShapeProblemKind;
  readonly found: string;
  readonly expected?: string;
  readonly help?: string;
  readonly types?: readonly Type[];
  readonly input?: number;
  readonly axis?: number;
}

/** The one error class of the tensor room: carries data, is always caught by the checker or shows a bug of ours. */
export class ShapeProblem extends Error {
  readonly details: ShapeProblemDetails;

  constructor(details: ShapeProblemDetails) {
    super([details.found, details.expected, details.help].filter(Boolean).join(" "));
    this.details = details;
  }
}
