/** An initializer as the argument of another; `sample` receives the function that fills a weight. */
import type { Initializer, InitializerContext } from "../define-initializer.ts";
import type { Kind, RealizeContext } from "../kind.ts";
import { realizeCall } from "../realize.ts";
import type { Plain, PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";

/** The initial values of a weight, row-major. */
export type Sampler = (context: InitializerContext) => Float32Array;

export function sampler(fallback: string): Kind<Sampler> {
  return { ...callKind("initializers", "initializer", fallback), realize: samplerOf };
}

function samplerOf(plain: Plain, context: RealizeContext): Sampler {
  const { entry, values } = realizeCall<Initializer>("initializers", plain as PlainCall, context);
  return (weight) => entry.sample(values, weight);
}
