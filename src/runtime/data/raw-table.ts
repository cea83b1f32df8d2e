/** Examples as they were read, before any preparing step: what readers of tables and of JSON make. */
import type { PlannedPort } from "./plan-columns.ts";

/** An input or target: `width` numbers for each row, labels already as class numbers from 0. */
export interface RawPort {
  readonly plan: Pick<PlannedPort, "name" | "role" | "columnNames" | "dims" | "dtype" | "reading" | "steps">;
  readonly width: number;
  readonly values: Float32Array | Int32Array;
  /** Names of the classes in the order of their numbers, where labels are words. */
  readonly labels?: readonly string[];
}

export interface RawTable {
  readonly rows: number;
  readonly ports: readonly RawPort[];
}
