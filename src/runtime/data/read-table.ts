/** Reads a CSV table into the numbers of the model's inputs and targets, or says everything that is wrong with it. */
import type { Model } from "../../checker/model.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Source } from "../../source.ts";
import { cellSpan } from "./cell-span.ts";
import { type Collector, collectValues } from "./collect-values.ts";
import { createFaultList, type FaultList } from "./fault-list.ts";
import { moreFaults } from "./file-fault.ts";
import { type PlannedPort, planColumns } from "./plan-columns.ts";
import type { Preparation } from "./preparation.ts";
import type { RawTable } from "./raw-table.ts";
import { normalizeTable, type RowVisitor, readCsv, showPlace } from "./read-csv.ts";

/** The table, or diagnostics whose spans lie in the `source` beside them (the text with its line ends made equal). */
export type ReadResult =
  | { readonly table: RawTable; readonly source: Source }
  | { readonly problems: readonly Diagnostic[]; readonly source: Source };

export interface ReadOptions {
  /** Wanted for training and evaluation; a prediction has none. */
  readonly withTargets: boolean;
  /** What a trained model knows of its data: the names of classes in their order. */
  readonly learned?: Preparation;
}

export function readTable(text: Source, model: Model, options: ReadOptions): ReadResult {
  const source = normalizeTable(text);
  const reader: Reader = { source, faults: createFaultList(), problems: [], ports: [] };
  readCsv(source, reader.faults, visitor(reader, model, options));
  const table = reader.collector?.finish() ?? { rows: 0, ports: [] };
  const problems = [...reader.problems, ...reader.faults.finish((count) => moreFaults(source, count))];
  return problems.length > 0 ? { problems, source } : { table, source };
}

interface Reader {
  readonly source: Source;
  readonly faults: FaultList;
  readonly problems: Diagnostic[];
  ports: readonly PlannedPort[];
  collector?: Collector;
}

function visitor(reader: Reader, model: Model, options: ReadOptions): RowVisitor {
  const { source, faults } = reader;
  return {
    header: (header) => {
      const headerSpan = { file: source.file, start: 0, end: Math.max(source.text.indexOf("\n"), 0) };
      const plan = planColumns(model, { file: source.file, header, headerSpan }, options);
      if ("problems" in plan) {
        reader.problems.push(...plan.problems);
        return false;
      }
      reader.ports = plan.ports;
      reader.collector = collectValues(plan.ports, faults, options.learned);
      return true;
    },
    row: (cells, row) => {
      const taken = reader.ports.map(({ columns }) => columns.map((column) => cells[column]));
      reader.collector?.take(taken, {
        words: ({ columnNames }, index) => showPlace(source, row, columnNames[index]),
        span: ({ columns }, index) => cellSpan(source, row.start, columns[index]),
      });
    },
  };
}
