/**
 * Makes arrays for the model of the examples that were read: preparing steps applied, classes as the target wants them, shapes
 * and dtypes as declared. What steps learn, they learn from the training rows alone.
 */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { dataColumns } from "../../diagnostics/messages/data-columns.ts";
import type { Library } from "../../library/library.ts";
import { type NumberArray, ShapeProblem, showShape } from "../../tensor/index.ts";
import type { Dataset } from "./dataset.ts";
import type { PlainArray, Preparation, PreparedPort } from "./preparation.ts";
import { applyStep, type Learned, learnStep } from "./preparing-step.ts";
import type { RawPort, RawTable } from "./raw-table.ts";
import { takeFrom } from "./take-rows.ts";

export type PrepareResult =
  | { readonly dataset: Dataset; readonly preparation: Preparation }
  | { readonly problems: readonly Diagnostic[] };

/** Where the rules come from: rows to learn from, or what was learned before. */
export type Knowledge = { readonly training: Int32Array } | { readonly preparation: Preparation };

/** `file` is named in messages. Throws nothing that a file or a program can cause. */
export function prepareTable(
  table: RawTable,
  knowledge: Knowledge,
  library: Library,
  file: string,
): PrepareResult {
  const prepared = table.ports.map((port) => preparePort(port, table.rows, knowledge, library, file));
  const problems = prepared.flatMap((one) => ("problem" in one ? [one.problem] : []));
  if (problems.length > 0) return { problems };
  const ports = prepared.flatMap((one) => ("problem" in one ? [] : [one]));
  const arrays = new Map(ports.map(({ name, array }) => [name, array]));
  return {
    dataset: { rows: table.rows, arrays },
    preparation: { ports: ports.map(({ prepared: port }) => port) },
  };
}

type PortResult =
  | { readonly name: string; readonly array: NumberArray; readonly prepared: PreparedPort }
  | { readonly problem: Diagnostic };

function preparePort(
  port: RawPort,
  rows: number,
  knowledge: Knowledge,
  library: Library,
  file: string,
): PortResult {
  const { plan, labels } = port;
  let array = rawArray(port, rows);
  const learned: Learned[] = [];
  for (const [i, step] of plan.steps.entries()) {
    learned.push(
      "training" in knowledge
        ? learnStep(step, takeFrom(array, knowledge.training, 0, knowledge.training.length), library)
        : learnedBefore(knowledge.preparation, plan.name, i),
    );
    try {
      array = applyStep(step, learned[i], array, library);
    } catch (error) {
      if (!(error instanceof ShapeProblem)) throw error;
      return { problem: stepProblem(port, step.name, error.message, file) };
    }
  }
  const size = plan.dims.reduce((product, dim) => product * dim, 1);
  if (array.data.length !== rows * size) {
    const found = `it gives ${showShape(array.shape.slice(1))}, but the shape of \`${plan.name}\` is ${showShape(plan.dims)}.`;
    return { problem: stepProblem(port, plan.steps.at(-1)?.name ?? "", found, file) };
  }
  const prepared: PreparedPort = {
    name: plan.name,
    columns: plan.columnNames,
    learned: learned.map(plainArrays),
    ...(labels === undefined ? {} : { labels }),
  };
  return {
    name: `${plan.role}s/${plan.name}`,
    array: { dtype: plan.dtype, shape: [rows, ...plan.dims], data: asDType(array.data, plan.dtype) },
    prepared,
  };
}

/** The columns as they are: [rows, columns], a one-hot row for each label where the target wants that. */
function rawArray({ plan: { reading, dims, dtype }, width, values }: RawPort, rows: number): NumberArray {
  if (reading.kind !== "label")
    return { dtype: values instanceof Int32Array ? "i32" : "f32", shape: [rows, width], data: values };
  if (!reading.oneHot) return { dtype, shape: [rows, ...dims], data: values };
  const data = new Float32Array(rows * reading.count);
  for (let row = 0; row < rows; row++) data[row * reading.count + values[row]] = 1;
  return { dtype: "f32", shape: [rows, reading.count], data };
}

function asDType(data: NumberArray["data"], dtype: NumberArray["dtype"]): NumberArray["data"] {
  if (dtype === "f32") return data instanceof Float32Array ? data : Float32Array.from(data);
  if (dtype === "i32") return data instanceof Int32Array ? data : Int32Array.from(data);
  return Uint8Array.from(data);
}

function learnedBefore({ ports }: Preparation, name: string, step: number): Learned {
  const learned = ports.find((port) => port.name === name)?.learned[step] ?? {};
  return Object.fromEntries(Object.entries(learned).map(([weight, array]) => [weight, numberArray(array)]));
}

function plainArrays(learned: Learned): { readonly [weight: string]: PlainArray } {
  const plain = ({ dtype, shape, data }: NumberArray): PlainArray => ({
    dtype,
    shape,
    data: Array.from(data),
  });
  return Object.fromEntries(Object.entries(learned).map(([weight, array]) => [weight, plain(array)]));
}

function numberArray({ dtype, shape, data }: PlainArray): NumberArray {
  return { dtype, shape, data: asDType(Float64Array.from(data), dtype) };
}

function stepProblem({ plan }: RawPort, step: string, found: string, file: string): Diagnostic {
  return report(
    dataColumns,
    { file, start: 0, end: 0 },
    { file, problem: { fault: "step-shape", port: plan.name, step, found } },
  );
}
