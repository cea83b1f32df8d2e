/**
 * Plans how the columns of a table fill the inputs and targets of a model: a tensor takes as many columns as it has elements, row
 * by row. Sizes left open in the model come from the number of columns.
 */
import type { Model } from "../../checker/model.ts";
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type ColumnFault, dataColumns } from "../../diagnostics/messages/data-columns.ts";
import type { PlainCall } from "../../library/value.ts";
import type { Span } from "../../source.ts";
import { bindDim, showShape, sizeOf } from "../../tensor/index.ts";
import { type ChosenColumns, chooseColumns, type GivenColumns } from "./choose-columns.ts";
import type { Preparation } from "./preparation.ts";
import { type Port, type Reading, readingOf } from "./reading.ts";
import { solveSize } from "./solve-size.ts";
import { type WantedPort, wantedPorts } from "./wanted-ports.ts";

/** An input or target with its columns: how to read their cells and the shape (without the batch) that they make. */
export interface PlannedPort extends Port {
  readonly role: "input" | "target";
  readonly columns: readonly number[];
  readonly columnNames: readonly string[];
  readonly dims: readonly number[];
  readonly reading: Reading;
  readonly steps: readonly PlainCall[];
}

export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly headerSpan: Span;
}

export type ColumnPlan =
  | { readonly ports: readonly PlannedPort[] }
  | { readonly problems: readonly Diagnostic[] };

export function planColumns(
  model: Model,
  table: Table,
  { withTargets, learned }: { readonly withTargets: boolean; readonly learned?: Preparation },
): ColumnPlan {
  const ports = wantedPorts(model, withTargets);
  return planChosen(model, table, chooseColumns(model, ports, table.header, learned));
}

/** The same for examples that name the inputs themselves: so many columns for each input, in the order of the model. */
export function planInputs(model: Model, table: Table, counts: readonly number[]): ColumnPlan {
  let next = 0;
  const columns = wantedPorts(model, false).map((port, i) => ({
    port,
    columns: Array.from({ length: counts[i] }, () => next++),
  }));
  return planChosen(model, table, { columns });
}

function planChosen(model: Model, table: Table, given: ChosenColumns): ColumnPlan {
  const fail = (faults: readonly ColumnFault[]) => ({
    problems: faults.map((problem) => report(dataColumns, table.headerSpan, { file: table.file, problem })),
  });
  if ("faults" in given) return fail(given.faults);
  const sizes = openSizes(given.columns);
  if ("faults" in sizes) return fail(sizes.faults);
  const ports = given.columns.map(({ port, columns }) =>
    planPort(port, columns, sizes.bindings, model, table),
  );
  const faults = ports.flatMap((port) => widthFaults(port));
  return faults.length > 0 ? fail(faults) : { ports };
}

/** The numbers of the symbolic sizes, from the columns that each port was given; ports must agree on them. */
function openSizes(
  given: readonly GivenColumns[],
): { readonly bindings: ReadonlyMap<string, number> } | { readonly faults: readonly ColumnFault[] } {
  const bindings = new Map<string, number>();
  const faults = given.flatMap(({ port, columns }): readonly ColumnFault[] => {
    const size = bindDim(sizeOf(port.shape), bindings);
    if (typeof size === "number") return [];
    const solved = solveSize(size, columns.length);
    if (solved === undefined) return [{ fault: "length", port: port.name, shape: showShape(port.shape) }];
    for (const [symbol, value] of solved) bindings.set(symbol, value);
    return [];
  });
  return faults.length > 0 ? { faults } : { bindings };
}

function planPort(
  { shape, ...port }: WantedPort,
  columns: readonly number[],
  bindings: ReadonlyMap<string, number>,
  model: Model,
  { header }: Table,
): PlannedPort {
  const steps = model.data?.bindings.find(({ name }) => name === port.name)?.steps ?? [];
  const dims = shape.map((dim) => Number(bindDim(dim, bindings)));
  const columnNames = columns.map((column) => header[column]);
  return { ...port, columns, columnNames, dims, steps, reading: readingOf(port, columns.length, model) };
}

function widthFaults({ name, columns, dims, reading, steps }: PlannedPort): readonly ColumnFault[] {
  if (reading.kind === "label" && steps.length > 0) return [{ fault: "steps-on-labels", port: name }];
  const elements = dims.reduce((product, dim) => product * dim, 1);
  const expected = reading.kind === "label" && reading.oneHot ? 1 : elements;
  if (columns.length === expected || steps.length > 0) return [];
  return [
    {
      fault: "width",
      port: name,
      columns: columns.length,
      shape: showShape(dims),
      elements: String(expected),
    },
  ];
}
