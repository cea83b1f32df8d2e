/**
 * Decides which columns of a table fill which input and target: by the bindings of the `data` block, or else in order,
 * inputs first, a tensor taking as many columns as it has elements. Sizes left open in the model come from the number of columns.
 */
import type { DataBinding, Model } from "../../checker/model.ts";
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type ColumnFault, dataColumns } from "../../diagnostics/messages/data-columns.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { PlainCall } from "../../library/value.ts";
import type { Span } from "../../source.ts";
import { bindDim, type Dim, type DType, showDim, showShape, sizeOf } from "../../tensor/index.ts";
import type { Preparation } from "./preparation.ts";
import { type Port, type Reading, readingOf } from "./reading.ts";
import { sizeOfAll, solveSize } from "./solve-size.ts";

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

/**
 * Targets are wanted for training and evaluation, not for a prediction. A trained model knows which columns its ranges
 * `[a..c]` meant, in whatever order another file has them.
 */
export function planColumns(
  model: Model,
  table: Table,
  { withTargets, learned }: { readonly withTargets: boolean; readonly learned?: Preparation },
): ColumnPlan {
  const wanted = portsOf(model, withTargets);
  const given =
    model.data === undefined
      ? inOrder(wanted, model, table)
      : byName(wanted, knownBindings(model.data.bindings, learned), table);
  return planGiven(model, table, given);
}

/** The same for examples that name the inputs themselves: so many columns for each input, in the order of the model. */
export function planInputs(model: Model, table: Table, counts: readonly number[]): ColumnPlan {
  let next = 0;
  const columns = portsOf(model, false).map((port, i) => ({
    port,
    columns: Array.from({ length: counts[i] }, () => next++),
  }));
  return planGiven(model, table, { columns });
}

function planGiven(model: Model, table: Table, given: Given): ColumnPlan {
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

interface WantedPort extends Port {
  readonly role: "input" | "target";
  /** Without the batch dim. */
  readonly shape: readonly Dim[];
}

interface GivenColumns {
  readonly port: WantedPort;
  readonly columns: readonly number[];
}

function portsOf(model: Model, withTargets: boolean): readonly WantedPort[] {
  const port = (
    role: "input" | "target",
    {
      name,
      meaning,
      type,
    }: { name: string; meaning: Port["meaning"]; type: { dtype: DType; shape: readonly Dim[] } },
  ) => ({
    role,
    name,
    meaning,
    dtype: type.dtype,
    shape: type.shape.slice(1),
  });
  const inputs = model.inputs.map((input) => ({ ...port("input", input), value: input.value }));
  return withTargets ? [...inputs, ...model.targets.map((target) => port("target", target))] : inputs;
}

type Given = { readonly columns: readonly GivenColumns[] } | { readonly faults: readonly ColumnFault[] };

function byName(ports: readonly WantedPort[], bindings: readonly DataBinding[], { header }: Table): Given {
  const places = new Map(header.map((name, column) => [name, column]));
  const faults: ColumnFault[] = [];
  const columns = ports.map((port) => {
    const binding = bindings.find(({ name }) => name === port.name);
    if (binding === undefined) faults.push({ fault: "unbound", port: port.name });
    return {
      port,
      columns: (binding?.columns ?? []).flatMap((range) => columnRange(range, port.name, places, faults)),
    };
  });
  return faults.length > 0 ? { faults } : { columns };
}

/** Ranges replaced by the columns that they were in training. */
function knownBindings(
  bindings: readonly DataBinding[],
  learned: Preparation | undefined,
): readonly DataBinding[] {
  return bindings.map((binding) => {
    const known = learned?.ports.find(({ name }) => name === binding.name)?.columns;
    return known === undefined
      ? binding
      : { ...binding, columns: known.map((name) => ({ first: name, last: name })) };
  });
}

function columnRange(
  { first, last }: { readonly first: string; readonly last: string },
  port: string,
  places: ReadonlyMap<string, number>,
  faults: ColumnFault[],
): readonly number[] {
  const unknown = [...new Set([first, last])].filter((name) => !places.has(name));
  for (const column of unknown)
    faults.push({ fault: "unknown", column, port, suggestion: suggest(column, [...places.keys()]) });
  const [from, to] = [places.get(first) ?? 0, places.get(last) ?? 0];
  if (unknown.length === 0 && to < from) faults.push({ fault: "backwards", first, last, port });
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
}

/** In the order of the model. For a prediction the targets' columns may follow, and are not read. */
function inOrder(ports: readonly WantedPort[], model: Model, { header }: Table): Given {
  const fitting = [ports, portsOf(model, true)].find(
    (some) => solveSize(totalSize(some), header.length) !== undefined,
  );
  const sizes = fitting === undefined ? undefined : solveSize(totalSize(fitting), header.length);
  if (sizes === undefined) return { faults: [orderFault(ports, header.length)] };
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => next++);
  return {
    columns: ports.map((port) => ({ port, columns: take(Number(bindDim(sizeOf(port.shape), sizes))) })),
  };
}

function totalSize(ports: readonly WantedPort[]): Dim {
  return sizeOfAll(ports.map(({ shape }) => sizeOf(shape)));
}

function orderFault(ports: readonly WantedPort[], columns: number): ColumnFault {
  const total = totalSize(ports);
  const open = ports.find(({ shape }) => shape.some((dim) => typeof dim !== "number"));
  if (typeof total !== "number" && open !== undefined)
    return { fault: "length", port: open.name, shape: showShape(open.shape) };
  const layout = ports.map(({ name, shape }) => `${name} (${showDim(sizeOf(shape))})`).join(", ");
  return { fault: "count", columns, expected: Number(total), layout };
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
