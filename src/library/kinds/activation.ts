/** An activation; `none` is linear, as in Keras. `build` receives the function with its arguments in place. */
import type { Activation, RealizedActivation } from "../define-activation.ts";
import type { Kind, RealizeContext } from "../kind.ts";
import { realizeCall } from "../realize.ts";
import type { Plain, PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";

export function activation(fallback?: string): Kind<RealizedActivation> {
  const kind = callKind("activations", "activation", fallback);
  return {
    ...kind,
    parse: (value, context) =>
      value.kind === "none" ? { plain: { name: "linear", arguments: {} } } : kind.parse(value, context),
    realize: activationOf,
  };
}

function activationOf(plain: Plain, context: RealizeContext): RealizedActivation {
  const { entry, values } = realizeCall<Activation>("activations", plain as PlainCall, context);
  return (x) => entry.apply(x, values);
}
