/** The types of constants and of parameters of blocks: numbers, and whatever kind of thing the library's layers take. */
import { messages } from "../diagnostics/messages.ts";
import type { Kind } from "../library/kind.ts";
import { activation } from "../library/kinds/activation.ts";
import { bool } from "../library/kinds/bool.ts";
import { constraint } from "../library/kinds/constraint.ts";
import { float } from "../library/kinds/float.ts";
import { initializer } from "../library/kinds/initializer.ts";
import { int } from "../library/kinds/int.ts";
import { layer } from "../library/kinds/layer.ts";
import { regularizer } from "../library/kinds/regularizer.ts";
import { string } from "../library/kinds/string.ts";
import { tensor } from "../library/kinds/tensor.ts";
import type { Plain, Value } from "../library/value.ts";
import type { TypeExpression } from "../parser/tree.ts";
import { noteUse } from "./code-index.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";

const kinds: ReadonlyMap<string, Kind<unknown>> = new Map<string, Kind<unknown>>([
  ["int", int()],
  ["float", float()],
  ["bool", bool()],
  ["string", string()],
  ["layer", layer()],
  ["value", tensor()],
  ["activation", activation()],
  ["initializer", initializer()],
  ["regularizer", regularizer()],
  ["constraint", constraint()],
]);

/** Takes whatever is given: the layers inside will say what they need. */
const anything: Kind<unknown> = {
  name: "value",
  parse: (value) => ({ plain: plainOf(value) }),
  realize: (plain) => plain,
};

/** The kind that a type names; anything at all without a type, or after a report. */
export function readParameterType(type: TypeExpression | undefined, scope: Scope): Kind<unknown> {
  if (type === undefined) return anything;
  if (type.name === undefined || type.arguments !== undefined || type.dims !== undefined) {
    const expected = `A parameter is one of: ${[...kinds.keys()].join(", ")}.`;
    say(scope, messages.wrongArgument, spanOf(scope, type), {
      found: "This is no type of a parameter.",
      expected,
    });
    return anything;
  }
  const kind = kinds.get(type.name.text);
  if (kind !== undefined)
    noteUse(scope.run.index, spanOf(scope, type.name), {
      kind: "type",
      of: "parameter",
      name: type.name.text,
    });
  if (kind === undefined)
    sayUnknown(scope, spanOf(scope, type.name), "type of parameters", type.name.text, [...kinds.keys()]);
  return kind ?? anything;
}

/** Any value as plain data, for what is only carried along. */
export function plainOf(value: Value): Plain {
  switch (value.kind) {
    case "number":
      return value.number;
    case "string":
      return value.text;
    case "boolean":
      return value.boolean;
    case "none":
      return null;
    case "name":
      return value.name;
    case "tensor":
      return { value: value.value };
    case "list":
      return value.items.map(plainOf);
    case "call":
      return {
        name: value.name,
        arguments: Object.fromEntries(
          value.arguments.map((one, i) => [one.name ?? String(i), plainOf(one.value)]),
        ),
      };
  }
}
