/** What a function of the forward part keeps for the backward part: the record that it returns. */
import { type Code, code } from "./code.ts";

export interface Kept {
  /** How the record is said here. */
  readonly said: Code;
  /** `ReturnType<typeof trainDense>`. */
  readonly type: Code;
  readonly fields: ReadonlyMap<number, Field>;
  /** The weights whose gradients are in it, by their names there. */
  readonly weights: ReadonlyMap<number, string>;
  /** Records inside of it, by the keys of the blocks that made them, with how they are said in it. */
  readonly inner: ReadonlyMap<string, Kept>;
}

/** Where a value stands in a record; rows of a loop are a field of the records of a list. */
export interface Field {
  readonly path: Code;
  readonly row?: Code;
}

/** The rows of a loop's results: a list of records, one for each of its steps. */
export interface Tape {
  readonly list: Code;
  readonly row: Code;
}

/** A value of the record, or the list of records that its rows stand in. */
export function fieldOf({ said }: Kept, { path }: Field): Code {
  return code`${said}.${path}`;
}

/** The record inside, as it is said where the outer one is. */
export function innerKept(outer: Kept): ReadonlyMap<string, Kept> {
  return new Map(
    [...outer.inner].map(([key, kept]) => [key, { ...kept, said: code`${outer.said}.${kept.said}` }]),
  );
}
