/** The dtype of a layer's computation: float32, the only one there is. */
import type { Kind } from "../kind.ts";
import { oneOf } from "./one-of.ts";

export function dtype(): Kind<"float32"> {
  return { ...oneOf(["float32"], "float32"), name: "float32 (the only dtype that is computed in)" };
}
