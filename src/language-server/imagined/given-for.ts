/** Arguments for the parameters of a block that have no default: whole numbers are variables, all else is the plainest of its kind. */
import { type BlockDeclaration, spanOf } from "../../checker/scope.ts";
import type { Value, ValueContent } from "../../library/value.ts";
import type { Parameter } from "../../parser/tree.ts";

const plainest: { readonly [type: string]: ValueContent } = {
  float: { kind: "number", number: 0.5 },
  bool: { kind: "boolean", boolean: false },
  string: { kind: "string", text: "text" },
  layer: { kind: "name", name: "linear" },
  activation: { kind: "name", name: "relu" },
  initializer: { kind: "name", name: "zeros" },
  regularizer: { kind: "name", name: "l2" },
  constraint: { kind: "name", name: "max_norm" },
};

/** The parameters that stand for sizes. One without a type is taken for a size too. */
export function sizeParameters({ statement }: BlockDeclaration): readonly string[] {
  return statement.parameters.filter(isSize).map(({ name }) => name.text);
}

function isSize({ type, value }: Parameter): boolean {
  return value === undefined && (type === undefined || type.name?.text === "int");
}

export function givenFor(
  { statement, scope }: BlockDeclaration,
  assigned: ReadonlyMap<string, number>,
): ReadonlyMap<string, Value> {
  const given = statement.parameters.flatMap((parameter): [string, Value][] => {
    const { name, type, value } = parameter;
    const number = assigned.get(name.text);
    const content =
      isSize(parameter) && number !== undefined
        ? { kind: "number" as const, number }
        : plainest[type?.name?.text ?? ""];
    return value !== undefined || content === undefined
      ? []
      : [[name.text, { ...content, span: spanOf(scope, name) }]];
  });
  return new Map(given);
}
