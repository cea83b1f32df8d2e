/** Operations that compute what another has computed already. */
import type { Tensor } from "../graph.ts";
import { isPolynomial, isProgram } from "../map-attributes.ts";
import type { Attribute, Attributes, Operation } from "../program.ts";

const COMMUTATIVE: ReadonlySet<string> = new Set(["add", "mul", "equal", "and", "or"]);

/** A memory of the operations of one program or body: pure all of them, so the same inputs give the same results. */
export function commonSubexpressions() {
  const known = new Map<string, readonly Tensor[]>();
  return {
    /** The results of an equal operation, if there was one. */
    find: (operation: Operation, inputs: readonly Tensor[]): readonly Tensor[] | undefined => {
      const key = keyOf(
        operation,
        inputs.map(({ id }) => id),
      );
      return key === undefined ? undefined : known.get(key);
    },
    remember: (operation: Operation, outputs: readonly Tensor[]): void => {
      const key = keyOf(operation, operation.inputs);
      if (key !== undefined) known.set(key, outputs);
    },
  };
}

/** Equal texts for equal operations; undefined for loops, which are not compared. */
function keyOf({ op, attributes }: Operation, inputs: readonly number[]): string | undefined {
  if (Object.values(attributes).some(isProgram)) return undefined;
  const ordered = COMMUTATIVE.has(op) ? inputs.toSorted((a, b) => a - b) : inputs;
  return `${op}(${ordered.join()})${keyOfAttributes(attributes)}`;
}

function keyOfAttributes(attributes: Attributes): string {
  const names = Object.keys(attributes).sort();
  return names.map((name) => `${name}:${keyOfAttribute(attributes[name])}`).join(";");
}

/** Zeros of both signs differ, and so do a name and a number. */
function keyOfAttribute(attribute: Attribute): string {
  if (typeof attribute === "number") return Object.is(attribute, -0) ? "-0" : String(attribute);
  if (isList(attribute)) return `[${attribute.map(keyOfAttribute).join()}]`;
  if (isPolynomial(attribute)) return `<${attribute.key}>`;
  if (isRecord(attribute)) return `{${keyOfAttributes(attribute)}}`;
  return JSON.stringify(attribute);
}

function isList(attribute: Attribute): attribute is readonly Attribute[] {
  return Array.isArray(attribute);
}

function isRecord(attribute: Attribute): attribute is Attributes {
  return typeof attribute === "object" && attribute !== null;
}
