/** `csv_logger`: writes the numbers of each epoch into a table. */
import { defineCallback, type EpochLog, type RunningCallback } from "../define-callback.ts";
import { bool } from "../kinds/bool.ts";
import { fileName } from "../kinds/file-name.ts";
import { string } from "../kinds/string.ts";
import { pythonNumber } from "./python-number.ts";

interface Values {
  readonly filename: string;
  readonly separator: string;
  readonly append: boolean;
}

export const csvLogger = defineCallback({
  name: "csv_logger",
  keras: "CSVLogger",
  doc: "Writes a line for each epoch into `filename`: its number, from 0, and the numbers of the log in the order of their names, NA where one is missing. With `append` the lines of earlier runs stay.",
  example: 'callbacks csv_logger("log.csv")',
  parameters: { filename: fileName(), separator: string(","), append: bool(false) },
  rules: ({ separator }, at) =>
    /^[^"\r\n]$/u.test(separator as string)
      ? []
      : [
          {
            problem: "rule",
            span: at("separator"),
            found: `the separator is ${JSON.stringify(separator)}`,
            expected: "a single character, and neither a quote nor a line break",
            help: "Leave it out for commas.",
          },
        ],
  start,
});

function start({ filename, separator, append }: Values): RunningCallback {
  /** The columns, as JSON, empty before the first epoch; where the last line ended. */
  const memory = { columns: "", end: null as number | null };
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, separator)).join(separator);
  return {
    memory,
    onEpochEnd: async (epoch, log, acts) => {
      if (memory.columns === "") memory.columns = JSON.stringify(columnsOf(log));
      const columns: readonly string[] = JSON.parse(memory.columns);
      const cells = columns.map((name) => cellOf(log, name));
      memory.end = await acts.appendLine(filename, line([String(epoch), ...cells]), {
        header: line(["epoch", ...columns]),
        after: memory.end,
        keep: append,
      });
    },
  };
}

/** The names of the log, with those of a validation that may come later. */
function columnsOf(log: EpochLog): readonly string[] {
  const names = Object.keys(log).sort();
  return names.some((name) => name.startsWith("val_"))
    ? names
    : [...names, ...names.map((name) => `val_${name}`)];
}

function cellOf(log: EpochLog, name: string): string {
  return Object.hasOwn(log, name) ? pythonNumber(log[name]) : "NA";
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
