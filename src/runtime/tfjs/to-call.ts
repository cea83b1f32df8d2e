/** The call of TensorFlow.js that computes an operation: the table looked up. */
import { composites, type Operation, type Program, primitives } from "../../tensor/index.ts";
import type { BackendName } from "./backends/backend.ts";
import type { Argument, Call } from "./call.ts";
import { compositeRows, primitiveRows } from "./table/index.ts";
import type { Row, RowContext } from "./table/row.ts";

const rows: ReadonlyMap<string, Row<never>> = new Map(Object.entries(primitiveRows));
const rowsOfComposites: ReadonlyMap<string, (attributes: never, context: RowContext) => Call | undefined> =
  new Map(Object.entries(compositeRows));

/**
 * The call for one operation of a program (not a loop); undefined for a composite that has none and is to be expanded. `hosts`
 * are the values that are known as numbers on the host: the draws of random numbers take them as such.
 */
export function toCall(
  { op, inputs, outputs, attributes }: Pick<Operation, "op" | "inputs" | "outputs" | "attributes">,
  values: Program["values"],
  backend: BackendName,
  hosts: ReadonlySet<number> = new Set(),
): Call | undefined {
  const takesNumbers = op === "randomUniform";
  const context: RowContext = {
    inputs: inputs.map((id): Argument => (takesNumbers && hosts.has(id) ? { host: id } : { value: id })),
    inputTypes: inputs.map((id) => values[id]),
    outputTypes: outputs.map((id) => values[id]),
    backend,
  };
  const row = Object.hasOwn(primitives, op) ? rows.get(op) : rowsOfComposites.get(op);
  if (row === undefined && !Object.hasOwn(composites, op))
    throw new Error(`TensorFlow.js has no row for ${op}`);
  return row?.(attributes as never, context);
}
