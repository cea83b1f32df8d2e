/** Predictions for a person: one line a row, the class's name first where there is one. */
import type { Model } from "../../checker/model.ts";
import type { Nested, PerOutput, Predictions } from "./predictions-json.ts";
import { showNumbers } from "./show-numbers.ts";

export function predictionTable(model: Model, { predictions, labels }: Predictions): string {
  const names = model.outputs.map(({ name }) => name);
  const single = names.length === 1;
  const rowsOf = <T>(values: PerOutput<readonly T[]> | undefined, name: string): readonly T[] =>
    ((single ? values : (values as { [output: string]: readonly T[] } | undefined)?.[name]) as
      | readonly T[]
      | undefined) ?? [];
  const count = rowsOf(predictions, names[0]).length;
  const line = (row: number) =>
    names
      .map((name) => {
        const label = rowsOf(labels, name)[row];
        const text = [...(label === undefined ? [] : [label]), showRow(rowsOf(predictions, name)[row])].join(
          "  ",
        );
        return single ? text : `${name}: ${text}`;
      })
      .join("  |  ");
  return Array.from({ length: count }, (_, row) => `${line(row)}\n`).join("");
}

function showRow(row: Nested): string {
  const numbers = (Array.isArray(row) ? row.flat(Number.POSITIVE_INFINITY) : [row]).map(Number);
  return showNumbers(numbers, "; --json prints them all");
}
