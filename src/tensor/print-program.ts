/** Programs as people read them: one line for each operation, under a heading for each part that they come from. */
import { showDim, showShape } from "./dim-arithmetic.ts";
import { isPolynomial, isProgram } from "./map-attributes.ts";
import type { Attribute, Attributes, Operation, Origin, Program } from "./program.ts";
import type { Type } from "./type.ts";

/** The program's text. Values are `%` and their number; what the type tells already is not repeated among the attributes. */
export function printProgram(program: Program): string {
  const { inputs, state, outputs, values } = program;
  return [
    `program ${program.name}`,
    ...inputs.map(
      ({ name, value, host }) => `  ${host ? "host" : "input"} ${name}: ${declare(values, value)}`,
    ),
    ...state.map(({ name, input }) => `  state ${name}: ${declare(values, input)}`),
    ...printOperations(program, "  "),
    ...outputs.map(({ name, value }) => `  output ${name} = %${value}`),
    ...state.map(({ name, output }) => `  state ${name} = %${output}`),
    "",
  ].join("\n");
}

function printOperations({ operations, origins, values }: Program, indent: string): readonly string[] {
  return operations.flatMap((operation, at) => {
    const heading = showOrigin(origins[operation.origin]);
    const before = at === 0 ? undefined : showOrigin(origins[operations[at - 1].origin]);
    const lines = printOperation(operation, values, indent);
    return heading === before ? lines : [`${indent}# ${heading}`, ...lines];
  });
}

function printOperation(
  { op, inputs, outputs, attributes }: Operation,
  values: readonly Type[],
  indent: string,
): readonly string[] {
  const body = Object.values(attributes).find(isProgram);
  const results = outputs.map((id) => declare(values, id)).join(", ");
  const listed = showAttributes(attributes, outputs.length === 1 ? values[outputs[0]] : undefined);
  const call = `${indent}${results} = ${op}(${inputs.map((id) => `%${id}`).join(", ")})${listed}`;
  return body === undefined ? [call] : [call, ...printBody(body, `${indent}  `)];
}

function printBody(body: Program, indent: string): readonly string[] {
  const inputs = body.inputs.map(({ value }) => declare(body.values, value)).join(", ");
  const outputs = body.outputs.map(({ value }) => `%${value}`).join(", ");
  return [`${indent}step (${inputs})`, ...printOperations(body, indent), `${indent}gives (${outputs})`];
}

function declare(values: readonly Type[], id: number): string {
  const { dtype, shape } = values[id];
  return `%${id} ${dtype}${showShape(shape)}`;
}

function showOrigin({ phase, layer, blocks = [] }: Origin): string {
  return [...blocks, layer]
    .filter((name) => name !== undefined)
    .join("/")
    .concat(layer === undefined ? phase : `, ${phase}`);
}

function showAttributes(attributes: Attributes, result: Type | undefined): string {
  const told = (name: string, value: Attribute) =>
    isProgram(value) || value === false || (result !== undefined && (name === "shape" || name === "dtype"));
  const shown = Object.entries(attributes).filter(([name, value]) => !told(name, value));
  return shown.map(([name, value]) => ` ${name}=${showAttribute(value)}`).join("");
}

function showAttribute(value: Attribute): string {
  if (Array.isArray(value))
    return value.length === 1 ? showAttribute(value[0]) : `[${value.map(showAttribute).join(", ")}]`;
  if (isPolynomial(value)) return showDim(value);
  if (Object.is(value, -0)) return "-0";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
