/** Gathers the cells of examples, from a table or from JSON, into the numbers of inputs and targets; notes every fault. */
import type { Span } from "../../source.ts";
import { encodeLabels } from "./encode-labels.ts";
import type { FaultList } from "./fault-list.ts";
import { createNumberList, type NumberList } from "./number-list.ts";
import { parseNumber } from "./parse-number.ts";
import type { PlannedPort } from "./plan-columns.ts";
import type { Preparation } from "./preparation.ts";
import type { RawPort, RawTable } from "./raw-table.ts";
import type { Reading } from "./reading.ts";
import { rangeFault, type ValueFault, valueDiagnostic } from "./value-fault.ts";

/** A cell as it was read: text of a table, or a value of JSON. */
export type Cell = string | number | boolean | null;

/** Where the cells of one example are, for messages. */
interface ExamplePlace {
  /** "In data.csv, row 17 (line 18), column `width`". */
  readonly words: (port: PlannedPort, index: number) => string;
  readonly span: (port: PlannedPort, index: number) => Span;
}

export interface Collector {
  /** The cells of each port of one example, in the order of the ports. */
  readonly take: (cells: readonly (readonly Cell[])[], place: ExamplePlace) => void;
  readonly finish: () => RawTable;
}

/** `learned`: what a trained model knows of its data. */
export function collectValues(
  ports: readonly PlannedPort[],
  faults: FaultList,
  learned?: Preparation,
): Collector {
  const columns = ports.map(createColumn);
  const places: ExamplePlace[] = [];
  return {
    take: (cells, place) => {
      places.push(place);
      for (const [i, column] of columns.entries()) takeCells(column, cells[i], place, faults);
    },
    finish: () => ({
      rows: places.length,
      ports: columns.map((column) => finishColumn(column, places, faults, learned)),
    }),
  };
}

/** Numbers, or labels still as words. */
interface Column {
  readonly plan: PlannedPort;
  readonly numbers: NumberList;
  readonly words: string[];
}

function createColumn(plan: PlannedPort): Column {
  return { plan, numbers: createNumberList(plan.reading.kind === "whole" ? "i32" : "f32"), words: [] };
}

function takeCells(
  { plan, numbers, words }: Column,
  cells: readonly Cell[],
  place: ExamplePlace,
  faults: FaultList,
): void {
  for (let index = 0; index < cells.length; index++) {
    if (plan.reading.kind === "label") {
      const word = String(cells[index] ?? "").trim();
      words.push(word);
      if (word === "")
        addFault(plan, index, place, faults, { about: "cell", cell: { fault: "missing", text: "" } });
      continue;
    }
    const value = readNumber(cells[index], plan.reading);
    if (typeof value !== "number") addFault(plan, index, place, faults, value);
    numbers.push(typeof value === "number" ? value : 0);
  }
}

function readNumber(cell: Cell, reading: Reading): number | ValueFault {
  const value =
    typeof cell === "boolean" && reading.kind === "flag" ? Number(cell) : parseNumber(String(cell ?? ""));
  if (typeof value !== "number") return { about: "cell", cell: value };
  return rangeFault(value, reading) ?? value;
}

/** Labels become numbers only now: their sorted order needs the whole column. */
function finishColumn(
  { plan, numbers, words }: Column,
  places: readonly ExamplePlace[],
  faults: FaultList,
  learned: Preparation | undefined,
): RawPort {
  const width = plan.columnNames.length;
  if (plan.reading.kind !== "label") return { plan, width, values: numbers.finish() };
  const known = learned?.ports.find(({ name }) => name === plan.name)?.labels;
  const { codes, names, faults: found } = encodeLabels(words, plan.reading, known);
  for (const [at, fault] of found) addFault(plan, at % width, places[Math.floor(at / width)], faults, fault);
  return { plan, width, values: codes, labels: names };
}

function addFault(
  plan: PlannedPort,
  index: number,
  place: ExamplePlace,
  faults: FaultList,
  fault: ValueFault,
): void {
  faults.add(() => valueDiagnostic(fault, place.span(plan, index), place.words(plan, index), plan.name));
}
