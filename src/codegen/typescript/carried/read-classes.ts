import * as tf from "@tensorflow/tfjs-core";

/** Class numbers of rows by column, from 0: [rows, columns], int32. Throws for what is none of the classes. */
export function readClasses<Column extends string>(
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
  classes: readonly unknown[],
): tf.Tensor {
  const values = rows.flatMap((row, i) =>
    columns.map((column) => expectClass(row[column], classes, column, i)),
  );
  return tf.tensor(values, [rows.length, columns.length], "int32");
}

function expectClass(value: unknown, classes: readonly unknown[], column: string, row: number): number {
  const place = classes.indexOf(value);
  if (place !== -1) return place;
  throw new RangeError(`Row ${row}, column ${column}: ${JSON.stringify(value)} is none of the classes.`);
}
