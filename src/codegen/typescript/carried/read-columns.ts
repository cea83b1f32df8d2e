import * as tf from "@tensorflow/tfjs-core";

/** Numbers of rows by column: [rows, columns]. Throws where one is missing or is no number. */
export function readColumns<Column extends string>(
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
  dtype: "float32" | "int32" = "float32",
): tf.Tensor {
  const values = rows.flatMap((row, i) => columns.map((column) => expectNumber(row[column], column, i)));
  return tf.tensor(values, [rows.length, columns.length], dtype);
}

function expectNumber(value: unknown, column: string, row: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RangeError(`Row ${row}, column ${column}: ${JSON.stringify(value)} is no finite number.`);
}
