/**
 * Reads examples for a prediction from JSON: a list of examples, each a list of numbers in the input's shape (or flat), a list with
 * one entry for each input, an object of inputs by name, or an object of columns by name; or one object with a list for each input.
 */
import type { Model } from "../../checker/model.ts";
import type { Source } from "../../source.ts";
import { type Cell, type Collector, collectValues } from "./collect-values.ts";
import { createFaultList, type FaultList } from "./fault-list.ts";
import { fileFault, moreFaults } from "./file-fault.ts";
import { flattenExample, type Json, sameNumbers } from "./flatten-example.ts";
import { type ColumnPlan, type PlannedPort, planColumns, planInputs } from "./plan-columns.ts";
import type { Preparation } from "./preparation.ts";
import type { ReadResult } from "./read-table.ts";
import { sortExamples } from "./sort-examples.ts";

/** JSON has no lines worth pointing at: the diagnostics name the example by its number. */
export function readJson(source: Source, model: Model, learned?: Preparation): ReadResult {
  const reader: Reader = { source, model, faults: createFaultList() };
  const value = parseJson(reader);
  const result = value === undefined ? undefined : readExamples(reader, value, learned);
  const problems = [
    ...(result?.problems ?? []),
    ...reader.faults.finish((count) => moreFaults(source, count)),
  ];
  return result === undefined || problems.length > 0 ? { problems, source } : { table: result.table, source };
}

interface Reader {
  readonly source: Source;
  readonly model: Model;
  readonly faults: FaultList;
}

function parseJson({ source, faults }: Reader): Json | undefined {
  try {
    return JSON.parse(source.text) as Json;
  } catch (error) {
    faults.add(() => fileFault(source, { fault: "not-json", found: (error as Error).message }));
    return undefined;
  }
}

function readExamples(reader: Reader, value: Json, learned: Preparation | undefined) {
  const inputs = reader.model.inputs.map(({ name }) => name);
  const examples = sortExamples(value, inputs, (where, found) => refuse(reader, where, found));
  if (examples === undefined) return undefined;
  const columns = learnedColumns(reader.model, learned);
  if ("count" in examples && columns.length > 0 && columns.length !== examples.count)
    return refuse(
      reader,
      ", example 1",
      `holds ${examples.count} numbers in a row, but the inputs take ${columns.length}`,
    );
  const plan =
    "inputs" in examples
      ? planFirst(reader, examples.inputs, learned)
      : planNamed(
          reader,
          "header" in examples ? examples.header : headerOf(examples.count, columns),
          learned,
        );
  if ("problems" in plan) return { problems: plan.problems, table: { rows: 0, ports: [] } };
  const collector = collectValues(plan.ports, reader.faults, learned);
  if ("inputs" in examples) takeInputs(reader, examples.inputs, plan.ports, collector);
  else takeRecords(reader, examples.rows, plan.ports, collector);
  return { problems: [], table: collector.finish() };
}

/** The names that training gave the columns of all inputs. */
function learnedColumns({ inputs }: Model, learned: Preparation | undefined): readonly string[] {
  return inputs.flatMap(({ name }) => learned?.ports.find((port) => port.name === name)?.columns ?? []);
}

/** For columns without names: those of the training, else only an order. */
function headerOf(count: number, known: readonly string[]): readonly string[] {
  return known.length === count ? known : Array.from({ length: count }, (_, i) => `[${i}]`);
}

function planNamed(
  { source, model }: Reader,
  header: readonly string[],
  learned: Preparation | undefined,
): ColumnPlan {
  const headerSpan = { file: source.file, start: 0, end: 0 };
  return planColumns(model, { file: source.file, header, headerSpan }, { withTargets: false, learned });
}

/** The first example says how many cells each input has. */
function planFirst(
  { source, model }: Reader,
  inputs: readonly (readonly Json[])[],
  learned: Preparation | undefined,
): ColumnPlan {
  const counts = inputs.map(([first]) => flattenExample(first)?.cells.length ?? 0);
  const header = inputs.flatMap((_, i) => columnNames(model.inputs[i].name, counts[i], learned));
  return planInputs(
    model,
    { file: source.file, header, headerSpan: { file: source.file, start: 0, end: 0 } },
    counts,
  );
}

function columnNames(input: string, count: number, learned: Preparation | undefined): readonly string[] {
  const known = learned?.ports.find(({ name }) => name === input)?.columns;
  if (known?.length === count) return known;
  return Array.from({ length: count }, (_, i) => (count === 1 ? input : `${input}[${i}]`));
}

function takeRecords(
  { source }: Reader,
  rows: readonly (readonly Cell[])[],
  ports: readonly PlannedPort[],
  collector: Collector,
): void {
  rows.forEach((cells, row) => {
    collector.take(
      ports.map(({ columns }) => columns.map((column) => cells[column])),
      place(source, row),
    );
  });
}

function takeInputs(
  reader: Reader,
  inputs: readonly (readonly Json[])[],
  ports: readonly PlannedPort[],
  collector: Collector,
): void {
  for (let row = 0; row < inputs[0].length; row++) {
    const cells = ports.map((port, i) => cellsOf(reader, inputs[i][row], port, row));
    if (cells.every((some) => some !== undefined)) collector.take(cells, place(reader.source, row));
  }
}

/** A list in the input's shape, or flat. */
function cellsOf(reader: Reader, value: Json, port: PlannedPort, row: number): readonly Cell[] | undefined {
  const flat = flattenExample(value);
  const wide = port.columnNames.length;
  const fits =
    flat !== undefined &&
    flat.cells.length === wide &&
    (flat.shape.length <= 1 || sameNumbers(flat.shape, port.dims));
  if (fits) return flat.cells;
  const found =
    flat === undefined
      ? "is no regular list"
      : `has the shape [${flat.shape.join(", ")}], but I expected [${port.dims.join(", ")}]`;
  return refuse(reader, `, example ${row + 1}, input \`${port.name}\``, found);
}

function place({ file }: Source, row: number) {
  return {
    words: ({ columnNames }: PlannedPort, index: number) =>
      `In ${file}, example ${row + 1}, \`${columnNames[index]}\``,
    span: () => ({ file, start: 0, end: 0 }),
  };
}

function refuse({ source, faults }: Reader, where: string, found: string): undefined {
  faults.add(() => fileFault(source, { fault: "example", place: `${source.file}${where}`, found }));
}
