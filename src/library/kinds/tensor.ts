/** A value of the model's flow (`attention_mask=m`). */
import type { Tensor } from "../../tensor/index.ts";
import type { Kind } from "../kind.ts";
import type { PlainTensor } from "../value.ts";
import { wrongKind } from "./wrong-kind.ts";

export function tensor(): Kind<Tensor> {
  const name = "value of the model";
  return {
    name,
    parse: (value) =>
      value.kind === "tensor" ? { plain: { value: value.value } } : { problems: [wrongKind(value, name)] },
    realize: (plain, context) => context.tensor((plain as PlainTensor).value),
  };
}
