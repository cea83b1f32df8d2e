/** Attributes with every symbolic dim and every loop body inside them replaced; all else stays. */
import type { Dim, Polynomial } from "./dim.ts";
import type { Attribute, Attributes, Program } from "./program.ts";

interface Replacements {
  readonly dim: (dim: Polynomial) => Dim;
  readonly body: (body: Program) => Program;
}

/** The attributes with the replacements made wherever a dim or a program stands. */
export function mapAttributes(attributes: Attributes, replacements: Replacements): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, mapOne(value, replacements)]),
  );
}

/** Whether the attribute is a symbolic dim. */
export function isPolynomial(attribute: Attribute): attribute is Polynomial {
  return isRecord(attribute) && "terms" in attribute && "key" in attribute;
}

/** Whether the attribute is the body of a loop. */
export function isProgram(attribute: Attribute): attribute is Program {
  return isRecord(attribute) && "operations" in attribute;
}

function mapOne(attribute: Attribute, replacements: Replacements): Attribute {
  if (isPolynomial(attribute)) return replacements.dim(attribute);
  if (isProgram(attribute)) return replacements.body(attribute);
  if (isList(attribute))
    return isNumbers(attribute) ? attribute : attribute.map((each) => mapOne(each, replacements));
  return isRecord(attribute) ? mapAttributes(attribute, replacements) : attribute;
}

function isNumbers(list: readonly Attribute[]): boolean {
  return list.every((each) => typeof each === "number");
}

function isList(attribute: Attribute): attribute is readonly Attribute[] {
  return Array.isArray(attribute);
}

function isRecord(attribute: Attribute): attribute is Attributes {
  return typeof attribute === "object" && attribute !== null && !Array.isArray(attribute);
}
