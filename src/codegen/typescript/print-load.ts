/** `load`: weights from a file. */
import type { WeightSpec } from "../../library/weight-spec.ts";
import { type Code, code, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";

export function printLoad(weights: readonly WeightSpec[]): Code {
  const others = weights.filter(({ dtype }) => dtype !== "f32");
  const dtypes: Expression = {
    fields: others.map(({ path, dtype }) => [propertyKey(path), literal(dtype === "i32" ? "I32" : "BOOL")]),
  };
  const args = [code`bytes`, code`weightShapes`, ...(others.length === 0 ? [] : [dtypes])];
  return joinCode([
    docComment(
      "The weights from the bytes of a safetensors file, such as nnc saves. Throws where they are not those of this model.",
    ),
    code`export function load(bytes: ArrayBuffer | Uint8Array): Weights {`,
    code`  ${layoutAfter(code`return `, { callee: code`loadTensors`, args }, WIDTH - 3)};`,
    code`}`,
  ]);
}
